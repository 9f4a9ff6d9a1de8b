using System.Collections.Generic;
using System.Linq;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

public sealed partial class DataOperationsCatalog
{
    private const uint DefaultSplitSeed = 42;

    // The real library splits by a column of hashes, two filters, and two transformers that drop the column again.
    private const int HostsPerMeasure = 1;
    private const int HostsPerSplit = 4;

    public TrainTestData TrainTestSplit(IDataView data, double testFraction = 0.1, string samplingKeyColumnName = null, int? seed = null)
    {
        Contracts.CheckValue(data, nameof(data));
        Contracts.CheckParam(0 < testFraction && testFraction < 1, nameof(testFraction), "Must be between 0 and 1 exclusive");
        RowMeasure measure = MeasureForSplit(data, samplingKeyColumnName, seed);
        _environment.SkipSeeds(HostsPerMeasure + HostsPerSplit);
        return new TrainTestData(
            measure.Filter(data, 0, testFraction, complement: true),
            measure.Filter(data, 0, testFraction));
    }

    public IReadOnlyList<TrainTestData> CrossValidationSplit(IDataView data, int numberOfFolds = 5, string samplingKeyColumnName = null, int? seed = null)
    {
        Contracts.CheckValue(data, nameof(data));
        Contracts.CheckParam(numberOfFolds > 1, nameof(numberOfFolds), "Must be more than 1");
        RowMeasure measure = MeasureForSplit(data, samplingKeyColumnName, seed);
        _environment.SkipSeeds(HostsPerMeasure + numberOfFolds * HostsPerSplit);
        return Enumerable.Range(0, numberOfFolds)
            .Select(fold => (Min: (double)fold / numberOfFolds, Max: (double)(fold + 1) / numberOfFolds))
            .Select(range => new TrainTestData(
                measure.Filter(data, range.Min, range.Max, includesMax: true, complement: true),
                measure.Filter(data, range.Min, range.Max, includesMax: true)))
            .ToList();
    }

    private RowMeasure MeasureForSplit(IDataView data, string samplingKeyColumn, int? seed)
    {
        seed ??= ((IHostEnvironmentInternal)_environment).Seed;
        if (samplingKeyColumn == null)
            return RowMeasure.OfRandom((uint?)seed ?? DefaultSplitSeed);
        DataViewSchema.Column column = data.Schema.GetColumnOrNull(samplingKeyColumn)
            ?? throw Contracts.ExceptSchemaMismatch(nameof(samplingKeyColumn), "SamplingKeyColumn", samplingKeyColumn);
        return column.Type switch
        {
            KeyDataViewType => RowMeasure.OfColumn(column),
            _ when RowMeasure.Supports(column.Type) => RowMeasure.OfScaled(data, column),
            _ => RowMeasure.OfHash(column, seed),
        };
    }

    public struct TrainTestData
    {
        public readonly IDataView TrainSet;
        public readonly IDataView TestSet;

        internal TrainTestData(IDataView trainSet, IDataView testSet)
        {
            TrainSet = trainSet;
            TestSet = testSet;
        }
    }
}
