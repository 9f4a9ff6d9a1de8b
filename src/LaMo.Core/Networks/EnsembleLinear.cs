using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LaMo.Core.Networks;

/// <summary>The same linear layer of several networks, one batched product: y = x W + b for each member.</summary>
internal sealed class EnsembleLinear : Module<Tensor, Tensor>
{
    private readonly int _members;
    private readonly Parameter weight;
    private readonly Parameter bias;

    /// <remarks>Weights and biases are drawn as PyTorch's <c>nn.Linear</c> draws its own, uniformly up to 1 / sqrt(in); they are zeros if <paramref name="random"/> is <see langword="null"/>.</remarks>
    public EnsembleLinear(int members, int inputSize, int outputSize, SplitMix64? random)
        : base(nameof(EnsembleLinear))
    {
        _members = members;
        weight = Parameter(Draw(inputSize, outputSize));
        bias = Parameter(Draw(1, outputSize));
        RegisterComponents();

        Tensor Draw(int rows, int columns)
        {
            double bound = 1 / Math.Sqrt(inputSize);
            float[] values = new float[members * rows * columns];
            if (random is not null)
                foreach (ref float value in values.AsSpan())
                    value = (float)(bound * (2 * random.NextDouble() - 1));
            return tensor(values, [members, rows, columns]);
        }
    }

    /// <param name="x"><c>[member, row, in]</c>, for all members or the first ones.</param>
    /// <returns><c>[member, row, out]</c></returns>
    public override Tensor forward(Tensor x)
    {
        long members = x.shape[0];
        return members == _members ? x.bmm(weight).add_(bias) : x.bmm(weight.narrow(0, 0, members)).add_(bias.narrow(0, 0, members));
    }

    /// <summary>The layer of the first member alone.</summary>
    /// <param name="x"><c>[row, in]</c></param>
    /// <returns><c>[row, out]</c></returns>
    public Tensor First(Tensor x) => addmm(bias[0], x, weight[0], 1, 1);
}
