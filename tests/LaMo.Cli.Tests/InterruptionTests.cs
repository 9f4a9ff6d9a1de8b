using System.Diagnostics;
using LaMo.Cli.Datasets;
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
    [InlineData("pendulum.csv")]
    [InlineData("pendulum.idv")]
    [InlineData("pendulum.hdf5")]
    public void NothingIsHalfWritten(string file)
    {
        OfflineRLCatalog offline = new MLContext(seed: 0).OfflineRL();
        using var cancellation = new CancellationTokenSource();
        var view = new WatchedView(offline.LoadFromFile(policy.Data), null, cancellation.Token);
        cancellation.Cancel();
        Assert.IsAssignableFrom<OperationCanceledException>(Assert.ThrowsAny<Exception>(() => offline.SaveToFile(view, Path.Combine(_folder, file))).GetBaseException());
        Assert.Empty(Directory.GetFiles(_folder));
    }
}
