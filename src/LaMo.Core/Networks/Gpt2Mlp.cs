using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LaMo.Core.Networks;

/// <summary>GPT-2's feed-forward part: d to 4 d, the activation, back to d.</summary>
internal sealed class Gpt2Mlp : Module<Tensor, Tensor>
{
    private readonly Conv1D c_fc;
    private readonly Conv1D c_proj;
    private readonly MaskedDropout dropout;
    private readonly Gpt2Activation _activation;

    public Gpt2Mlp(Gpt2Config config, DropoutGenerator generator, TransformerProducts products)
        : base(nameof(Gpt2Mlp))
    {
        c_fc = new Conv1D(config.Width, 4 * config.Width, config.InitializerRange, products);
        c_proj = new Conv1D(4 * config.Width, config.Width, config.InitializerRange / Math.Sqrt(2 * config.Layers), products);
        dropout = new MaskedDropout(config.ResidualDropout, generator);
        _activation = config.Activation;
        RegisterComponents();
    }

    /// <param name="x"><c>[batch, token, d]</c></param>
    /// <returns><c>[batch, token, d]</c></returns>
    public override Tensor forward(Tensor x)
    {
        Tensor hidden = c_fc.forward(x.reshape(-1, x.shape[2]));
        hidden = _activation == Gpt2Activation.Relu ? hidden.relu() : GeluNew.Apply(hidden);
        return dropout.forward(c_proj.forward(hidden)).view(x.shape);
    }
}
