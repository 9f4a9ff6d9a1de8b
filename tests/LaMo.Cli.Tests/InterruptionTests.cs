using System.Diagnostics;
using LaMo.Cli.Datasets;
using LaMo.Cli.Invocation;
using LaMo.Core.Data;
using LaMo.MLNet;
using Microsoft.ML;

namespace LaMo.Cli.Tests;

public sealed class InterruptionTests(TrainedPolicy policy) : IClassFixture<TrainedPolicy>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lamo-cli-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void CollectLeavesNothing()
    {
        using Process process = Lamo.Start("collect", "--task", "pendulum", "--quality", "random", "--steps", "2000000000", "--out", Path.Combine(_folder, "pendulum.csv"));
        (int exitCode, string output, string errors) = Signal.SendAfter("Recording 2000000000 steps of pendulum: ", process, Signal.Interrupt);
        Assert.True(exitCode == 130, errors);
        Assert.Empty(output);
        Assert.Contains("lamo: interrupted. Nothing was written.", errors);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void PretrainLeavesAStateToResume()
    {
        string corpus = Path.Combine(_folder, "corpus.txt"), model = Path.Combine(_folder, "lm"), state = Path.Combine(model, "training", "state.bin");
        File.WriteAllText(corpus, string.Concat(Enumerable.Range(0, 600).Select(i => $"The {i % 7}th arm reaches the {i % 5}th target.\n")));
        string[] arguments =
        [
            "pretrain", "--corpus", corpus, "--output", model, "--vocabulary-size", "280", "--layers", "1", "--heads", "2", "--width", "8", "--context", "16",
            "--steps", "1000000", "--steps-per-validation", "1000000", "--batch", "2", "--validation-share", "0.1",
        ];
        using Process process = Lamo.Start(arguments);
        (int exitCode, string output, string errors) = Signal.SendAfter("of 1000000, loss", process, Signal.Interrupt);
        Assert.True(exitCode == 130, errors);
        Assert.Contains($"lamo: interrupted. The state is in {state}; the same command with --resume goes on from there.", errors);
        LamoResult resumed = Lamo.Run([.. arguments, "--resume", "--early-stop-steps", "1"]);
        Assert.True(resumed.ExitCode == 0, resumed.Errors);
    }

    [Theory]
    [InlineData("pendulum.csv", null)]
    [InlineData("pendulum.hdf5", null)]
    [InlineData("pendulum.d3rlpy", StepFileFormat.D3rlpy)]
    [InlineData("pendulum-v0", StepFileFormat.Minari)]
    [InlineData("pendulum.idv", null)]
    public void NothingIsHalfWritten(string name, StepFileFormat? format)
    {
        OfflineRLCatalog offline = new MLContext(seed: 0).OfflineRL();
        string path = Path.Combine(_folder, name);
        IDataView data = offline.LoadFromFile(policy.Data);
        using var cancellation = new CancellationTokenSource();
        var progress = new Cancelling(cancellation);
        Exception e = Assert.ThrowsAny<Exception>(() =>
        {
            if (name.EndsWith(".idv", StringComparison.Ordinal))
                offline.SaveToFile(new WatchedView(offline.ConcatenateEpisodes([.. Enumerable.Repeat(data, 20)]), progress, cancellation.Token), path);
            else
                StepFile.Write(new WatchedSource(offline.ToSource(data), progress, cancellation.Token), path, format);
        });
        Assert.IsAssignableFrom<OperationCanceledException>(e.GetBaseException());
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    /// <summary>Cancels when reading has begun.</summary>
    private sealed class Cancelling(CancellationTokenSource source) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => source.Cancel();
    }
}
