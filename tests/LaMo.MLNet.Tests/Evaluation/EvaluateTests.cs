using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.MLNet.Tests;

public class EvaluateTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void ContinuousMetricsAreTheirDefinitions()
    {
        IDataView scored = Continuous(([1, 5], [2, 5]), ([3, 5], [3, 7]), ([5, 5], [2, 4]), ([7, 5], [7, 5]));
        var metrics = Assert.IsType<ContinuousActionMetrics>(_ml.OfflineRL().Evaluate(scored));

        Assert.Equal(4, metrics.RowCount);
        Assert.Equal([10 / 4.0, 5 / 4.0], metrics.PerDimensionMeanSquaredError);
        Assert.Equal([1.0, 0.75], metrics.PerDimensionMeanAbsoluteError);
        // The first dimension's variance is (9 + 1 + 1 + 9) / 4; the second never changes.
        Assert.Equal([0.5, double.NaN], metrics.PerDimensionRSquared);
        Assert.Equal(1.875, metrics.MeanSquaredError);
        Assert.Equal(Math.Sqrt(1.875), metrics.RootMeanSquaredError);
        Assert.Equal(0.875, metrics.MeanAbsoluteError);
    }

    [Fact]
    public void RSquaredDoesNotSufferFromActionsFarFromZero()
    {
        var metrics = (ContinuousActionMetrics)_ml.OfflineRL().Evaluate(Continuous(
            [.. Enumerable.Range(0, 1000).Select(i => (new float[] { 1e6f + i % 2, 0 }, new float[] { 1e6f, i }))]));
        Assert.Equal(1 - 0.5 / 0.25, metrics.PerDimensionRSquared[0], 1e-9);
    }

    [Fact]
    public void DiscreteMetricsAreTheirDefinitions()
    {
        IDataView scored = Discrete((1, 1, [0.7f, 0.2f, 0.1f]), (2, 1, [0.5f, 0.25f, 0.25f]), (3, 1, [0.4f, 0.4f, 0.2f]), (3, 3, [0f, 0f, 1f]));
        var metrics = Assert.IsType<DiscreteActionMetrics>(_ml.OfflineRL().Evaluate(scored, topKPredictionCount: 2));

        Assert.Equal(4, metrics.RowCount);
        Assert.Equal(0.5, metrics.Accuracy);
        double logLoss = -(Math.Log(0.7f) + Math.Log(0.25) + Math.Log(0.2f)) / 4;
        Assert.Equal(logLoss, metrics.LogLoss, 1e-12);
        double entropy = -(0.25 * Math.Log(0.25) + 0.25 * Math.Log(0.25) + 0.5 * Math.Log(0.5));
        Assert.Equal(1 - logLoss / entropy, metrics.LogLossReduction, 1e-12);
        Assert.Equal(2, metrics.TopKPredictionCount);
        // Of the equal probabilities in the second row the second action comes first.
        Assert.Equal([0.5, 0.75], metrics.TopKAccuracyForAllK);
        Assert.Equal(0.75, metrics.TopKAccuracy);
        Assert.Equal(3, ((DiscreteActionMetrics)_ml.OfflineRL().Evaluate(scored, topKPredictionCount: 9)).TopKPredictionCount);
    }

    [Fact]
    public void ImpossibleActionCostsAFiniteLoss()
    {
        var metrics = (DiscreteActionMetrics)_ml.OfflineRL().Evaluate(Discrete((1, 2, [0, 1, 0])));
        Assert.Equal(-Math.Log(1e-15), metrics.LogLoss, 1e-9);
        Assert.Equal(double.NaN, metrics.LogLossReduction);
    }

    [Fact]
    public void ColumnsMayHaveOtherNames()
    {
        IDataView scored = _ml.Transforms.CopyColumns("A", "Action").Append(_ml.Transforms.CopyColumns("B", "PredictedAction")).Append(_ml.Transforms.CopyColumns("C", "Score"))
            .Append(_ml.Transforms.DropColumns("Action", "PredictedAction", "Score")).Fit(Discrete()).Transform(Discrete((1, 1, [1, 0, 0])));
        Assert.Equal(1, ((DiscreteActionMetrics)_ml.OfflineRL().Evaluate(scored, "A", "B", "C")).Accuracy);
    }

    [Fact]
    public void SchemaFaultsAreFoundBeforeAnyRowIsRead()
    {
        IDataView discrete = _ml.Data.LoadFromEnumerable(Unreadable<DiscreteRow>());
        IDataView continuous = _ml.Data.LoadFromEnumerable(Unreadable<ContinuousRow>());
        AssertFault("Could not find input column 'zz'", () => _ml.OfflineRL().Evaluate(discrete, "zz"));
        AssertFault("Could not find input column 'zz'", () => _ml.OfflineRL().Evaluate(discrete, predictedActionColumnName: "zz"));
        AssertFault("Could not find input column 'zz'", () => _ml.OfflineRL().Evaluate(discrete, scoreColumnName: "zz"));
        AssertFault("Could not find input column 'zz'", () => _ml.OfflineRL().Evaluate(continuous, predictedActionColumnName: "zz"));
        AssertFault("Schema mismatch for input column 'Number': expected a key of at most 65536 values or a known-size vector of Single, got Single", () => _ml.OfflineRL().Evaluate(continuous, "Number"));
        AssertFault("Schema mismatch for input column 'Three': expected Vector<Single, 2>, got Vector<Single, 3>", () => _ml.OfflineRL().Evaluate(continuous, predictedActionColumnName: "Three"));
        AssertFault("Schema mismatch for input column 'Two': expected Vector<Single, 3>, got Vector<Single, 2>", () => _ml.OfflineRL().Evaluate(discrete, scoreColumnName: "Two"));
        AssertFault("Schema mismatch for input column 'OfFour': expected Key<UInt32, 0-2>, got Key<UInt32, 0-3>", () => _ml.OfflineRL().Evaluate(discrete, predictedActionColumnName: "OfFour"));
        Assert.Throws<ArgumentOutOfRangeException>("topKPredictionCount", () => _ml.OfflineRL().Evaluate(discrete, topKPredictionCount: 0));
    }

    [Fact]
    public void FaultyRowsAreNamed()
    {
        Assert.Contains("Row 1: column 'PredictedAction' holds NaN at slot 1", Fault(Continuous(([1, 2], [1, 2]), ([1, 2], [1, float.NaN]))));
        // A value beyond the key's range is read as missing.
        Assert.Contains("Row 1: column 'Action' is missing", Fault(Discrete((1, 1, [1, 0, 0]), (9, 1, [1, 0, 0]))));
        Assert.Contains("Row 0: column 'Score' holds probabilities that add up to 1.5", Fault(Discrete((1, 1, [1, 0.5f, 0]))));
        Assert.Contains("Row 0: column 'Score' holds -0.5, which is no probability", Fault(Discrete((1, 1, [1, 0.5f, -0.5f]))));
        Assert.Contains("There is no row", Fault(Continuous()));
        Assert.Contains("There is no row", Fault(Discrete()));
    }

    [Fact]
    public void ModelsOutputCanBeEvaluatedAsItIs()
    {
        IDataView data = _ml.Load(TestSteps.Linear(8, 8, 8));
        IDataView scored = _ml.Pipeline().Fit(data).Transform(data);
        var metrics = (ContinuousActionMetrics)_ml.OfflineRL().Evaluate(scored);
        Assert.Equal(24, metrics.RowCount);
        float[][] actions = [.. data.GetColumn<float[]>("Action")], predicted = TestSteps.PredictedActions(scored);
        Assert.Equal(actions.Zip(predicted, (a, p) => Math.Abs((double)a[0] - p[0])).Average(), metrics.PerDimensionMeanAbsoluteError[0], 1e-9);
    }

    private string Fault(IDataView scored) => Assert.Throws<InvalidOperationException>(() => _ml.OfflineRL().Evaluate(scored)).Message;

    private static void AssertFault(string message, Action act)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>("inputSchema", act);
        Assert.StartsWith(message, error.Message);
    }

    private static IEnumerable<T> Unreadable<T>()
    {
        Assert.Fail("A row was read.");
        yield break;
    }

    private IDataView Continuous(params (float[] Action, float[] Predicted)[] rows) =>
        _ml.Data.LoadFromEnumerable(rows.Select(row => new ContinuousRow { Action = row.Action, PredictedAction = row.Predicted }));

    private IDataView Discrete(params (uint Action, uint Predicted, float[] Score)[] rows) =>
        _ml.Data.LoadFromEnumerable(rows.Select(row => new DiscreteRow { Action = row.Action - 1, PredictedAction = row.Predicted - 1, Score = row.Score }));

    private sealed class ContinuousRow
    {
        [VectorType(2)]
        public float[] Action { get; set; } = [];

        [VectorType(2)]
        public float[] PredictedAction { get; set; } = [];

        [VectorType(3)]
        public float[] Three { get; set; } = [];

        public float Number { get; set; }
    }

    private sealed class DiscreteRow
    {
        [KeyType(3)]
        public uint Action { get; set; }

        [KeyType(3)]
        public uint PredictedAction { get; set; }

        [KeyType(4)]
        public uint OfFour { get; set; }

        [VectorType(3)]
        public float[] Score { get; set; } = [];

        [VectorType(2)]
        public float[] Two { get; set; } = [];
    }
}
