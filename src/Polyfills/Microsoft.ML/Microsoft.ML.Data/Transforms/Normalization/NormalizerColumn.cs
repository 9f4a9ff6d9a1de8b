using System.Numerics;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>A column to normalize and the way to do it.</summary>
internal abstract record NormalizerColumn
{
    protected NormalizerColumn(string output, string input, long maximumExampleCount)
    {
        Contracts.CheckNonEmpty(output, "name");
        Contracts.CheckParam(input != "", "inputColumnName", "inputColumnName cannot be null or empty");
        Contracts.CheckParam(maximumExampleCount > 1, nameof(maximumExampleCount), "Must be greater than 1");
        Output = output;
        Input = input ?? output;
        MaximumExampleCount = maximumExampleCount;
    }

    public string Output { get; }

    public string Input { get; }

    public long MaximumExampleCount { get; }

    public abstract SlotStatistics<T> MakeStatistics<T>(int size)
        where T : struct, IFloatingPointIeee754<T>;
}

/// <summary>To [0, 1], or to [-1, 1] with zero kept where it is.</summary>
internal sealed record MinMaxColumn(string OutputName, string InputName, long ExampleCount, bool FixZero)
    : NormalizerColumn(OutputName, InputName, ExampleCount)
{
    public override SlotStatistics<T> MakeStatistics<T>(int size) => new MinMaxStatistics<T>(size, FixZero);
}

/// <summary>To variance 1 about the mean, to a mean square of 1 about zero, or to the value's quantile in a normal distribution.</summary>
internal sealed record MeanVarianceColumn(string OutputName, string InputName, long ExampleCount, bool FixZero, bool UseCdf)
    : NormalizerColumn(OutputName, InputName, ExampleCount)
{
    public override SlotStatistics<T> MakeStatistics<T>(int size) => new MeanVarianceStatistics<T>(size, FixZero, UseCdf);
}
