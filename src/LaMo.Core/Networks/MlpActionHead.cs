using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LaMo.Core.Networks;

/// <summary>LaMo's action head (section 4.3): fc2(gelu(fc1(x))), without a final tanh.</summary>
internal sealed class MlpActionHead : Module<Tensor, Tensor>
{
    private readonly Linear fc1;
    private readonly Linear fc2;

    public MlpActionHead(int width, int actionSize)
        : base(nameof(MlpActionHead))
    {
        fc1 = Linear(width, width);
        fc2 = Linear(width, actionSize);
        RegisterComponents();
    }

    /// <param name="x"><c>[…, d]</c></param>
    /// <returns><c>[…, actionSize]</c></returns>
    public override Tensor forward(Tensor x) => fc2.forward(functional.gelu(fc1.forward(x)));
}
