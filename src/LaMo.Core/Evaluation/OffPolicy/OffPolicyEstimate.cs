namespace LaMo.Core.Evaluation.OffPolicy;

/// <summary>An estimate of the return that a policy would earn.</summary>
/// <param name="Value">The expected discounted return of an episode; NaN if there is no estimate, and a warning says why.</param>
/// <param name="LowerBound">The lower end of the bootstrap confidence interval.</param>
/// <param name="UpperBound">The upper end of the bootstrap confidence interval.</param>
/// <param name="EffectiveSampleSize">How many episodes logged by the policy itself the data are worth to this estimator; NaN if it cannot be told.</param>
/// <param name="Warnings">Why the estimate cannot be trusted; empty if nothing speaks against it.</param>
public sealed record OffPolicyEstimate(double Value, double LowerBound, double UpperBound, double EffectiveSampleSize, IReadOnlyList<OffPolicyWarning> Warnings)
{
    /// <summary>Whether there is no warning.</summary>
    public bool IsTrustworthy => Warnings.Count == 0;
}
