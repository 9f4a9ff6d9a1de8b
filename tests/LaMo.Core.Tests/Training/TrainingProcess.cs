using System.Diagnostics;
using LaMo.Core.Networks;
using LaMo.Core.Serialization;
using LaMo.Core.Tests.Networks;
using LaMo.Core.Tests.Trajectories;
using LaMo.Core.Training;

namespace LaMo.Core.Tests.Training;

/// <summary>Training in a process of its own, which can be killed. It writes a line after every 50 steps, and its weights at the end.</summary>
internal static class TrainingProcess
{
    public static TrainingOptions Options { get; } = new()
    {
        NumberOfThreads = 2,
        Steps = 200,
        BatchSize = 16,
        LearningRate = 3e-3,
        WarmupSteps = 20,
        ValidationFraction = 0.2,
        ValidationInterval = 40,
        CheckpointInterval = 1,
    };

    /// <summary>A network with dropout, whose masks must go on too.</summary>
    public static DecisionTransformerConfig Network { get; } = SmallNetwork.VectorConfig with
    {
        Transformer = SmallNetwork.VectorConfig.Transformer with { EmbeddingDropout = 0.1, AttentionDropout = 0.1, ResidualDropout = 0.1 },
        Adaptation = new Adaptation { Lora = new LoraConfig() },
    };

    public static DecisionTransformer Train(TrainingOptions options, Action<TrainingProgress>? report = null, CancellationToken cancellation = default, TimeProvider? time = null) =>
        new DecisionTransformerTraining(options, time ?? TimeProvider.System).Train(Datasets.Linear(), Network, seed: 5, report, cancellation);

    public static byte[] Weights(DecisionTransformer network)
    {
        using var stream = new MemoryStream();
        Safetensors.Write(stream, network.state_dict());
        return stream.ToArray();
    }

    /// <summary>Starts the process.</summary>
    /// <param name="folder">Where it keeps its state and leaves <c>weights.safetensors</c>.</param>
    public static Process Start(string folder) => Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [typeof(TrainingProcess).Assembly.Location, "train", folder])
    {
        RedirectStandardOutput = true,
        // One thread: the machine is shared with the test that waits.
        Environment = { ["OMP_NUM_THREADS"] = "1" },
    })!;

    public static void Run(string folder)
    {
        using DecisionTransformer network = Train(Options with { CheckpointFolder = folder }, progress => Console.WriteLine(progress.Step));
        File.WriteAllBytes(Path.Combine(folder, "weights.safetensors"), Weights(network));
    }
}
