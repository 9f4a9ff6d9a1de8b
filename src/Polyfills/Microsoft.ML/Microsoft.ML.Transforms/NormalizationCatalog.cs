using System;
using System.Linq;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Microsoft.ML;

public static class NormalizationCatalog
{
    public static NormalizingEstimator NormalizeMinMax(
        this TransformsCatalog catalog,
        string outputColumnName,
        string inputColumnName = null,
        long maximumExampleCount = 1000000000,
        bool fixZero = true)
        => new(catalog.GetEnvironment(), new MinMaxColumn(outputColumnName, inputColumnName, maximumExampleCount, fixZero));

    public static NormalizingEstimator NormalizeMinMax(
        this TransformsCatalog catalog, InputOutputColumnPair[] columns, long maximumExampleCount = 1000000000, bool fixZero = true)
        => Estimator(catalog, columns, (output, input) => new MinMaxColumn(output, input, maximumExampleCount, fixZero));

    public static NormalizingEstimator NormalizeMeanVariance(
        this TransformsCatalog catalog,
        string outputColumnName,
        string inputColumnName = null,
        long maximumExampleCount = 1000000000,
        bool fixZero = true,
        bool useCdf = false)
        => new(catalog.GetEnvironment(), new MeanVarianceColumn(outputColumnName, inputColumnName, maximumExampleCount, fixZero, useCdf));

    public static NormalizingEstimator NormalizeMeanVariance(
        this TransformsCatalog catalog,
        InputOutputColumnPair[] columns,
        long maximumExampleCount = 1000000000,
        bool fixZero = true,
        bool useCdf = false)
        => Estimator(catalog, columns, (output, input) => new MeanVarianceColumn(output, input, maximumExampleCount, fixZero, useCdf));

    private static NormalizingEstimator Estimator(
        TransformsCatalog catalog, InputOutputColumnPair[] columns, Func<string, string, NormalizerColumn> column)
        => new(catalog.GetEnvironment(), InputOutputColumnPair.ToPairs(columns).Select(pair => column(pair.Output, pair.Input)).ToArray());
}
