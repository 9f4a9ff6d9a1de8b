namespace LaMo.Environments.Behaviour;

/// <summary>Who plays in a recorded dataset, as in D4RL (arXiv 2004.07219, appendix C).</summary>
public enum DataQuality
{
    /// <summary>Actions drawn evenly from their range.</summary>
    Random,

    /// <summary>A policy whose training was stopped when it scored about a third of the expert.</summary>
    Medium,

    /// <summary>Everything that was played in training until then.</summary>
    MediumReplay,

    /// <summary>The first half by the medium policy, the second by the expert.</summary>
    MediumExpert,

    /// <summary>A fully trained policy.</summary>
    Expert,
}
