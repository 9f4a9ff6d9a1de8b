namespace LaMo.Core.Evaluation.OffPolicy;

/// <summary>Where the probabilities come from with which the logged actions were chosen.</summary>
public enum BehaviourSource
{
    /// <summary>They were logged.</summary>
    Logged,

    /// <summary>They are the actions' frequencies in equal states.</summary>
    Counts,

    /// <summary>They are those of a network that imitates the logged actions.</summary>
    Cloning,
}
