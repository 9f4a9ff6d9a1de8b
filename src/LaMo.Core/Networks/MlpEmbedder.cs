using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LaMo.Core.Networks;

/// <summary>LaMo's embedder of states, actions and returns-to-go (section 4.3): h = fc1(x), then fc2(gelu(h)) + h.</summary>
internal sealed class MlpEmbedder : Module<Tensor, Tensor>
{
    private readonly Linear fc1;
    private readonly Linear fc2;

    public MlpEmbedder(int inputSize, int width)
        : base(nameof(MlpEmbedder))
    {
        fc1 = Linear(inputSize, width);
        fc2 = Linear(width, width);
        RegisterComponents();
    }

    /// <param name="x"><c>[…, inputSize]</c></param>
    /// <returns><c>[…, d]</c></returns>
    public override Tensor forward(Tensor x)
    {
        Tensor hidden = fc1.forward(x);
        return fc2.forward(functional.gelu(hidden)) + hidden;
    }
}
