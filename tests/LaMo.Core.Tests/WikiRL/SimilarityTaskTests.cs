using LaMo.Core.Checkpoints;
using LaMo.Core.Networks;
using LaMo.Core.Serialization;
using LaMo.Core.Tests.Networks;
using LaMo.Core.Tests.Trajectories;
using LaMo.Core.Training;
using LaMo.Core.Trajectories;
using LaMo.Core.WikiRL;
using LaMo.Tests;
using TorchSharp;
using static TorchSharp.torch;

namespace LaMo.Core.Tests.WikiRL;

public sealed class SimilarityTaskTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, 0.99331)]
    [InlineData(2500, 0.5)]
    [InlineData(5000, 0.00669)]
    [InlineData(10_000, 3.06e-7)]
    public void WeightFallsAlongALogisticCurve(int step, double expected)
    {
        using SimilarityTask task = Task(weight: 0.4);
        Assert.Equal(0.4 * expected, task.WeightAt(step), 1e-4);
    }

    [SharedDataFact("data/gpt2_1000.pt")]
    public void ReadsTheReleasedCodesCentres()
    {
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        using (SimilarityTask task = SimilarityTask.OfFile(SharedData.PathOf("data/gpt2_1000.pt"), 768, CPU))
            Assert.Equal(1000, task.CentreCount);
        Assert.Contains("must hold one tensor of centres, 128 wide; it holds [1000, 768]",
            Assert.Throws<InvalidDataException>(() => SimilarityTask.OfFile(SharedData.PathOf("data/gpt2_1000.pt"), 128, CPU)).Message);
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void CentresOfACheckpointAreNoMoreThanItsTokens()
    {
        var shape = new Gpt2Config { Width = 16, Layers = 1, Heads = 2, VocabularySize = 7, Positions = 4 };
        using (DecisionTransformer network = SmallNetwork.Create(SmallNetwork.Config with { Transformer = shape }))
            Gpt2Checkpoint.Save(_folder["gpt2"], network);
        using Gpt2Checkpoint checkpoint = Gpt2Checkpoint.Open(_folder["gpt2"]);
        using SimilarityTask few = SimilarityTask.OfCheckpoint(checkpoint, 3, seed: 1, CPU), all = SimilarityTask.OfCheckpoint(checkpoint, 1000, seed: 1, CPU);
        Assert.Equal((3, 7), (few.CentreCount, all.CentreCount));
    }

    [Fact]
    public void TrainingPullsTheTokensTowardsTheCentres()
    {
        double without = Similarity(null);
        using SimilarityTask task = Task(weight: 1);
        double with = Similarity(task);
        Assert.True(with > without + 0.2, $"{with} with, {without} without");
    }

    [Fact]
    public void GradientCheckpointingAndPartsChangeNothing()
    {
        using SimilarityTask task = Task(weight: 1);
        float[] expected = Weights(new TrainingOptions { Steps = 8, BatchSize = 8, WarmupSteps = 0 });
        Assert.Equal(expected, Weights(new TrainingOptions { Steps = 8, BatchSize = 8, WarmupSteps = 0, GradientCheckpointing = true }));
        Assert.Equal(expected, Weights(new TrainingOptions { Steps = 8, BatchSize = 8, WarmupSteps = 0, GradientAccumulationSteps = 4 }), (a, b) => Math.Abs(a - b) < 1e-4);

        float[] Weights(TrainingOptions options)
        {
            using DecisionTransformer network = Train(options, task);
            using DisposeScope scope = NewDisposeScope();
            return [.. network.parameters().SelectMany(parameter => parameter.detach().flatten().data<float>().ToArray())];
        }
    }

    [Fact]
    public void RunWithAnotherWeightOrOtherCentresIsNotGoneOnWith()
    {
        var options = new TrainingOptions { Steps = 4, BatchSize = 4, CheckpointFolder = _folder["run"] };
        using (SimilarityTask task = Task(weight: 1))
            Train(options, task).Dispose();
        using SimilarityTask lighter = Task(weight: 0.5), other = Task(weight: 1, seed: 2);
        Assert.Contains("Similarity.Weight is 1 there and 0.5 here", Assert.Throws<InvalidOperationException>(() => Train(options, lighter)).Message);
        Assert.Contains("Similarity.Centres is ", Assert.Throws<InvalidOperationException>(() => Train(options, other)).Message);
    }

    [Fact]
    public void RunThatWasCutOffEndsWithTheSameWeights()
    {
        // The weight falls within the run: going on at another step of it would show.
        using SimilarityTask task = Task(weight: 1, fadeSteps: 12);
        var whole = new TrainingOptions { Steps = 12, BatchSize = 4 };
        using DecisionTransformer expected = Train(whole, task);
        Train(whole with { Steps = 5, CheckpointFolder = _folder["run"] }, task).Dispose();
        using DecisionTransformer resumed = Train(whole with { CheckpointFolder = _folder["run"] }, task);
        Assert.Equal(expected.Fingerprint(), resumed.Fingerprint());
    }

    private static DecisionTransformer Train(TrainingOptions options, SimilarityTask? task) => new DecisionTransformerTraining(options, TimeProvider.System).Train(
        Datasets.Linear(), SmallNetwork.Config with { MlpEmbedding = false, SharedProjections = true, Adaptation = Adaptation.FineTuning }, seed: 1, similarity: task);

    /// <summary>The mean largest cosine of the input tokens to the centres after a training.</summary>
    private double Similarity(SimilarityTask? task)
    {
        using DecisionTransformer network = Train(new TrainingOptions { Steps = 150, BatchSize = 16, LearningRate = 1e-2, TransformerLearningRate = 1e-2, WarmupSteps = 0 }, task);
        using DisposeScope scope = NewDisposeScope();
        TrajectoryDataset data = Datasets.Linear();
        var batch = new WindowBatch(16, network.Config.ContextLength, data.StateSize, data.ActionSize);
        int steps = new WindowSampler(data, new SplitMix64(1)).Fill(batch);
        using NetworkInput input = NetworkInput.From(batch, CPU);
        Tensor tokens = network.EmbedTokens(input.States, input.Actions, input.ReturnsToGo, input.Timesteps);
        return -SimilarityLoss.Sum(tokens, Centres(1), input.Mask).item<float>() / (3 * steps);
    }

    private SimilarityTask Task(double weight, int seed = 1, int fadeSteps = 5000)
    {
        using DisposeScope scope = NewDisposeScope();
        string path = _folder[$"centres-{seed}.safetensors"];
        Safetensors.WriteFile(path, new Dictionary<string, Tensor> { ["centres"] = Centres(seed) });
        return SimilarityTask.OfFile(path, 16, CPU, weight, fadeSteps);
    }

    private static Tensor Centres(int seed)
    {
        random.manual_seed(seed);
        return randn(5, 16);
    }
}
