namespace LaMo.Core.Evaluation.OffPolicy;

/// <summary>Why an estimate cannot be trusted.</summary>
public enum OffPolicyWarningKind
{
    /// <summary>Too few episodes count: fewer than 20 effectively, or less than a twentieth of them.</summary>
    LowEffectiveSampleSize,

    /// <summary>One episode has more than a fifth of all weight.</summary>
    ExtremeWeights,

    /// <summary>The probabilities with which the logged actions were chosen are estimated from the data, all or some.</summary>
    EstimatedBehaviour,

    /// <summary>The policy is deterministic, so that the logged continuous actions have no probability under it; there is no estimate, or no measure of how well the data cover the policy.</summary>
    NoPolicyDensity,

    /// <summary>Fitted Q evaluation diverges: values lie beyond what rewards can add up to, or each regression takes them further from where they should end.</summary>
    Divergence,

    /// <summary>Fitted Q evaluation had not come to rest; more steps are needed.</summary>
    NotConverged,

    /// <summary>Episodes were cut so early that the reward that would have followed matters; importance sampling does not count it.</summary>
    CutEpisodes,
}
