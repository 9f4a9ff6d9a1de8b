using LaMo.Core.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace LaMo.Core.Tests.Networks;

public class QkvProjectionTests
{
    /// <summary>LoRA (arXiv 2106.09685, section 4.1): B = 0, so that nothing is added at first, and A by Kaiming's uniform distribution with a = sqrt 5, as in loralib.</summary>
    [Fact]
    public void LoraBeginsWithNoUpdate()
    {
        const int Width = 64;
        using DisposeScope scope = NewDisposeScope();
        random.manual_seed(3);
        using var projection = new QkvProjection(Width, new LoraConfig { Rank = 32, Alpha = 32 }, 0.02, new DropoutGenerator(1), new TransformerProducts());
        Dictionary<string, Tensor> state = projection.state_dict();
        Assert.Equal([3 * 32, Width], state["lora_A"].shape);
        Assert.Equal(0, state["lora_B"].abs().max().item<float>());

        // Kaiming's bound is sqrt(6 / ((1 + a^2) fan-in)); a uniform distribution's standard deviation is its bound over sqrt 3.
        double bound = 1 / Math.Sqrt(Width);
        float[] a = state["lora_A"].data<float>().ToArray();
        Assert.Equal(bound, a.Max(), 0.01 * bound);
        Assert.Equal(-bound, a.Min(), 0.01 * bound);
        Assert.Equal(bound / Math.Sqrt(3), Math.Sqrt(a.Average(value => value * value)), 0.03 * bound);
    }
}
