using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LaMo.Core.Networks;

/// <summary>LaMo's embedder of states, actions and returns-to-go (section 4.3): h = fc1(x), then fc2(gelu(h)) + h.</summary>
internal sealed class MlpEmbedder : Module<Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor> fc1;
    private readonly Linear fc2;

    /// <param name="fc1">A linear layer, or a table for discrete actions.</param>
    /// <param name="width">What it gives, the model width d.</param>
    public MlpEmbedder(Module<Tensor, Tensor> fc1, int width)
        : base(nameof(MlpEmbedder))
    {
        this.fc1 = fc1;
        fc2 = Linear(width, width);
        RegisterComponents();
    }

    /// <param name="x">What <c>fc1</c> takes.</param>
    /// <returns><c>[…, d]</c></returns>
    public override Tensor forward(Tensor x)
    {
        Tensor hidden = fc1.call(x);
        return fc2.forward(functional.gelu(hidden)) + hidden;
    }
}
