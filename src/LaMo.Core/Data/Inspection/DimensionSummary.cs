namespace LaMo.Core.Data.Inspection;

/// <summary>One dimension of states or actions over all steps.</summary>
/// <param name="Minimum">The smallest finite value.</param>
/// <param name="Maximum">The largest finite value.</param>
/// <param name="Mean">The mean of the finite values.</param>
/// <param name="StandardDeviation">Their standard deviation, over all n.</param>
/// <param name="NotFinite">How many values are NaN or infinite.</param>
/// <param name="DuplicateOf">The first dimension with the same values at all steps; <see langword="null"/> if none before has.</param>
public sealed record DimensionSummary(double Minimum, double Maximum, double Mean, double StandardDeviation, long NotFinite, int? DuplicateOf)
{
    /// <summary>Whether it has the same value at all steps.</summary>
    public bool IsConstant => Minimum == Maximum && NotFinite == 0;
}
