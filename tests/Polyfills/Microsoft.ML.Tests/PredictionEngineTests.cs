using Microsoft.ML.Data;

namespace Microsoft.ML.Tests;

public sealed class PredictionEngineTests
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly IDataView _data;
    private readonly ITransformer _model;

    public PredictionEngineTests()
    {
        _data = SampleRow.Load(_ml);
        _model = _ml.Transforms.Concatenate("F", "A", "V").Append(_ml.Transforms.NormalizeMinMax("F")).Fit(_data);
    }

    [Fact]
    public void PredictsOneRow()
    {
        using PredictionEngine<SampleRow, Prediction> engine = _ml.Model.CreatePredictionEngine<SampleRow, Prediction>(_model);

        Assert.Equal([1f, 1, 0, 0], engine.Predict(SampleRow.Rows[9]).F.Select(value => MathF.Round(value, 6)));
        Assert.Equal(SampleRow.Schema + " | F: Vector<Single, 4> {SlotNames} (hidden) | F: Vector<Single, 4> {IsNormalized, SlotNames}",
            SchemaText.Of(engine.OutputSchema));
    }

    [Fact]
    public void PredictsOneRowAfterAnother()
    {
        using PredictionEngine<SampleRow, Prediction> engine = _ml.Model.CreatePredictionEngine<SampleRow, Prediction>(_model);
        var prediction = new Prediction();

        foreach (SampleRow row in SampleRow.Rows)
        {
            engine.Predict(row, ref prediction);
            Assert.Equal(row.A / 9, prediction.F[0], 1e-6f);
        }
        Assert.Equal([0f, 0, 0, 0], engine.Predict(SampleRow.Rows[0]).F);
    }

    [Fact]
    public void AMissingInputColumnIsAnError()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Model.CreatePredictionEngine<OnlyA, Prediction>(_model));
        Assert.Equal("Could not find input column 'V' (Parameter 'inputSchema')", error.Message);
    }

    [Fact]
    public void AMissingOutputColumnIsIgnoredUnlessToldOtherwise()
    {
        using PredictionEngine<SampleRow, Unknown> lenient = _ml.Model.CreatePredictionEngine<SampleRow, Unknown>(_model);
        Assert.Equal(0, lenient.Predict(SampleRow.Rows[1]).Zz);

        var strict = Assert.Throws<ArgumentOutOfRangeException>(
            () => _ml.Model.CreatePredictionEngine<SampleRow, Unknown>(_model, ignoreMissingColumns: false));
        Assert.Equal("Could not find  column 'Zz' (Parameter 'Schema')", strict.Message);
        Assert.Throws<ArgumentOutOfRangeException>(
            () => _ml.Model.CreatePredictionEngine<SampleRow, Unknown>(_model, new PredictionEngineOptions { IgnoreMissingColumns = false }));
    }

    [Fact]
    public void OnlyRowToRowMappersPredict()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(
            () => _ml.Model.CreatePredictionEngine<SampleRow, Prediction>(new WholeViewTransformer()));
        Assert.Equal("Must be a row to row mapper (Parameter 'transformer')", error.Message);
    }

    [Fact]
    public void AnInputSchemaGivesTheVectorSizes()
    {
        ITransformer model = _ml.Transforms.NormalizeMinMax("V").Fit(_data);
        DataViewSchema schema = _ml.Data.LoadFromEnumerable([new OnlyV { V = [1, 1, 1] }], SizedV()).Schema;

        using PredictionEngine<OnlyV, OnlyV> engine = _ml.Model.CreatePredictionEngine<OnlyV, OnlyV>(model, schema);

        Assert.Equal([1f, 0, 0], engine.Predict(new OnlyV { V = [9, 1, 2] }).V.Select(value => MathF.Round(value, 6)));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Model.CreatePredictionEngine<OnlyV, OnlyV>(model));
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public void DisposeDisposesTheTransformerItOwns(bool owns, int disposals)
    {
        var transformer = new WholeViewTransformer { IsRowToRowMapper = true };
        PredictionEngine<SampleRow, Unknown> engine =
            _ml.Model.CreatePredictionEngine<SampleRow, Unknown>(transformer, new PredictionEngineOptions { OwnsTransformer = owns });

        engine.Dispose();
        engine.Dispose();

        Assert.Equal(disposals, transformer.Disposals);
    }

    [Fact]
    public void AnExampleMustBeGiven()
    {
        using PredictionEngine<SampleRow, Prediction> engine = _ml.Model.CreatePredictionEngine<SampleRow, Prediction>(_model);

        Assert.Throws<ArgumentNullException>(() => engine.Predict(null!));
    }

    private static SchemaDefinition SizedV()
    {
        var definition = SchemaDefinition.Create(typeof(OnlyV));
        definition["V"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 3);
        return definition;
    }

    private sealed class Prediction
    {
        public float[] F { get; set; } = [];
    }

    private sealed class OnlyA
    {
        public float A { get; set; }
    }

    private sealed class OnlyV
    {
        public float[] V { get; set; } = [];
    }

    private sealed class Unknown
    {
        public float Zz { get; set; }
    }

    private sealed class WholeViewTransformer : ITransformer, IDisposable
    {
        public bool IsRowToRowMapper { get; init; }

        public int Disposals { get; private set; }

        public void Dispose() => Disposals++;

        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => inputSchema;

        public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema)
            => ((ITransformer)new TransformerChain<ITransformer>()).GetRowToRowMapper(inputSchema);

        public void Save(ModelSaveContext ctx) => throw new InvalidOperationException();

        public IDataView Transform(IDataView input) => input;
    }
}
