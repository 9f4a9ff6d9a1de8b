using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LaMo.Core.Networks;

/// <summary>GPT-2's linear layer, whose weight is stored <c>[in, out]</c>: y = x W + b.</summary>
internal sealed class Conv1D : Module<Tensor, Tensor>
{
    private readonly Parameter weight;
    private readonly Parameter bias;
    private readonly TransformerProducts _products;

    public Conv1D(int inputSize, int outputSize, double initializerRange, TransformerProducts products)
        : base(nameof(Conv1D))
    {
        _products = products;
        weight = Parameter(init.normal_(empty(inputSize, outputSize), 0, initializerRange));
        bias = Parameter(zeros(outputSize));
        RegisterComponents();
    }

    /// <param name="x"><c>[row, in]</c></param>
    /// <returns><c>[row, out]</c></returns>
    public override Tensor forward(Tensor x) => _products.Affine(bias, x, weight);
}
