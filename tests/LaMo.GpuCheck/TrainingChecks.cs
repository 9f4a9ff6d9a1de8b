using LaMo.Core.Networks;
using LaMo.Core.Tests.Networks;
using LaMo.Core.Tests.Trajectories;
using LaMo.Core.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace LaMo.GpuCheck;

/// <summary>Training on the device: near the CPU's, the same each time and after an interruption, and in memory that does not grow.</summary>
internal sealed class TrainingChecks(Device device)
{
    private static readonly TrainingOptions _options = new() { BatchSize = 16, LearningRate = 3e-3, TransformerLearningRate = 3e-3, WarmupSteps = 20 };

    private static DecisionTransformerConfig Dropped => SmallNetwork.Config with
    {
        Adaptation = Adaptation.LaMo,
        Transformer = SmallNetwork.Config.Transformer with { Layers = 3, ResidualDropout = 0.1, EmbeddingDropout = 0.1, AttentionDropout = 0.1 },
    };

    public IEnumerable<Finding> Run()
    {
        yield return new("dropout: share of zeros from 0.1", Math.Abs(DroppedShare() - 0.1), 0.005);
        yield return new("20 steps: weights from the CPU's", Distance(Weights(20, SmallNetwork.Config, _options with { Device = CPU }), Weights(20, SmallNetwork.Config)), 1e-3);
        float[] weights = Weights(40, Dropped);
        yield return new("same seed again: weights", Distance(weights, Weights(40, Dropped)), 0);
        yield return new("saved after 25 of 40 steps and resumed: weights", Distance(weights, Weights(40, Dropped, resumeAfter: 25)), 0);
        yield return new("batches drawn in turn: weights", Distance(weights, Weights(40, Dropped, ahead: false)), 0);
        yield return new("batches drawn ahead: weights", Distance(weights, Weights(40, Dropped, ahead: true)), 0);
        yield return new("gradient checkpointing: weights", Distance(weights, Weights(40, Dropped, _options with { GradientCheckpointing = true })), 0);

        double exact = Loss(Precision.Float32);
        yield return new("400 steps: loss (0.375 for doing nothing)", exact, 0.05);
        yield return new("400 steps in TF32: loss from float32's", Math.Abs(Loss(Precision.TensorFloat32) - exact), 0.01);
        yield return new("400 steps in bfloat16: loss from float32's", Math.Abs(Loss(Precision.BFloat16) - exact), 0.01);

        (long tensors, double mebibytes) = Growth();
        yield return new("300 steps: tensors more", tensors, 0);
        yield return new("300 steps: MiB more", mebibytes, 32);
    }

    private double DroppedShare()
    {
        using DisposeScope scope = NewDisposeScope();
        using var dropout = new MaskedDropout(0.1, new DropoutGenerator(1));
        return dropout.forward(ones(1000, 1000, device: device)).eq(0).to(ScalarType.Float32).mean().item<float>();
    }

    private float[] Weights(int steps, DecisionTransformerConfig config, TrainingOptions? options = null, int? resumeAfter = null, bool? ahead = null)
    {
        options ??= _options;
        using Training training = Begin(config, options, ahead);
        if (resumeAfter is int first)
        {
            for (int step = 0; step < first; step++)
                training.Run.TakeStep();
            using var state = new MemoryStream();
            training.Run.Save(state);
            state.Position = 0;
            using Training resumed = Begin(config, options, ahead, seed: 2);
            resumed.Run.Load(state);
            return Finish(resumed, steps);
        }
        return Finish(training, steps);

        static float[] Finish(Training training, int steps)
        {
            while (training.Run.Step < steps)
                training.Run.TakeStep();
            return [.. training.Network.parameters().SelectMany(parameter => parameter.detach().cpu().contiguous().data<float>().ToArray())];
        }
    }

    private double Loss(Precision precision)
    {
        double loss = double.NaN;
        new DecisionTransformerTraining(_options with { Steps = 400, Device = device, Precision = precision }, TimeProvider.System)
            .Train(Datasets.Linear(), SmallNetwork.Config, seed: 1, progress => loss = progress.Loss).Dispose();
        return loss;
    }

    private (long Tensors, double Mebibytes) Growth()
    {
        using Training training = Begin(Dropped, _options, ahead: null);
        (long, double) Take(int steps)
        {
            for (int step = 0; step < steps; step++)
                training.Run.TakeStep();
            training.Run.TakeMeanLoss();
            return (DisposeScopeManager.Statistics.ThreadTotalLiveCount, DeviceMemory.UsedMebibytes(device));
        }
        (long tensors, double mebibytes) = Take(100);
        (long tensorsLater, double mebibytesLater) = Take(300);
        return (tensorsLater - tensors, mebibytesLater - mebibytes);
    }

    private Training Begin(DecisionTransformerConfig config, TrainingOptions options, bool? ahead, int seed = 1)
    {
        random.manual_seed(seed);
        var dropout = new DropoutGenerator(seed);
        var network = new DecisionTransformer(config, dropout);
        network.MoveTo(options.Device ?? device);
        return new Training(network, new TrainingRun(options, network, dropout, Datasets.Linear(), seed, ahead: ahead));
    }

    private static double Distance(float[] left, float[] right) => left.Zip(right).Max(pair => Math.Abs((double)pair.First - pair.Second));

    private sealed record Training(DecisionTransformer Network, TrainingRun Run) : IDisposable
    {
        public void Dispose()
        {
            Run.Dispose();
            Network.Dispose();
        }
    }
}
