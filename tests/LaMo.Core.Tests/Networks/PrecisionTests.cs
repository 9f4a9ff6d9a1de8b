using LaMo.Core.Inference;
using LaMo.Core.Networks;
using LaMo.Core.Tests.Fidelity;
using LaMo.Core.Tests.Trajectories;
using LaMo.Core.Training;
using LaMo.Core.Trajectories;
using TorchSharp;
using TorchSharp.Modules;

namespace LaMo.Core.Tests.Networks;

public class PrecisionTests
{
    [Theory]
    [InlineData(Precision.BFloat16)]
    [InlineData(Precision.TensorFloat32)]
    public void PredictionsAreNearThoseOfFloat32(Precision precision)
    {
        // Rounding to 8 significant bits changes a factor by up to 0.2 %, in a few layers one after the other.
        const float tolerance = 0.03f;
        Fixture fixture = Fixture.Load("lamo");
        WindowBatch batch = fixture.Batch(0);
        float[] exact = Predict(Precision.Float32), rounded = Predict(precision);
        float size = MathF.Sqrt(exact.Average(value => value * value));
        Assert.True(exact.Zip(rounded).All(pair => Math.Abs(pair.First - pair.Second) < tolerance * size), $"{exact.Zip(rounded).Max(pair => Math.Abs(pair.First - pair.Second)) / size}");
        // On the CPU there is no TF32 to round to.
        Assert.Equal(precision == Precision.TensorFloat32, exact.SequenceEqual(rounded));

        float[] Predict(Precision by)
        {
            DecisionTransformer network = fixture.Network(ReferenceNetworks.LaMo);
            network.eval();
            using var predictor = new ActionPredictor(network, by);
            return predictor.Predict(batch);
        }
    }

    [Fact]
    public void TrainingReachesNearlyTheSameLossWithWeightsInFloat32()
    {
        double exact = Train(Precision.Float32), rounded = Train(Precision.BFloat16);
        // The squared action of the dataset, which predicting 0 would cost, is 0.375.
        Assert.InRange(exact, 0, 0.05);
        Assert.Equal(exact, rounded, 0.01);
    }

    private static double Train(Precision precision)
    {
        double loss = 0;
        var options = new TrainingOptions { Steps = 400, BatchSize = 16, LearningRate = 3e-3, TransformerLearningRate = 3e-3, WarmupSteps = 20, Precision = precision };
        using DecisionTransformer network = new DecisionTransformerTraining(options, TimeProvider.System).Train(Datasets.Linear(), SmallNetwork.Config, seed: 1, progress => loss = progress.Loss);
        foreach (Parameter parameter in network.parameters())
        {
            Assert.Equal(torch.float32, parameter.dtype);
            Assert.True(parameter.grad is null || parameter.grad.dtype == torch.float32);
        }
        return loss;
    }
}
