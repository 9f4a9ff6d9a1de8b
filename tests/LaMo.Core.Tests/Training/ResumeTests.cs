using System.Diagnostics;
using System.Security.Cryptography;
using LaMo.Core.Checkpoints;
using LaMo.Core.Networks;
using LaMo.Core.Tests.Networks;
using LaMo.Core.Tests.Trajectories;
using LaMo.Core.Training;
using LaMo.Core.Trajectories;
using TorchSharp;

namespace LaMo.Core.Tests.Training;

public sealed class ResumeTests : IDisposable
{
    private static readonly TrainingOptions _options = TrainingProcess.Options with { Steps = 130, CheckpointInterval = 7 };
    private static readonly Lazy<byte[]> _uninterrupted = new(() => Weights(_options));

    private readonly TemporaryFolder _folder = new();

    private string State => _folder["training.state"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(50)]
    [InlineData(120)]
    public void CancelledTrainingGoesOnToTheSameWeights(int step)
    {
        TrainUntil(step);
        var reports = new List<TrainingProgress>();
        Assert.Equal(_uninterrupted.Value, Weights(Kept, reports.Add));
        Assert.True(reports[0].Step > step && reports[0].Step - step <= 50);
    }

    [Fact]
    public void KilledTrainingGoesOnToTheSameWeightsWhereverItWasKilled()
    {
        var states = new List<byte[]>();
        Weights(Kept, _ => states.Add(File.ReadAllBytes(State)));
        // The reports come at steps 40, 50, 80, 100, 120 and 130, the states found then are those of steps 35, 49, 77, 98, 119 and 126.
        foreach (byte[] state in (byte[][])[states[0], states[3]])
        {
            File.WriteAllBytes(State, state);
            File.WriteAllText(State + ".tmp", "half of a later state");
            Assert.Equal(_uninterrupted.Value, Weights(Kept));
        }
    }

    [Fact]
    public void TrainingKilledAtRandomTimesGoesOnToTheSameWeights()
    {
        foreach (bool underWay in (bool[])[false, true, true])
        {
            using Process killed = TrainingProcess.Start(_folder["killed"]);
            if (underWay)
                Assert.NotNull(killed.StandardOutput.ReadLine());
            killed.WaitForExit(TimeSpan.FromMilliseconds(Random.Shared.Next(60)));
            killed.Kill();
            killed.WaitForExit();
            Assert.False(File.Exists(_folder["killed/weights.safetensors"]));
        }
        Assert.Equal(Finish("uninterrupted"), Finish("killed"));

        byte[] Finish(string folder)
        {
            using Process process = TrainingProcess.Start(_folder[folder]);
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return File.ReadAllBytes(_folder[folder + "/weights.safetensors"]);
        }
    }

    [Fact]
    public void FinishedTrainingIsNotRepeatedAndCanBeLengthened()
    {
        Weights(Kept);
        var reports = new List<TrainingProgress>();
        Assert.Equal(_uninterrupted.Value, Weights(Kept, reports.Add));
        Assert.Empty(reports);
        // Without validation: the one at the end of the shorter run is not part of the longer one.
        TrainingOptions plain = Kept with { ValidationFraction = 0, CheckpointFolder = _folder["plain"] };
        Weights(plain);
        Assert.Equal(Weights(plain with { Steps = 160, CheckpointFolder = null }), Weights(plain with { Steps = 160 }, reports.Add));
        Assert.Equal([150, 160], reports.Select(report => report.Step));
    }

    /// <summary>The validation at such an end, which an uninterrupted run does not have, counts neither as the best nor towards the end by patience.</summary>
    [Theory]
    [InlineData(3e-3)]
    // Nothing improves on the first validation, at step 9; the third one after it ends training.
    [InlineData(1e-30)]
    public void TrainingEndedByItsTimeGoesOnToTheSameWeights(double learningRate)
    {
        TrainingOptions options = Kept with { Steps = 60, LearningRate = learningRate, TransformerLearningRate = learningRate, ValidationInterval = 9, Patience = 3 };
        int last = 0;
        byte[] uninterrupted = Weights(options with { CheckpointFolder = null }, progress => last = progress.Step);
        var ends = new List<int>();
        for (int run = 0; run < 3; run++)
        {
            TrainingProgress end = default;
            TrainingProcess.Train(options with { TimeLimit = TimeSpan.FromSeconds(70) }, progress => end = progress, time: new SteppingTime(TimeSpan.FromSeconds(10))).Dispose();
            Assert.NotNull(end.ValidationLoss);
            ends.Add(end.Step);
        }
        Assert.Equal([7, 13, 19], ends);
        Assert.Equal(uninterrupted, Weights(options, progress => ends.Add(progress.Step)));
        Assert.Equal(last, ends[^1]);
    }

    [Fact]
    public void GeneratorOfTorchSharpGoesOnToo()
    {
        TrainUntil(50);
        torch.random.manual_seed(77);
        Weights(Kept);
        float[] resumed = torch.rand(4).data<float>().ToArray();
        Weights(_options);
        Assert.Equal(torch.rand(4).data<float>().ToArray(), resumed);
    }

