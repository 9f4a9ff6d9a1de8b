using LaMo.Core.Kernels;
using LaMo.Core.Networks;
using static TorchSharp.torch;

namespace LaMo.Core.Inference;

/// <summary>The feed-forward part of one of the blocks of a <see cref="CpuTransformer"/>.</summary>
internal sealed class CpuFeedForward
{
    private readonly int _width;
    private readonly Gpt2Activation _activation;
    private readonly LayerNormalization _norm;
    private readonly CpuLinear _expand;
    private readonly CpuLinear _contract;

    /// <param name="config">The network's shape.</param>
    /// <param name="weight">The block's weights by Hugging Face's names.</param>
    public CpuFeedForward(Gpt2Config config, Func<string, Tensor> weight)
    {
        (_width, _activation) = (config.Width, config.Activation);
        _norm = CpuLinear.Norm(config, weight, "ln_2");
        _expand = new CpuLinear(weight("mlp.c_fc.weight"), weight("mlp.c_fc.bias"), 0, 4 * _width);
        _contract = new CpuLinear(weight("mlp.c_proj.weight"), weight("mlp.c_proj.bias"), 0, _width);
    }

    /// <summary>Adds to the residual stream.</summary>
    /// <param name="x">The tokens.</param>
    public void Apply(CpuActivations x)
    {
        _norm.Apply(x.Tokens.AsSpan(0, x.Rows * _width), x.Normalized);
        if (_activation == Gpt2Activation.Relu)
            _expand.Apply<BiasedAndRectified>(x.Normalized, 0, x.Inner, 0, 4 * _width, x.Rows, x.Threads);
        else
        {
            _expand.Apply<Biased>(x.Normalized, 0, x.Inner, 0, 4 * _width, x.Rows, x.Threads);
            Span<float> inner = x.Inner.AsSpan(0, x.Rows * 4 * _width);
            GeluNew.Evaluate(inner, inner);
        }
        _contract.Apply<BiasedAndAdded>(x.Inner, 0, x.Tokens, 0, _width, x.Rows, x.Threads);
    }
}
