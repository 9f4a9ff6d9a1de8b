using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Microsoft.ML.Tests;

/// <summary>EstimatorChain, TransformerChain and what appends to them.</summary>
public sealed class ChainTests
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly IDataView _data;

    public ChainTests() => _data = SampleRow.Load(_ml);

    [Fact]
    public void AppendStartsAChain()
    {
        EstimatorChain<ColumnCopyingTransformer> chain = Copy("A2").Append(Copy("A3"));
        TransformerChain<ColumnCopyingTransformer> model = chain.Fit(_data);

        Assert.IsType<ColumnCopyingEstimator>(chain.LastEstimator);
        Assert.IsType<ColumnCopyingTransformer>(model.LastTransformer);
        Assert.Equal(2, model.Count());
        Assert.Equal(SampleRow.Schema + " | A2: Single | A3: Single", SchemaText.Of(model.Transform(_data)));
    }

    [Fact]
    public void AChainAppendedToAChainNests()
    {
        TransformerChain<TransformerChain<ColumnCopyingTransformer>> model =
            Copy("A2").Append(Copy("A3")).Append(Copy("A4").Append(Copy("A5"))).Fit(_data);

        Assert.Equal(
            [typeof(ColumnCopyingTransformer), typeof(ColumnCopyingTransformer), typeof(TransformerChain<ColumnCopyingTransformer>)],
            model.Select(transformer => transformer.GetType()));
        Assert.Contains("A5", model.Transform(_data).Schema.Select(column => column.Name));
    }

    [Fact]
    public void AnEmptyChainChangesNothing()
    {
        TransformerChain<ITransformer> model = new EstimatorChain<ITransformer>().Fit(_data);

        Assert.Same(_data, model.Transform(_data));
        Assert.Null(model.LastTransformer);
        Assert.True(((ITransformer)model).IsRowToRowMapper);
        Assert.Empty(new TransformerChain<ITransformer>());
    }

    [Fact]
    public void ACacheCheckpointAddsNoTransformer()
    {
        TransformerChain<ColumnCopyingTransformer> model = Copy("A2").AppendCacheCheckpoint(_ml).Append(Copy("A3")).Fit(_data);

        Assert.Equal(2, model.Count());
        var error = Assert.Throws<InvalidOperationException>(() => new EstimatorChain<ITransformer>().AppendCacheCheckpoint(_ml));
        Assert.Equal("Current estimator chain has no estimator, can't append cache checkpoint.", error.Message);
    }

    [Fact]
    public void ACacheCheckpointComputesOnce()
    {
        int calls = 0;
        IEstimator<ITransformer> count = _ml.Transforms.CustomMapping<In, Out>(
            (input, output) =>
            {
                calls++;
                output.Z = input.A;
            },
            contractName: null);

        new EstimatorChain<ITransformer>().Append(count).AppendCacheCheckpoint(_ml)
            .Append(_ml.Transforms.NormalizeMinMax("X", "Z")).Append(_ml.Transforms.NormalizeMeanVariance("Y", "Z")).Fit(_data);

        Assert.Equal(10, calls);
    }

    [Fact]
    public void ShapesPassThroughTheWholeChain()
    {
        SchemaShape shape = Conversion().Append(_ml.Transforms.Concatenate("F", "A", "V")).Append(_ml.Transforms.NormalizeMinMax("F"))
            .GetOutputSchema(ShapeOf(_data));

        Assert.Equal(
            "W:VariableVector:Single:[] | L:Scalar:Int64:[] | A:Scalar:Single:[] | B:Scalar:Int32:[] | V:Vector:Single:[] | " +
            "S:Scalar:UInt32:key:[KeyValues/Vector/String] | K:Scalar:UInt32:key:[] | D:Scalar:Double:[] | Flag:Scalar:Boolean:[] | " +
            "N:Scalar:Single:[] | When:Scalar:DateTime:[] | ReadOnlyProp:Scalar:Int32:[] | " +
            "F:Vector:Single:[IsNormalized/Scalar/Boolean,SlotNames/Vector/String]",
            SchemaText.Of(shape));
    }

    [Fact]
    public void ShapeErrorsComeBeforeTraining()
    {
        bool trained = false;
        IEstimator<ITransformer> first = Copy("A2").WithOnFitDelegate(_ => trained = true);

        var missing = Assert.Throws<ArgumentOutOfRangeException>(() => first.Append(_ml.Transforms.Concatenate("F", "A", "zz")).Fit(_data));
        Assert.Equal("Could not find input column 'zz' (Parameter 'inputSchema')", missing.Message);
        var type = Assert.Throws<InvalidOperationException>(() => first.Append(_ml.Transforms.Concatenate("F", "A", "S")).Fit(_data));
        Assert.Equal("Concatenated columns should have the same type. Column 'S' has type of String, but expected column type is Single.", type.Message);
        var text = Assert.Throws<ArgumentOutOfRangeException>(() => first.Append(_ml.Transforms.NormalizeMinMax("S")).Fit(_data));
        Assert.Equal("Schema mismatch for input column 'S': expected vector or scalar of Single or Double, got String (Parameter 'inputSchema')", text.Message);
        Assert.False(trained);
    }

    [Fact]
    public void ScopesChooseTransformers()
    {
        TransformerChain<ColumnCopyingTransformer> model = Copy("A2").Append(Copy("A3"), TransformerScope.Training).Append(Copy("A4")).Fit(_data);

        Assert.Null(model.Transform(_data).Schema.GetColumnOrNull("A3"));
        Assert.NotNull(model.Transform(_data, TransformerScope.Training).Schema.GetColumnOrNull("A3"));
        Assert.NotNull(model.GetOutputSchema(_data.Schema, TransformerScope.TrainTest).GetColumnOrNull("A3"));
        Assert.Equal(2, model.GetModelFor(TransformerScope.Scoring).Count());
    }

    [Fact]
    public void WithOnFitDelegateSeesTheTransformer()
    {
        ColumnCopyingTransformer? seen = null;

        ColumnCopyingTransformer fitted = Copy("A2").WithOnFitDelegate(transformer => seen = transformer).Fit(_data);

        Assert.Same(fitted, seen);
    }

    [Fact]
    public void TransformersAppend()
    {
        ITransformer first = Copy("A2").Fit(_data);

        TransformerChain<ColumnCopyingTransformer> chain = first.Append(Copy("A3").Fit(_data)).Append(Copy("A4").Fit(_data));

        Assert.Equal(3, chain.Count());
        Assert.NotNull(chain.GetOutputSchema(_data.Schema).GetColumnOrNull("A4"));
    }

    [Fact]
    public void DisposeDisposesTheChildrenOnce()
    {
        var child = new DisposableTransformer();
        var chain = new TransformerChain<ITransformer>(child);

        chain.Dispose();
        chain.Dispose();

        Assert.Equal(1, child.Disposals);
    }

    [Fact]
    public void ARowMapperNeedsOnlyItsSources()
    {
        ITransformer model = _ml.Transforms.Concatenate("F", "A", "V").Append(_ml.Transforms.NormalizeMinMax("F")).Append(Copy("Other")).Fit(_data);
        IRowToRowMapper mapper = model.GetRowToRowMapper(_data.Schema);

        Assert.Equal(["A", "V"], mapper.GetDependencies([mapper.OutputSchema["F"]]).Select(column => column.Name));
        Assert.Equal(["S"], mapper.GetDependencies([mapper.OutputSchema["S"]]).Select(column => column.Name));

        DataViewSchema.Column[] sources = mapper.GetDependencies([mapper.OutputSchema["F"]]).ToArray();
        using DataViewRowCursor cursor = _data.GetRowCursor(sources);
        DataViewRow row = mapper.GetRow(cursor, [mapper.OutputSchema["F"]]);
        ValueGetter<VBuffer<float>> getter = row.GetGetter<VBuffer<float>>(mapper.OutputSchema["F"]);
        VBuffer<float> value = default;
        while (cursor.Position < 3)
            cursor.MoveNext();
        getter(ref value);

        Assert.Equal(3, row.Position);
        Assert.Equal([3 / 9f, 3 / 9f, 0, 0], value.DenseValues(), (x, y) => Math.Abs(x - y) < 1e-6);
    }

    [Fact]
    public void CursorSetsCoverAllRows()
    {
        IDataView view = _ml.Transforms.Concatenate("F", "A", "V").Append(_ml.Transforms.NormalizeMinMax("F")).Fit(_data).Transform(_data);
        var seen = new List<float>();

        foreach (DataViewRowCursor cursor in view.GetRowCursorSet([view.Schema["A"]], 4))
        {
            using (cursor)
            {
                ValueGetter<float> getter = cursor.GetGetter<float>(view.Schema["A"]);
                float value = 0;
                while (cursor.MoveNext())
                {
                    getter(ref value);
                    seen.Add(value);
                }
            }
        }

        Assert.Equal(Enumerable.Range(0, 10).Select(i => (float)i), seen.Order());
    }

    [Fact]
    public void CursorsActivateOnlyWhatIsNeeded()
    {
        IDataView view = _ml.Transforms.Concatenate("F", "A", "V").Fit(_data).Transform(_data);
        using DataViewRowCursor cursor = view.GetRowCursor([view.Schema["F"]]);

        Assert.True(cursor.IsColumnActive(view.Schema["F"]));
        Assert.False(cursor.IsColumnActive(view.Schema["A"]));
        Assert.Throws<InvalidOperationException>(() => cursor.GetGetter<int>(view.Schema["F"]));
        Assert.Equal(10, view.GetRowCount());
        Assert.False(view.CanShuffle);
    }

    [Fact]
    public void TransformersServeManyThreadsAtOnce()
    {
        ITransformer model = _ml.Transforms.Concatenate("F", "A", "V").Append(_ml.Transforms.NormalizeMinMax("F"))
            .Append(_ml.Transforms.Conversion.MapValueToKey("S")).Fit(_data);
        float[][] expected = model.Transform(_data).ReadVectors<float>("F");

        Parallel.For(0, 64, _ =>
        {
            IDataView view = model.Transform(SampleRow.Load(_ml));
            Assert.Equal(expected, view.ReadVectors<float>("F"));
            Assert.Equal([1u, 0, 2], view.Read<uint>("S").Take(3));
        });
    }

    [Fact]
    public void TenMillionRowsStreamInConstantMemory()
    {
        const int count = 10_000_000;
        IDataView data = _ml.Data.LoadFromEnumerable(Enumerate());
        ITransformer model = _ml.Transforms.Concatenate("F", "A", "B").Append(_ml.Transforms.NormalizeMinMax("F", maximumExampleCount: 1000)).Fit(data);
        IDataView view = model.Transform(data);
        DataViewSchema.Column f = view.Schema["F"];
        using DataViewRowCursor cursor = view.GetRowCursor([f]);
        ValueGetter<VBuffer<float>> getter = cursor.GetGetter<VBuffer<float>>(f);
        VBuffer<float> value = default;
        long rows = 0;
        long before = GC.GetTotalMemory(forceFullCollection: true);

        while (cursor.MoveNext())
        {
            getter(ref value);
            rows++;
        }

        Assert.Equal(count, rows);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 8 << 20);

        static IEnumerable<Pair> Enumerate()
        {
            var pair = new Pair();
            for (int i = 0; i < count; i++)
            {
                pair.A = i % 1000;
                pair.B = -pair.A;
                yield return pair;
            }
        }
    }

    private static SchemaShape ShapeOf(IDataView data)
    {
        // The shape of a schema has no public factory; an estimator is handed one.
        SchemaShape? shape = null;
        new EstimatorChain<ITransformer>().Append(new ShapeReader(seen => shape = seen)).Fit(data);
        return shape!;
    }

    private ColumnCopyingEstimator Copy(string name) => _ml.Transforms.CopyColumns(name, "A");

    private IEstimator<ITransformer> Conversion() => _ml.Transforms.Conversion.MapValueToKey("S");

    private sealed class In
    {
        public float A { get; set; }
    }

    private sealed class Out
    {
        public float Z { get; set; }
    }

    private sealed class Pair
    {
        public float A { get; set; }

        public float B { get; set; }
    }

    private sealed class ShapeReader(Action<SchemaShape> onShape) : IEstimator<ITransformer>
    {
        public ITransformer Fit(IDataView input) => new TransformerChain<ITransformer>();

        public SchemaShape GetOutputSchema(SchemaShape inputSchema)
        {
            onShape(inputSchema);
            return inputSchema;
        }
    }

    private sealed class DisposableTransformer : ITransformer, IDisposable
    {
        public int Disposals { get; private set; }

        public bool IsRowToRowMapper => false;

        public void Dispose() => Disposals++;

        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => inputSchema;

        public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => throw new InvalidOperationException();

        public void Save(ModelSaveContext ctx) => throw new InvalidOperationException();

        public IDataView Transform(IDataView input) => input;
    }
}
