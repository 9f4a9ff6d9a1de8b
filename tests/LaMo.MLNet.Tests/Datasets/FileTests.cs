using LaMo.Core.Data;
using LaMo.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.MLNet.Tests.Datasets;

public sealed class FileTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly string _folder = Directory.CreateTempSubdirectory("lamo-mlnet-").FullName;

    private OfflineRLCatalog Catalog => _ml.OfflineRL();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void ContinuousActionsAreVectors()
    {
        IDataView data = Catalog.LoadFromD4rl(DataRows.PathOf("d4rl.hdf5"));
        Assert.Equal("EpisodeId Int32, Timestep Int32, State Vector<Single, 3>, Action Vector<Single, 2>, Reward Single, Terminal Boolean, Timeout Boolean", Describe(data.Schema));
        Assert.Equal(12, data.GetRowCount());
        Assert.Equal([4, 5, 3], data.Lengths());
        Assert.Equal("1 4 [8 8.125 8.25] [108 108.125] 8 False True", data.AllRows()[8]);
    }

    [Fact]
    public void DiscreteActionsAreKeys()
    {
        IDataView data = Catalog.LoadFromMinari(DataRows.PathOf("minari"));
        Assert.Equal(new KeyDataViewType(typeof(uint), 3), data.Schema["Action"].Type);
        Assert.Equal([1, 2, 1, 1, 2], data.GetColumn<uint>("Action"));
    }

    [Fact]
    public void ImagesAreVectorsOfBytesWithDimensions()
    {
        IDataView data = Catalog.LoadFromFile(DataRows.PathOf("pixels.h5"));
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Byte, 2, 3, 4), data.Schema["State"].Type);
        Assert.StartsWith("0 1 [24 25 26 ", data.AllRows()[1]);
    }

    [Fact]
    public void EveryFormatHasItsMethod()
    {
        Assert.Equal(9, Catalog.LoadFromD3rlpy(DataRows.PathOf("d3rlpy-1.h5")).GetRowCount());
        Assert.Equal(7, Catalog.LoadFromHdf5(DataRows.PathOf("d3rlpy-2.h5")).GetRowCount());
        Assert.Equal(5, Catalog.LoadFromNpz(DataRows.PathOf("imitation.npz")).GetRowCount());
        IDataView data = Catalog.LoadFromHdf5(DataRows.PathOf("d4rl.hdf5"));
        foreach (string name in (string[])["a.csv", "a.jsonl", "a.npz", "a.h5"])
        {
            string path = Path.Combine(_folder, name);
            Catalog.SaveToFile(data, path);
            Assert.Equal(data.AllRows(), Catalog.LoadFromFile(path).AllRows());
        }
        Assert.Equal(data.AllRows(), Catalog.LoadFromCsv(Path.Combine(_folder, "a.csv")).AllRows());
        Assert.Equal(data.AllRows(), Catalog.LoadFromJsonLines(Path.Combine(_folder, "a.jsonl")).AllRows());
        Catalog.SaveToFile(data, Path.Combine(_folder, "minari"), StepFileFormat.Minari);
        Assert.Equal(data.AllRows(), Catalog.LoadFromMinari(Path.Combine(_folder, "minari")).AllRows());
        foreach (string name in (string[])["a.csv", "a.npz"])
            Assert.Contains($"{name} is no HDF5 file", Assert.Throws<InvalidDataException>(() => Catalog.LoadFromHdf5(Path.Combine(_folder, name))).Message);
    }

    [Theory]
    [InlineData("d4rl.hdf5")]
    [InlineData("d3rlpy-1.h5")]
    [InlineData("pixels.h5")]
    public void BinaryFilesKeepEverything(string file)
    {
        IDataView data = Catalog.LoadFromFile(DataRows.PathOf(file));
        string path = Path.Combine(_folder, "steps.idv");
        Catalog.SaveToFile(data, path);
        IDataView again = Catalog.LoadFromFile(path);
        Assert.Equal(Describe(data.Schema), Describe(again.Schema));
        Assert.Equal(data.AllRows(), again.AllRows());

        // And from a data view of any origin to every other format.
        string copy = Path.Combine(_folder, "copy.hdf5");
        Catalog.SaveToFile(again, copy);
        Assert.Equal(data.AllRows(), Catalog.LoadFromFile(copy).AllRows());
    }

    [Fact]
    public void ADataViewIsReadManyTimesAndAtOnce()
    {
        IDataView data = Catalog.LoadFromFile(DataRows.PathOf("pen-human-v0.hdf5"));
        List<string> rows = data.AllRows();
        Assert.Equal(230, rows.Count);
        Parallel.For(0, 8, _ => Assert.Equal(rows, data.AllRows()));
    }

    [Fact]
    public void ColumnsThatWereNotAskedForAreNotThere()
    {
        IDataView data = Catalog.LoadFromFile(DataRows.PathOf("d4rl.hdf5"));
        using DataViewRowCursor cursor = data.GetRowCursor([data.Schema["Reward"]]);
        Assert.True(cursor.IsColumnActive(data.Schema["Reward"]));
        Assert.Throws<ArgumentOutOfRangeException>(() => cursor.GetGetter<VBuffer<float>>(data.Schema["State"]));
        Assert.Throws<InvalidOperationException>(() => cursor.GetGetter<double>(data.Schema["Reward"]));
        Assert.Equal(-1, cursor.Position);
        while (cursor.MoveNext())
        {
        }
        Assert.Equal(-1, cursor.Position);
        Assert.False(cursor.MoveNext());
    }

    [Fact]
    public void APipelineTrainsOnAFile()
    {
        IDataView data = Catalog.LoadFromD4rl(DataRows.PathOf("d4rl.hdf5"));
        ITransformer model = _ml.Pipeline().Fit(data);
        Assert.Equal(12, TestSteps.PredictedActions(model.Transform(data)).Length);
        (model as IDisposable)?.Dispose();
    }

    [Theory]
    [InlineData("damaged.idv", "CML\0DVB\0 nothing")]
    [InlineData("damaged.hdf5", "nothing")]
    [InlineData("damaged.csv", "nothing")]
    public void DamagedFilesAreNamed(string name, string content)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, content);
        Assert.Contains(name, Assert.Throws<InvalidDataException>(() => Catalog.LoadFromFile(path)).Message);
    }

    [Fact]
    public void MissingFilesAreNamed() =>
        Assert.All((string[])["none.idv", "none.hdf5", "none.csv"], name => Assert.Contains(name, Assert.Throws<FileNotFoundException>(() => Catalog.LoadFromFile(name)).Message));

    private static string Describe(DataViewSchema schema) => string.Join(", ", schema.Select(column => $"{column.Name} {column.Type}"));
}
