using System.IO.Compression;
using System.Text;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Microsoft.ML.Tests;

/// <summary>Model.Save and Model.Load.</summary>
public sealed class ModelFileTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly IDataView _data;
    private readonly string _folder = Directory.CreateTempSubdirectory("mlnet").FullName;

    public ModelFileTests() => _data = SampleRow.Load(_ml);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void AChainComesBackAsAChainOfTransformers()
    {
        ITransformer model = FeatureChain().Fit(_data);
        var stream = new MemoryStream();

        _ml.Model.Save(model, _data.Schema, stream);
        stream.Position = 0;
        ITransformer loaded = new MLContext().Model.Load(stream, out DataViewSchema schema);

        Assert.IsType<TransformerChain<ITransformer>>(loaded);
        Assert.Equal(SampleRow.Schema, SchemaText.Of(schema));
        Assert.True(stream.CanRead);
        Assert.Equal(model.Transform(_data).ReadVectors<float>("F"), loaded.Transform(_data).ReadVectors<float>("F"));
        Assert.Equal(
            SampleRow.Schema + " | F: Vector<Single, 4> {SlotNames} (hidden) | F: Vector<Single, 4> {IsNormalized, SlotNames}",
            SchemaText.Of(loaded.Transform(_data)));
    }

    [Fact]
    public void ASingleTransformerComesBackAsItself()
        => Assert.IsType<NormalizingTransformer>(RoundTrip(_ml.Transforms.NormalizeMinMax("A").Fit(_data)));

    [Fact]
    public void SchemaAnnotationsSurvive()
    {
        IDataView data = _ml.Transforms.Concatenate("F", "A", "V").Fit(_data).Transform(_data);
        ITransformer model = _ml.Transforms.NormalizeMinMax("F").Fit(data);
        var stream = new MemoryStream();

        _ml.Model.Save(model, data.Schema, stream);
        stream.Position = 0;
        _ml.Model.Load(stream, out DataViewSchema schema);

        Assert.Equal(SampleRow.Schema + " | F: Vector<Single, 4> {SlotNames}", SchemaText.Of(schema));
        Assert.Equal(["A", "", "", ""], schema["F"].Annotation<ReadOnlyMemory<char>>("SlotNames").Select(name => name.ToString()));
    }

    [Fact]
    public void EveryTransformerComesBack()
    {
        IEstimator<ITransformer>[] estimators =
        [
            _ml.Transforms.CopyColumns("X", "A"),
            _ml.Transforms.Concatenate("X", "A", "V"),
            _ml.Transforms.NormalizeMinMax("X", "A"),
            _ml.Transforms.NormalizeMinMax("X", "V", fixZero: false),
            _ml.Transforms.NormalizeMeanVariance("X", "V", fixZero: false),
            _ml.Transforms.NormalizeMeanVariance("X", "D", fixZero: false),
            _ml.Transforms.NormalizeMeanVariance("X", "V", useCdf: true),
            _ml.Transforms.Conversion.ConvertType("X", "B"),
            _ml.Transforms.Conversion.ConvertType("X", "K", DataKind.Byte),
            _ml.Transforms.Conversion.MapValueToKey("X", "S"),
            _ml.Transforms.Conversion.MapValueToKey("X", "B"),
            _ml.Transforms.Conversion.MapValueToKey("X", "K"),
            _ml.Transforms.Conversion.MapValueToKey("X", "Flag"),
            _ml.Transforms.Conversion.MapValueToKey("X", "When"),
            _ml.Transforms.Conversion.MapValueToKey("X", "V"),
            _ml.Transforms.Conversion.MapKeyToVector("X", "K"),
            _ml.Transforms.Conversion.MapValueToKey("X", "S").Append(_ml.Transforms.Conversion.MapKeyToValue("X")),
        ];
        foreach (IEstimator<ITransformer> estimator in estimators)
        {
            ITransformer model = estimator.Fit(_data);
            IDataView expected = model.Transform(_data);
            IDataView actual = RoundTrip(model).Transform(_data);

            Assert.Equal(SchemaText.Of(expected), SchemaText.Of(actual));
            Assert.Equal(Printed(expected), Printed(actual));
        }
    }

    [Theory]
    [InlineData(true, "A: Single | B: Single")]
    [InlineData(false, "D: Double")]
    public void SelectionsComeBack(bool keep, string expected)
    {
        IDataView data = _ml.Transforms.SelectColumns("A", "B", "D").Append(_ml.Transforms.CopyColumns("B", "A")).Fit(_data).Transform(_data);
        ITransformer model = (keep ? _ml.Transforms.SelectColumns("A", "B") : _ml.Transforms.DropColumns("A", "B")).Fit(data);

        Assert.Equal(expected, SchemaText.Of(RoundTrip(model).Transform(data)));
    }

    [Fact]
    public void ScopesComeBack()
    {
        ITransformer model = _ml.Transforms.CopyColumns("X", "A").Append(_ml.Transforms.CopyColumns("Y", "A"), TransformerScope.Training).Fit(_data);

        var loaded = (TransformerChain<ITransformer>)RoundTrip(model);

        Assert.Null(loaded.Transform(_data).Schema.GetColumnOrNull("Y"));
        Assert.NotNull(loaded.Transform(_data, TransformerScope.Training).Schema.GetColumnOrNull("Y"));
    }

    [Fact]
    public void CustomMappingsComeBackByTheirContract()
    {
        ITransformer model = _ml.Transforms.CustomMapping(new DoublingFactory().GetMapping(), "Doubling").Fit(_data);

        Assert.Equal([0f, 2, 4], RoundTrip(model).Transform(_data).Read<float>("Twice").Take(3));
    }

    [Fact]
    public void ACustomMappingWithoutAContractCannotBeSaved()
    {
        ITransformer model = _ml.Transforms.CustomMapping(new DoublingFactory().GetMapping(), contractName: null).Fit(_data);

        var error = Assert.Throws<InvalidOperationException>(() => _ml.Model.Save(model, null, new MemoryStream()));
        Assert.Equal("Empty contract name for a transform: the transform cannot be saved", error.Message);
    }

    [Fact]
    public void ModelsAreSavedToFiles()
    {
        string path = Path.Combine(_folder, "model.zip");
        ITransformer model = FeatureChain().Fit(_data);

        _ml.Model.Save(model, _data.Schema, path);
        _ml.Model.Save(model, _data.Schema, path);

        Assert.Equal([path], Directory.GetFiles(_folder));
        Assert.Equal(model.Transform(_data).ReadVectors<float>("F"), _ml.Model.Load(path, out _).Transform(_data).ReadVectors<float>("F"));
    }

    [Fact]
    public void WithoutASchemaNoneComesBack()
    {
        var stream = new MemoryStream();

        _ml.Model.Save(FeatureChain().Fit(_data), null, stream);
        stream.Position = 0;
        ITransformer loaded = _ml.Model.Load(stream, out DataViewSchema? schema);

        Assert.Null(schema);
        Assert.NotNull(loaded.Transform(_data).Schema.GetColumnOrNull("F"));
    }

    [Fact]
    public void WithoutAModelTheFileIsCorrupt()
    {
        var stream = new MemoryStream();
        _ml.Model.Save(null, _data.Schema, stream);
        stream.Position = 0;

        var error = Assert.Throws<FormatException>(() => _ml.Model.Load(stream, out _));
        Assert.Equal("Corrupt model file", error.Message);
    }

    [Fact]
    public void GarbageIsNoModel()
    {
        var error = Assert.Throws<FormatException>(() => _ml.Model.Load(new MemoryStream(new byte[1000]), out _));

        Assert.Equal("Failed to open a zip archive", error.Message);
        Assert.IsType<InvalidDataException>(error.InnerException);
    }

    [Fact]
    public void ATruncatedFileIsNoModel()
    {
        byte[] whole = Saved(FeatureChain().Fit(_data));
        foreach (int length in new[] { 0, 100, whole.Length / 2, whole.Length - 1 })
        {
            var error = Assert.Throws<FormatException>(() => _ml.Model.Load(new MemoryStream(whole[..length]), out _));
            Assert.Equal("Failed to open a zip archive", error.Message);
        }
    }

    [Fact]
    public void AModelStreamCutShortIsCorrupt()
    {
        byte[] cut = Rewrite(Saved(FeatureChain().Fit(_data)), "TransformerChain/Model.key", bytes => bytes[..^1]);

        Assert.Throws<FormatException>(() => _ml.Model.Load(new MemoryStream(cut), out _));
    }

    [Fact]
    public void AMissingFileIsNotFound()
    {
        string path = Path.Combine(_folder, "nope.zip");

        var error = Assert.Throws<FileNotFoundException>(() => _ml.Model.Load(path, out _));
        Assert.Equal($"Could not find file '{path}'.", error.Message);
    }

    [Fact]
    public void AMissingFolderIsNotFound()
        => Assert.Throws<DirectoryNotFoundException>(
            () => _ml.Model.Save(FeatureChain().Fit(_data), null, Path.Combine(_folder, "nope", "model.zip")));

    [Fact]
    public void AComponentOfAMissingAssemblyIsNotFound()
    {
        byte[] foreign = Rewrite(Saved(_ml.Transforms.CopyColumns("X", "A").Fit(_data)), "TransformerChain/Model.key", bytes =>
        {
            // Only the assembly's name is another, of the same length.
            byte[] name = Encoding.Unicode.GetBytes("Microsoft.ML.Data,");
            Encoding.Unicode.GetBytes("NoSuchAssemblyABC,").CopyTo(bytes.AsSpan(bytes.AsSpan().IndexOf(name)));
            return bytes;
        });

        var error = Assert.Throws<FileNotFoundException>(() => _ml.Model.Load(new MemoryStream(foreign), out _));
        Assert.StartsWith("Could not load file or assembly 'NoSuchAssemblyABC", error.Message);
    }

    [Fact]
    public void AComponentOfANewerVersionIsRefused()
    {
        byte[] newer = Rewrite(Saved(_ml.Transforms.CopyColumns("X", "A").Fit(_data)), "TransformerChain/Model.key", bytes =>
        {
            // ModelVerWritten and ModelVerReadable.
            BitConverter.GetBytes(0x00090001).CopyTo(bytes, 0x48);
            BitConverter.GetBytes(0x00090001).CopyTo(bytes, 0x4C);
            return bytes;
        });

        Exception? error = Record.Exception(() => _ml.Model.Load(new MemoryStream(newer), out _));

        // The error of a component's Create method arrives wrapped.
        for (; error != null && error is not FormatException; error = error.InnerException)
        {
        }
        Assert.NotNull(error);
        Assert.Contains("because the model is too new", error.Message);
    }

    [Fact]
    public void TheZipHasOneEntryPerComponent()
    {
        using var zip = new ZipArchive(new MemoryStream(Saved(FeatureChain().Fit(_data), _data.Schema)));

        string[] models = zip.Entries.Select(entry => entry.FullName.Replace('\\', '/')).Where(name => !name.EndsWith(".txt")).Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(
            [
                "Schema",
                "TransformerChain/Model.key",
                "TransformerChain/Transform_000/Model.key",
                "TransformerChain/Transform_001/Model.key",
                "TransformerChain/Transform_001/Normalizer_000/Model.key",
            ],
            models);
        Assert.Contains(zip.Entries, entry => entry.FullName.Replace('\\', '/') == "TrainingInfo/Version.txt");
    }

    [Fact]
    public void ModelKeyHasTheDocumentedLayout()
    {
        ITransformer model = _ml.Transforms.CopyColumns("X", "A").Append(_ml.Transforms.CopyColumns("Yy", "X")).Fit(_data);
        byte[] saved = Saved(model);

        ModelKey chain = ModelKey.Parse(Entry(saved, "TransformerChain/Model.key"));
        Assert.Equal("XF\0CHAIN", chain.Signature);
        Assert.Equal((0x00010001u, 0x00010001u), (chain.VersionWritten, chain.VersionReadable));
        Assert.Equal("TransformerChain", chain.Loader);
        Assert.Equal("", chain.LoaderAlt);
        Assert.StartsWith("Microsoft.ML.Data, ", chain.Assembly);
        Assert.Empty(chain.Strings);
        // The number of transformers and the scope of each.
        Assert.Equal([2, 7, 7], chain.Integers);

        ModelKey copy = ModelKey.Parse(Entry(saved, "TransformerChain/Transform_001/Model.key"));
        Assert.Equal("COPYCOLT", copy.Signature);
        Assert.Equal("CopyTransform", copy.Loader);
        Assert.Equal(["Yy", "X"], copy.Strings);
        // The number of columns, and the indices of the output's and input's name.
        Assert.Equal([1, 0, 1], copy.Integers);
    }

    [Fact]
    public void NormalizersHaveTheDocumentedLayout()
    {
        byte[] saved = Saved(_ml.Transforms.NormalizeMinMax("V").Fit(_data));

        ModelKey normalizer = ModelKey.Parse(Entry(saved, "TransformerChain/Model.key"));
        Assert.Equal("NORMALZR", normalizer.Signature);
        Assert.Equal((0x00010002u, 0x00010001u), (normalizer.VersionWritten, normalizer.VersionReadable));
        // Names; then a vector (1) of Single (9) with one dimension.
        Assert.Equal([1, 0, 0], normalizer.Integers[..3]);
        Assert.Equal([1, 9, 1, 0, 0, 0, 3, 0, 0, 0], normalizer.Model[12..]);

        ModelKey function = ModelKey.Parse(Entry(saved, "TransformerChain/Normalizer_000/Model.key"));
        Assert.Equal(("AFF\0NORM", "AffineNormExec"), (function.Signature, function.Loader));
        Assert.Equal([4, 3, -1, 3, BitConverter.SingleToInt32Bits(1 / 9f), 0, 0, 0], function.Integers);
    }

    private IEstimator<ITransformer> FeatureChain() => _ml.Transforms.Concatenate("F", "A", "V").Append(_ml.Transforms.NormalizeMinMax("F"));

    private byte[] Saved(ITransformer model, DataViewSchema? schema = null)
    {
        var stream = new MemoryStream();
        _ml.Model.Save(model, schema, stream);
        return stream.ToArray();
    }

    private ITransformer RoundTrip(ITransformer model) => new MLContext().Model.Load(new MemoryStream(Saved(model)), out _);

    private static byte[] Entry(byte[] saved, string name)
    {
        using var zip = new ZipArchive(new MemoryStream(saved));
        using Stream stream = zip.Entries.Single(entry => entry.FullName.Replace('\\', '/') == name).Open();
        var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static byte[] Rewrite(byte[] saved, string name, Func<byte[], byte[]> change)
    {
        byte[] changed = change(Entry(saved, name));
        var stream = new MemoryStream();
        stream.Write(saved);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            ZipArchiveEntry old = zip.Entries.Single(entry => entry.FullName.Replace('\\', '/') == name);
            string fullName = old.FullName;
            old.Delete();
            using Stream entry = zip.CreateEntry(fullName).Open();
            entry.Write(changed);
        }
        return stream.ToArray();
    }

    private static string[] Printed(IDataView view)
        => view.Preview().RowView.Select(row => string.Join(" ", row.Values.Select(value => value.Value.ToString()))).ToArray();

    [CustomMappingFactoryAttribute("Doubling")]
    internal sealed class DoublingFactory : CustomMappingFactory<DoublingInput, DoublingOutput>
    {
        public override Action<DoublingInput, DoublingOutput> GetMapping() => (input, output) => output.Twice = 2 * input.A;
    }

    internal sealed class DoublingInput
    {
        public float A { get; set; }
    }

    internal sealed class DoublingOutput
    {
        public float Twice { get; set; }
    }
}
