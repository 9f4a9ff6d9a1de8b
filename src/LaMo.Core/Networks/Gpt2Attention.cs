using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LaMo.Core.Networks;

/// <summary>GPT-2's masked self-attention.</summary>
internal sealed class Gpt2Attention : Module
{
    private readonly QkvProjection c_attn;
    private readonly Conv1D c_proj;
    private readonly MaskedDropout attn_dropout;
    private readonly MaskedDropout resid_dropout;
    private readonly int _heads;
    private readonly TransformerProducts _products;

    public Gpt2Attention(Gpt2Config config, LoraConfig? lora, DropoutGenerator dropout, TransformerProducts products)
        : base(nameof(Gpt2Attention))
    {
        c_attn = new QkvProjection(config.Width, lora, config.InitializerRange, dropout, products);
        // GPT-2 scales what enters the residual stream by the number of additions to it (section 2.3 of its paper).
        c_proj = new Conv1D(config.Width, config.Width, config.InitializerRange / Math.Sqrt(2 * config.Layers), products);
        attn_dropout = new MaskedDropout(config.AttentionDropout, dropout);
        resid_dropout = new MaskedDropout(config.ResidualDropout, dropout);
        _heads = config.Heads;
        _products = products;
        RegisterComponents();
    }

    /// <summary>The query, key and value projection.</summary>
    public QkvProjection Qkv => c_attn;

    /// <param name="x"><c>[batch, token, d]</c></param>
    /// <param name="mask">Added to the attention scores, <c>[batch or 1, 1, token, token]</c></param>
    /// <param name="selection">The tokens to attend for; all if <see langword="null"/>.</param>
    /// <returns><c>[batch, selected token, d]</c></returns>
    public Tensor Attend(Tensor x, Tensor mask, TokenSelection? selection)
    {
        (Tensor queries, Tensor keys, Tensor values) = c_attn.Project(x, selection);
        long batch = x.shape[0], tokens = x.shape[1], selected = queries.shape[1], width = x.shape[2], headWidth = width / _heads;
        Tensor scores = _products.Batched(Heads(queries * (1 / Math.Sqrt(headWidth))), Heads(keys).transpose(1, 2)); // [batch * head, selected token, token]
        scores = scores.view(batch, _heads, selected, tokens).add(selection is TokenSelection s ? s.Of(mask, 2) : mask);
        Tensor weights = attn_dropout.forward(scores.softmax(-1)).view(batch * _heads, selected, tokens);
        Tensor merged = _products.Batched(weights, Heads(values)).view(batch, _heads, selected, headWidth).transpose(1, 2).reshape(batch * selected, width);
        return resid_dropout.forward(c_proj.forward(merged)).view(batch, selected, width);
    }

    /// <summary><c>[batch, token, d]</c> as <c>[batch * head, token, d / head]</c>.</summary>
    private Tensor Heads(Tensor x)
    {
        (long batch, long tokens, long width) = (x.shape[0], x.shape[1], x.shape[2]);
        return x.view(batch, tokens, _heads, width / _heads).transpose(1, 2).reshape(batch * _heads, tokens, width / _heads);
    }
}
