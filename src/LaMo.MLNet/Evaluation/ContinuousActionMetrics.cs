namespace LaMo.MLNet;

/// <summary>How closely a policy predicts logged continuous actions.</summary>
public sealed class ContinuousActionMetrics : ActionMetrics
{
    internal ContinuousActionMetrics(long rowCount, IReadOnlyList<double> meanSquaredErrors, IReadOnlyList<double> meanAbsoluteErrors, IReadOnlyList<double> variances)
        : base(rowCount)
    {
        PerDimensionMeanSquaredError = meanSquaredErrors;
        PerDimensionMeanAbsoluteError = meanAbsoluteErrors;
        PerDimensionRSquared = [.. meanSquaredErrors.Zip(variances, (error, variance) => variance > 0 ? 1 - error / variance : double.NaN)];
        MeanSquaredError = meanSquaredErrors.Average();
        MeanAbsoluteError = meanAbsoluteErrors.Average();
    }

    /// <summary>The mean of (a - a_predicted)^2 over rows and dimensions.</summary>
    public double MeanSquaredError { get; }

    /// <summary>The square root of <see cref="MeanSquaredError"/>.</summary>
    public double RootMeanSquaredError => Math.Sqrt(MeanSquaredError);

    /// <summary>The mean of |a - a_predicted| over rows and dimensions.</summary>
    public double MeanAbsoluteError { get; }

    /// <summary>The mean squared error of each dimension of the action.</summary>
    public IReadOnlyList<double> PerDimensionMeanSquaredError { get; }

    /// <summary>The mean absolute error of each dimension of the action.</summary>
    public IReadOnlyList<double> PerDimensionMeanAbsoluteError { get; }

    /// <summary>
    /// R2 of each dimension: 1 - mean squared error / variance of the logged action. 1 is perfect, 0 as good as always predicting the mean; NaN where the logged action never changes.
    /// </summary>
    public IReadOnlyList<double> PerDimensionRSquared { get; }
}
