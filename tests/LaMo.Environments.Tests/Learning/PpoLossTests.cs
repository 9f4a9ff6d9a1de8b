using LaMo.Environments.Learning;
using TorchSharp;
using static TorchSharp.torch;

namespace LaMo.Environments.Tests.Learning;

public sealed class PpoLossTests
{
    // Two actions of equal logits, so that each has the probability 1/2 now.
    [Theory]
    [InlineData(0.5, 1, -1.0)] // nothing has changed
    [InlineData(0.25, 1, -1.2)] // it became likelier than it is to: the gain is cut
    [InlineData(0.25, -1, 2.0)] // a bad action became likelier: the whole loss counts
    [InlineData(1.0, -1, 0.8)] // a bad action has become less likely than it is to
    public void The_gain_of_a_changed_probability_is_clipped(double before, float advantage, double expected)
    {
        using DisposeScope scope = NewDisposeScope();

        Tensor loss = Loss(tensor(new float[] { 3, 3, 0 }, 1, 3), before, advantage, value: 0, entropyWeight: 0);

        Assert.Equal(expected, loss.item<float>(), 1e-5);
    }

    [Fact]
    public void The_errors_of_values_and_the_entropy_are_added()
    {
        using DisposeScope scope = NewDisposeScope();

        Tensor loss = Loss(tensor(new float[] { 3, 3, 4 }, 1, 3), before: 0.5, advantage: 0, value: 7, entropyWeight: 0.1);

        Assert.Equal(0.5 * 9 - 0.1 * Math.Log(2), loss.item<float>(), 1e-5);
    }

    [Theory]
    [InlineData(0.25, true)]
    [InlineData(0.5, false)]
    public void A_clipped_gain_has_no_gradient(double before, bool clipped)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor output = tensor(new float[] { 3, 3, 0 }, [1, 3], requires_grad: true);

        Tensor gradient = autograd.grad([Loss(output, before, advantage: 1, value: 0, entropyWeight: 0)], [output])[0];

        Assert.Equal(clipped, gradient[0, 0].item<float>() == 0);
    }

    private static Tensor Loss(Tensor output, double before, float advantage, float value, double entropyWeight) =>
        PpoLoss.Of(output, zeros(1, 1, ScalarType.Int64), tensor((float)Math.Log(before)).view(1, 1), tensor(advantage).view(1, 1), tensor(value).view(1, 1), 0.2, entropyWeight);
}
