namespace LaMo.Core.Evaluation.OffPolicy;

/// <summary>Estimates, from episodes logged by another policy, the return that a policy would earn.</summary>
public interface IOffPolicyEstimator
{
    /// <summary>The estimate from a resample of the episodes.</summary>
    /// <param name="counts">How often each episode occurs in the resample; all 1 for the data themselves.</param>
    /// <returns>The expected discounted return; NaN where it is not defined, as when all weights are 0.</returns>
    double Estimate(ReadOnlySpan<int> counts);
}
