using LaMo.Core.Tests.Data;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.MLNet.Tests.Datasets;

public sealed class DamagedBinaryFileTests : IDisposable
{
    private const long MaxBytes = 1 << 26;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly MLContext _ml = new(seed: 1);
    private readonly string _folder = Directory.CreateTempSubdirectory("lamo-mlnet-").FullName;

    private OfflineRLCatalog Catalog => _ml.OfflineRL();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("d4rl.hdf5", 1500)]
    [InlineData("pixels.h5", 500)]
    public void DatasetsAreReadOrRefused(string file, int mutations) => Try(Catalog.LoadFromFile(DataRows.PathOf(file)), mutations);

    [Fact]
    public void TextsKeysAndVectorsOfAnyLengthAreReadOrRefused()
    {
        Row[] rows = [.. Enumerable.Range(0, 40).Select(i => new Row { EpisodeId = $"episode {i / 20}", Timestep = i % 20, Action = i % 3 == 0 ? "left" : "right", Words = [.. Enumerable.Repeat("word", i % 4)] })];
        IDataView data = _ml.Data.LoadFromEnumerable(rows);
        Try(_ml.Transforms.Conversion.MapValueToKey("Action").Fit(data).Transform(data), 1000);
    }

    /// <summary>Opens and reads damaged files: each must be read, or refused with an error that names it, soon and without much memory.</summary>
    private void Try(IDataView data, int mutations)
    {
        string whole = Path.Combine(_folder, "whole.idv"), path = Path.Combine(_folder, "damaged.idv");
        Catalog.SaveToFile(data, whole);
        Assert.NotEmpty(Catalog.LoadFromFile(whole).AllRows());
        byte[] bytes = File.ReadAllBytes(whole);
        for (int number = 0; number < mutations; number++)
        {
            File.WriteAllBytes(path, Mutation.Of(bytes, number));
            long before = GC.GetTotalAllocatedBytes();
            Exception? error = null;
            // A reader that never comes back is left to itself; the process ends with the tests.
            var reading = new Thread(() => error = Record.Exception(() => Catalog.LoadFromFile(path).AllRows())) { IsBackground = true };
            reading.Start();
            Assert.True(reading.Join(s_patience), $"mutation {number} is read for ever");
            Assert.True(error is null || (error is InvalidDataException && error.Message.Contains(path)), $"mutation {number}: {error}");
            Assert.True(GC.GetTotalAllocatedBytes() - before < MaxBytes, $"mutation {number} takes {GC.GetTotalAllocatedBytes() - before} bytes");
        }
    }

    private sealed class Row
    {
        public string EpisodeId { get; init; } = "";

        public int Timestep { get; init; }

        public string Action { get; init; } = "";

        public string[] Words { get; init; } = [];
    }
}
