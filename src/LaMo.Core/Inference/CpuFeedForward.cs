using LaMo.Core.Kernels;
using LaMo.Core.Networks;
using static TorchSharp.torch;

namespace LaMo.Core.Inference;

/// <summary>What follows the attention in one of the blocks of a <see cref="CpuTransformer"/>.</summary>
internal sealed class CpuFeedForward
{
    private readonly int _width;
    private readonly Gpt2Activation _activation;
    private readonly LayerNormalization _norm;
    private readonly CpuLinear _attentionOutput;
    private readonly CpuLinear _expand;
    private readonly CpuLinear _contract;

    /// <param name="config">The network's shape.</param>
    /// <param name="weight">The block's weights by Hugging Face's names.</param>
    public CpuFeedForward(Gpt2Config config, Func<string, Tensor> weight)
    {
        (_width, _activation) = (config.Width, config.Activation);
        _norm = CpuLinear.Norm(config, weight, "ln_2");
        _attentionOutput = new CpuLinear(weight("attn.c_proj.weight"), weight("attn.c_proj.bias"), 0, _width);
        _expand = new CpuLinear(weight("mlp.c_fc.weight"), weight("mlp.c_fc.bias"), 0, 4 * _width);
        _contract = new CpuLinear(weight("mlp.c_proj.weight"), weight("mlp.c_proj.bias"), 0, _width);
    }

    /// <summary>Adds to the residual stream what the tokens attend to, and then the feed-forward part.</summary>
    /// <param name="x">The tokens.</param>
    public void Apply(CpuActivations x)
    {
        _attentionOutput.AddTo(x.Merged, x.Tokens, x.Rows, x.Threads);
        _norm.Apply(x.Tokens.AsSpan(0, x.Rows * _width), x.Normalized);
        _expand.Apply(x.Normalized, 0, x.Inner, 0, 4 * _width, x.Rows, x.Threads);
        Span<float> inner = x.Inner.AsSpan(0, x.Rows * 4 * _width);
        if (_activation == Gpt2Activation.Relu)
            Pointwise.Rectify(inner);
        else
            GeluNew.Evaluate(inner, inner);
        _contract.AddTo(x.Inner, x.Tokens, x.Rows, x.Threads);
    }
}
