namespace LaMo.Core.Data.Inspection;

/// <summary>How numbers are distributed.</summary>
/// <param name="Mean">Their mean.</param>
/// <param name="StandardDeviation">Their standard deviation, over all n.</param>
/// <param name="Minimum">The smallest.</param>
/// <param name="Median">The middle one.</param>
/// <param name="Maximum">The largest.</param>
/// <param name="Bins">How many lie in each of equally wide bins from the smallest to the largest; one bin if they are all equal.</param>
public sealed record Distribution(double Mean, double StandardDeviation, double Minimum, double Median, double Maximum, IReadOnlyList<int> Bins)
{
    private const int BinCount = 10;

    /// <summary>The distribution of some numbers; NaN where there are none.</summary>
    internal static Distribution Of(List<double> values)
    {
        if (values.Count == 0)
            return new Distribution(double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, []);
        values.Sort();
        double mean = values.Average(), low = values[0], high = values[^1];
        double deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        double median = (values[(values.Count - 1) / 2] + values[values.Count / 2]) / 2;
        int[] bins = new int[high > low ? BinCount : 1];
        foreach (double value in values)
            bins[high > low ? Math.Min(BinCount - 1, (int)(BinCount * (value - low) / (high - low))) : 0]++;
        return new Distribution(mean, deviation, low, median, high, bins);
    }
}
