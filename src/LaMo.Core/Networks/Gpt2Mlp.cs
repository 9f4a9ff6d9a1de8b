using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LaMo.Core.Networks;

/// <summary>GPT-2's feed-forward part: d to 4 d, gelu, back to d.</summary>
internal sealed class Gpt2Mlp : Module<Tensor, Tensor>
{
    private readonly Conv1D c_fc;
    private readonly Conv1D c_proj;
    private readonly Dropout dropout;

    public Gpt2Mlp(Gpt2Config config)
        : base(nameof(Gpt2Mlp))
    {
        c_fc = new Conv1D(config.Width, 4 * config.Width, config.InitializerRange);
        c_proj = new Conv1D(4 * config.Width, config.Width, config.InitializerRange / Math.Sqrt(2 * config.Layers));
        dropout = Dropout(config.ResidualDropout);
        RegisterComponents();
    }

    /// <param name="x"><c>[batch, token, d]</c></param>
    /// <returns><c>[batch, token, d]</c></returns>
    public override Tensor forward(Tensor x)
    {
        Tensor rows = x.reshape(-1, x.shape[2]);
        return dropout.forward(c_proj.forward(GeluNew(c_fc.forward(rows)))).view(x.shape);
    }

    /// <summary>
    /// GPT-2's gelu, 0.5 x (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))), written as x sigmoid(2 sqrt(2 / pi) (x + 0.044715 x^3)): the same function in fewer passes.
    /// </summary>
    internal static Tensor GeluNew(Tensor x)
    {
        double c = 2 * Math.Sqrt(2 / Math.PI);
        return x * (x * (x.square() * (c * 0.044715) + c)).sigmoid();
    }
}
