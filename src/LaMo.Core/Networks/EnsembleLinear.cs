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

    /// <remarks>Weights and biases are drawn as PyTorch's <c>nn.Linear</c> draws its own, uniformly up to 1 / sqrt(in).</remarks>
    public EnsembleLinear(int members, int inputSize, int outputSize)
        : base(nameof(EnsembleLinear))
    {
        _members = members;
        double bound = 1 / Math.Sqrt(inputSize);
        weight = Parameter(init.uniform_(empty(members, inputSize, outputSize), -bound, bound));
        bias = Parameter(init.uniform_(empty(members, 1, outputSize), -bound, bound));
        RegisterComponents();
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
