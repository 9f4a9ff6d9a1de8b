using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LaMo.Core.Networks;

/// <summary>One of GPT-2's blocks: attention and feed-forward, each after its layer norm and added to the residual stream.</summary>
internal sealed class Gpt2Block : Module
{
    private readonly LayerNorm ln_1;
    private readonly Gpt2Attention attn;
    private readonly LayerNorm ln_2;
    private readonly Gpt2Mlp mlp;

    public Gpt2Block(Gpt2Config config, LoraConfig? lora, DropoutGenerator dropout, TransformerProducts products)
        : base(nameof(Gpt2Block))
    {
        ln_1 = LayerNorm(config.Width, config.LayerNormEpsilon);
        attn = new Gpt2Attention(config, lora, dropout, products);
        ln_2 = LayerNorm(config.Width, config.LayerNormEpsilon);
        mlp = new Gpt2Mlp(config, dropout, products);
        RegisterComponents();
    }

    /// <summary>The query, key and value projection.</summary>
    public QkvProjection Qkv => attn.Qkv;

    /// <param name="x"><c>[batch, token, d]</c></param>
    /// <param name="mask">Added to the attention scores, <c>[batch or 1, 1, token, token]</c></param>
    /// <param name="selection">The tokens whose output is needed; all if <see langword="null"/>.</param>
    /// <returns><c>[batch, selected token, d]</c></returns>
    public Tensor Transform(Tensor x, Tensor mask, TokenSelection? selection)
    {
        // What is neither returned nor kept for the backward pass is freed here, not at the end of the whole pass.
        using DisposeScope scope = NewDisposeScope();
        Tensor attended = attn.Attend(ln_1.forward(x), mask, selection);
        x = (selection?.Of(x, 1) ?? x) + attended;
        return (x + mlp.forward(ln_2.forward(x))).MoveToOuterDisposeScope();
    }
}