    [Fact]
    public void StateOfAnotherRunIsRefusedNamingWhatDiffers()
    {
        TrainUntil(50);
        Assert.Contains("Options.BatchSize is 16 there and 8 here", Refused(Kept with { BatchSize = 8 }));
        Assert.Contains("Options.LearningRate is 0.003 there and 0.002 here; Options.WarmupSteps is 20 there and 30 here", Refused(Kept with { LearningRate = 0.002, WarmupSteps = 30 }));
        Assert.Contains("Network.Adaptation.Lora.Rank is 16 there and 3 here", Refused(Kept, network: TrainingProcess.Network with { Adaptation = new Adaptation { Lora = new LoraConfig { Rank = 3 } } }));
        Assert.Contains("Network.Adaptation.Lora is {\"Rank\":16,\"Alpha\":32,\"Dropout\":0.1} there and null here", Refused(Kept, network: TrainingProcess.Network with { Adaptation = Adaptation.Frozen }));
        Assert.Contains("Seed is 5 there and 6 here", Refused(Kept, seed: 6));
        using (DecisionTransformer language = SmallNetwork.Create(TrainingProcess.Network with { Transformer = TrainingProcess.Network.Transformer with { VocabularySize = 7, Positions = 6 } }))
            Gpt2Checkpoint.Save(_folder["language"], language);
        using (Gpt2Checkpoint pretrained = Gpt2Checkpoint.Open(_folder["language"]))
            Assert.Matches("FirstWeights is null there and \"[0-9a-f]{64}\" here", Refused(Kept, initialise: pretrained.LoadInto));
        Assert.Matches("another run: Data is \"240 steps of 20 episodes [^\"]*\" there and \"228 steps of 19 episodes [^\"]*\" here\\.", Refused(Kept, Datasets.Linear(episodes: 19)));
        TrajectoryDataset changed = Datasets.Linear();
        changed.ReturnsToGo[17] += 1;
        Assert.Contains("Data is ", Refused(Kept, changed));
    }

    [Fact]
    public void DamagedStateIsReportedByName()
    {
        TrainUntil(50);
        byte[] state = File.ReadAllBytes(State);
        for (int length = 0; length < state.Length; length += state.Length / 20 + 1)
            Assert.Contains($"'{State}' is damaged or incomplete", Damaged(state[..length]));
        for (int position = 0; position < state.Length; position += state.Length / 20 + 1)
        {
            byte[] changed = [.. state];
            changed[position] ^= 4;
            Assert.Contains($"'{State}' is damaged or incomplete", Damaged(changed));
        }
        // A sound file of another format: a string and its hash.
        byte[] other = [7, .. "another"u8];
        Assert.Contains("is a 'another', expected a 'LaMo training state 1'", Damaged([.. other, .. SHA256.HashData(other)]));
    }

    [Fact]
    public void FolderThatCannotBeMadeIsReportedBeforeTraining()
    {
        _folder.Write("file", "");
        Assert.ThrowsAny<IOException>(() => TrainingProcess.Train(Kept with { CheckpointFolder = _folder["file"] }, _ => Assert.Fail("It trains.")));
    }

    [Fact]
    public void FolderOfATrainingUnderWayIsRefused()
    {
        IOException? refused = null;
        Weights(Kept with { Steps = 60 }, progress => refused ??= Assert.ThrowsAny<IOException>(() => TrainingProcess.Train(Kept, _ => Assert.Fail("It trains."))));
        Assert.Contains($"Another training is kept in '{State}'", refused!.Message);
        Weights(Kept);
    }

    [Fact]
    public void RefusedStateLeavesNoTensor()
    {
        TrainUntil(50);
        Refused(Kept with { BatchSize = 8 });
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        Refused(Kept with { BatchSize = 8 });
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void KeepingAndResumingLeaveNothingButTheNetwork()
    {
        void Run()
        {
            TrainUntil(50);
            Weights(Kept);
            File.Delete(State);
        }
        Run();
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        Run();
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    private TrainingOptions Kept => _options with { CheckpointFolder = _folder.Path };

    private static byte[] Weights(TrainingOptions options, Action<TrainingProgress>? report = null)
    {
        using DecisionTransformer network = TrainingProcess.Train(options, report);
        return TrainingProcess.Weights(network);
    }

    private void TrainUntil(int step)
    {
        using var cancellation = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => TrainingProcess.Train(Kept, progress =>
        {
            if (progress.Step >= step)
                cancellation.Cancel();
        }, cancellation.Token));
    }

    private static string Refused(TrainingOptions options, TrajectoryDataset? data = null, DecisionTransformerConfig? network = null, int seed = 5, Action<DecisionTransformer>? initialise = null) =>
        Assert.Throws<InvalidOperationException>(() => new DecisionTransformerTraining(options, TimeProvider.System).Train(data ?? Datasets.Linear(), network ?? TrainingProcess.Network, seed, initialise: initialise)).Message;

    private string Damaged(byte[] state)
    {
        File.WriteAllBytes(State, state);
        return Assert.Throws<InvalidDataException>(() => TrainingProcess.Train(Kept)).Message;
    }
}
