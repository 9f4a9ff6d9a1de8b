using System.IO.Compression;
using LaMo.Core.Trajectories;
using Microsoft.ML;
using Microsoft.ML.Data;
using TorchSharp;

namespace LaMo.MLNet.Tests;

public sealed class SequenceTransformerTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly IDataView _data;
    private readonly ITransformer _model;

    public SequenceTransformerTests()
    {
        _data = _ml.Load(TestSteps.Linear(9, 3, 1, 12));
        _model = _ml.Pipeline().Fit(_data);
    }

    public void Dispose() => ((IDisposable)_model).Dispose();

    [Fact]
    public void PredictionsDoNotDependOnHowTheRowsFallIntoBatches()
    {
        List<Step> episode = TestSteps.Linear(12);
        // 40 times the same episode under different ids: 480 rows, so that batches end inside episodes.
        List<Step> repeated = [.. Enumerable.Range(0, 40).SelectMany(id => episode.Select(step => new Step
        {
            EpisodeId = id, Timestep = step.Timestep, State = step.State, Action = step.Action, Reward = step.Reward,
        }))];
        float[][] alone = TestSteps.PredictedActions(_model.Transform(_ml.Load(episode)));
        float[][] batched = TestSteps.PredictedActions(_model.Transform(_ml.Load(repeated)));
        Assert.Equal(480, batched.Length);
        for (int row = 0; row < batched.Length; row++)
            Assert.Equal(alone[row % 12], batched[row], (a, b) => Math.Abs(a - b) < 1e-5f);
    }

    [Fact]
    public void PredictionDependsOnTheLastStepsOnly()
    {
        List<Step> steps = TestSteps.Linear(12);
        float[][] before = TestSteps.PredictedActions(_model.Transform(_ml.Load(steps)));
        steps[3].State = [9, 9, 9];
        float[][] after = TestSteps.PredictedActions(_model.Transform(_ml.Load(steps)));
        int[] changed = [.. Enumerable.Range(0, 12).Where(row => before[row].Zip(after[row]).Any(v => Math.Abs(v.First - v.Second) > 1e-5))];
        // The context is 4 steps: rows 3 to 6 see row 3.
        Assert.Equal([3, 4, 5, 6], changed);
    }

    [Fact]
    public void SchemaHasThePredictedActionBesideTheInput()
    {
        DataViewSchema schema = _model.GetOutputSchema(_data.Schema);
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, 2), schema["PredictedAction"].Type);
        Assert.Equal("Vector<Single, 3>", schema["State"].Type.ToString());
        Assert.Equal(_data.GetRowCount(), _model.Transform(_data).GetRowCount());
    }

    [Fact]
    public void ForwardPassesRunOnlyWhenThePredictedActionIsAskedFor()
    {
        List<Step> steps = TestSteps.Linear(3);
        steps[1].Action[0] = float.NaN;
        IDataView scored = _model.Transform(_ml.Load(steps));
        Assert.Equal([0, 1, 2], scored.GetColumn<int>("Timestep"));
        Assert.Contains("Row 1: column 'Action'", Assert.Throws<InvalidOperationException>(() => TestSteps.PredictedActions(scored)).Message);
    }

    [Fact]
    public void RowsAreStreamed()
    {
        int read = 0;
        IEnumerable<Step> Endless()
        {
            for (int episode = 0; ; episode++)
            {
                read++;
                yield return new Step { EpisodeId = episode, State = [1, 2, 3], Action = [1, 2], Reward = 1 };
            }
        }
        Assert.Equal(3, _model.Transform(_ml.Load(Endless())).GetColumn<float[]>("PredictedAction").Take(3).Count());
        // Each stage of the pipeline reads ahead by itself, some of them in parallel.
        Assert.InRange(read, 3, 20_000);
    }

    [Fact]
    public void TwoCursorsAtOnceAndOneGivenUpDoNotDisturbEachOther()
    {
        IDataView scored = _model.Transform(_data);
        float[][] expected = TestSteps.PredictedActions(scored);
        DataViewSchema.Column column = scored.Schema["PredictedAction"];
        using DataViewRowCursor first = scored.GetRowCursor([column]);
        DataViewRowCursor second = scored.GetRowCursor([column]);
        ValueGetter<VBuffer<float>> getFirst = first.GetGetter<VBuffer<float>>(column), getSecond = second.GetGetter<VBuffer<float>>(column);
        VBuffer<float> value = default;
        for (int row = 0; first.MoveNext(); row++)
        {
            getFirst(ref value);
            Assert.Equal(expected[row], value.DenseValues());
            if (row < 5 && second.MoveNext())
            {
                getSecond(ref value);
                Assert.Equal(expected[row], value.DenseValues());
            }
            if (row == 5)
                second.Dispose();
        }
    }

    [Fact]
    public void ModelScoresFromSeveralThreadsAtOnce()
    {
        float[][] expected = TestSteps.PredictedActions(_model.Transform(_data));
        Parallel.For(0, 16, new ParallelOptions { MaxDegreeOfParallelism = 4 }, _ =>
            Assert.Equal(expected, TestSteps.PredictedActions(_model.Transform(_data))));
    }

    [Fact]
    public void CursorSetCoversAllRows()
    {
        IDataView scored = _model.Transform(_data);
        int rows = 0;
        foreach (DataViewRowCursor cursor in scored.GetRowCursorSet(scored.Schema, 4))
            using (cursor)
                while (cursor.MoveNext())
                    rows++;
        Assert.Equal(25, rows);
    }

    [Fact]
    public void ColumnsOfAnotherSizeAreRefused()
    {
        IDataView other = _ml.OfflineRL().LoadFromSteps([], stateSize: 3, actionSize: 5);
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => _model.Transform(other));
        Assert.StartsWith("Schema mismatch for input column 'Action': expected Vector<Single, 2>, got Vector<Single, 5>", error.Message);
    }

    [Fact]
    public void SavedAndLoadedModelPredictsTheSameToTheLastBit()
    {
        byte[] file = Save();
        ITransformer loaded = new MLContext().Model.Load(new MemoryStream(file), out DataViewSchema schema);
        Assert.Equal(_data.Schema.Select(column => (column.Name, column.Type.ToString())), schema.Select(column => (column.Name, column.Type.ToString())));
        Assert.Equal(TestSteps.PredictedActions(_model.Transform(_data)), TestSteps.PredictedActions(loaded.Transform(_data)));
        ((IDisposable)loaded).Dispose();
    }

    [Fact]
    public void ModelFileHoldsSafetensorsAndJson()
    {
        using var zip = new ZipArchive(new MemoryStream(Save()));
        string[] names = [.. zip.Entries.Select(entry => entry.FullName.Replace('\\', '/'))];
        Assert.Contains("TransformerChain/Transform_002/Config.json", names);
        Assert.Contains("TransformerChain/Transform_002/Weights.safetensors", names);
    }

    [Fact]
    public void TruncatedModelFileIsReported()
    {
        byte[] file = Save();
        for (int length = 0; length < file.Length; length += file.Length / 40 + 1)
        {
            Exception? error = Record.Exception(() => new MLContext().Model.Load(new MemoryStream(file[..length]), out _));
            Assert.True(error is FormatException or InvalidDataException, error?.ToString() ?? "no error");
        }
    }

    [Fact]
    public void ModelFileWithTruncatedWeightsIsReported()
    {
        byte[] file = Rewrite(Save(), "TransformerChain/Transform_002/Weights.safetensors", content => content[..(content.Length / 2)]);
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        Assert.Contains("Weights.safetensors ends within", Innermost(Assert.ThrowsAny<Exception>(() => new MLContext().Model.Load(new MemoryStream(file), out _))).Message);
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void ModelFileOfANewerVersionIsReported()
    {
        // Offset 0x4C of a Model.key is the version that a reader must know.
        byte[] file = Rewrite(Save(), "TransformerChain/Transform_002/Model.key", content =>
        {
            BitConverter.GetBytes(0x00020001).CopyTo(content, 0x48);
            BitConverter.GetBytes(0x00020001).CopyTo(content, 0x4C);
            return content;
        });
        Assert.Contains("the model is too new", Innermost(Assert.ThrowsAny<Exception>(() => new MLContext().Model.Load(new MemoryStream(file), out _))).Message);
    }

    [Fact]
    public void LiveTensorsDoNotGrowWithTheBatches()
    {
        IDataView many = _ml.Load(TestSteps.Linear([.. Enumerable.Repeat(12, 60)])); // 720 rows: 3 batches
        IDataView scored = _model.Transform(many);
        TestSteps.PredictedActions(scored);
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        for (int i = 0; i < 17; i++)
            TestSteps.PredictedActions(scored);
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void DisposedModelHoldsNoTensorAndDoesNotScore()
    {
        byte[] file = Save();
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        ITransformer loaded = _ml.Model.Load(new MemoryStream(file), out _);
        IDataView scored = loaded.Transform(_data);
        ((IDisposable)loaded).Dispose();
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        Assert.Throws<ObjectDisposedException>(() => TestSteps.PredictedActions(scored));
    }

    [Fact]
    public void ItIsNoRowToRowMapper()
    {
        Assert.False(_model.IsRowToRowMapper);
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Model.CreatePredictionEngine<Step, Step>(_model));
    }

    private byte[] Save()
    {
        using var stream = new MemoryStream();
        _ml.Model.Save(_model, _data.Schema, stream);
        return stream.ToArray();
    }

    private static byte[] Rewrite(byte[] file, string name, Func<byte[], byte[]> change)
    {
        using var stream = new MemoryStream();
        stream.Write(file);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            ZipArchiveEntry entry = zip.Entries.Single(entry => entry.FullName.Replace('\\', '/') == name);
            string fullName = entry.FullName;
            using var content = new MemoryStream();
            using (Stream opened = entry.Open())
                opened.CopyTo(content);
            entry.Delete();
            using Stream written = zip.CreateEntry(fullName).Open();
            written.Write(change(content.ToArray()));
        }
        return stream.ToArray();
    }

    private static Exception Innermost(Exception error) => error.InnerException is { } inner ? Innermost(inner) : error;
}
