using LaMo.Core.Language;
using LaMo.Core.Networks;
using LaMo.Core.Training;
using LaMo.Core.Trajectories;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LaMo.Core.Tests.Devices;

/// <summary>
/// libtorch's meta device computes shapes only, but refuses, as a GPU does, to mix its tensors with the CPU's: what runs on it leaves nothing behind on the CPU.
/// Embeddings, layer norms and relu, which not every version of it knows, are left out.
/// </summary>
public class MetaDeviceTests
{
    private static readonly Gpt2Config _config = new() { Width = 16, Layers = 2, Heads = 2 };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AttentionStaysOnTheDevice(bool lora)
    {
        using DisposeScope scope = NewDisposeScope();
        using var attention = new Gpt2Attention(_config, lora ? new LoraConfig { Rank = 4 } : null, new DropoutGenerator(1), new TransformerProducts()).to(META);
        Tensor x = zeros(4, 6, 16, device: META), mask = Gpt2Model.CausalMask(6, META);
        Train(attention, attention.Attend(x, mask, TokenSelection.States));

        attention.eval();
        attention.Qkv.Merge();
        using IDisposable noGradient = no_grad();
        Tensor output = attention.Attend(x, mask, TokenSelection.LastState(6));
        Assert.Equal(DeviceType.META, output.device_type);
        Assert.Equal([4, 1, 16], output.shape);
    }

    [Fact]
    public void FeedForwardStaysOnTheDevice()
    {
        using DisposeScope scope = NewDisposeScope();
        using var mlp = new Gpt2Mlp(_config, new DropoutGenerator(1), new TransformerProducts()).to(META);
        Train(mlp, mlp.forward(zeros(4, 6, 16, device: META)));
    }

    [Fact]
    public void BatchesGoToTheDevice()
    {
        using DisposeScope scope = NewDisposeScope();
        using NetworkInput input = NetworkInput.From(new WindowBatch(4, 5, 3, 2), META);
        Assert.All([input.States, input.Actions, input.ReturnsToGo, input.Timesteps, input.Mask], part => Assert.Equal(DeviceType.META, part.device_type));
        Assert.Equal([4, 5, 3], input.States.shape);

        Tensor text = TextBlocks.ToTensor(new int[10], 2, META);
        Assert.Equal((DeviceType.META, ScalarType.Int64), (text.device_type, text.dtype));
    }

    private static void Train(nn.Module module, Tensor output)
    {
        Assert.All(module.parameters(), parameter => Assert.Equal(DeviceType.META, parameter.device_type));
        using AdamW optimizer = optim.AdamW(module.parameters(), 1e-3);
        output.square().mean().backward();
        GradientClipping.Clip(module.parameters(), 0.25);
        optimizer.step();
        Assert.All(module.parameters(), parameter => Assert.Equal(DeviceType.META, parameter.grad!.device_type));
    }
}
