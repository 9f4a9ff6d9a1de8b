using Microsoft.ML.Data;

namespace Microsoft.ML.Tests;

/// <summary>Models saved together with the loader of their input.</summary>
public sealed class ModelWithLoaderTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly string _folder = Directory.CreateTempSubdirectory("mlnet").FullName;
    private readonly MultiFileSource _file;
    private readonly TextLoader _loader;
    private readonly ITransformer _model;

    public ModelWithLoaderTests()
    {
        string path = Path.Combine(_folder, "data.csv");
        File.WriteAllText(path, "1,a\n4,b\n");
        _file = new MultiFileSource(path);
        _loader = _ml.Data.CreateTextLoader(
            [new TextLoader.Column("X", DataKind.Single, 0), new TextLoader.Column("Name", DataKind.String, 1)], separatorChar: ',');
        _model = _ml.Transforms.NormalizeMinMax("X").Fit(_loader.Load(_file));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void BothComeBack()
    {
        var stream = new MemoryStream();
        _ml.Model.Save(_model, _loader, stream);
        stream.Position = 0;

        ITransformer model = new MLContext().Model.LoadWithDataLoader(stream, out IDataLoader<IMultiStreamSource> loader);

        Assert.Equal("X: Single | Name: String", SchemaText.Of(loader.GetOutputSchema()));
        IDataView view = model.Transform(loader.Load(_file));
        Assert.Equal([0.25f, 1], view.Read<float>("X"));
        Assert.Equal(["a", "b"], view.ReadTexts("Name"));
    }

    [Fact]
    public void LoadGivesTheLoadersSchema()
    {
        string path = Path.Combine(_folder, "model.zip");
        _ml.Model.Save(_model, _loader, path);

        ITransformer model = _ml.Model.Load(path, out DataViewSchema schema);

        Assert.Equal("X: Single | Name: String", SchemaText.Of(schema));
        Assert.Equal([0.25f, 1], model.Transform(_loader.Load(_file)).Read<float>("X"));
    }

    [Fact]
    public void WithoutALoaderThereIsNoneToLoad()
    {
        var stream = new MemoryStream();
        _ml.Model.Save(_model, _loader.GetOutputSchema(), stream);
        stream.Position = 0;

        var error = Assert.Throws<InvalidOperationException>(() => _ml.Model.LoadWithDataLoader(stream, out _));
        Assert.StartsWith("Model does not contain an IDataLoader.", error.Message);
    }

    [Fact]
    public void LoadersAppendTransformers()
    {
        CompositeDataLoader<IMultiStreamSource, ITransformer> composite = _loader.Append(_model);

        Assert.Equal("X: Single (hidden) | X: Single {IsNormalized} | Name: String", SchemaText.Of(composite.GetOutputSchema()));
        Assert.Equal([0.25f, 1], composite.Load(_file).Read<float>("X"));
        Assert.Same(_loader, composite.Loader);
        Assert.Same(_model, composite.Transformer.LastTransformer);
    }
}
