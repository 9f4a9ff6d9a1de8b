using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LaMo.Core.Networks;

/// <summary>GPT-2's masked self-attention.</summary>
internal sealed class Gpt2Attention : Module<Tensor, Tensor, Tensor>
{
    private readonly LoraQkv c_attn;
    private readonly Conv1D c_proj;
    private readonly Dropout resid_dropout;
    private readonly double _attentionDropout;
    private readonly int _heads;

    public Gpt2Attention(Gpt2Config config, LoraConfig lora)
        : base(nameof(Gpt2Attention))
    {
        c_attn = new LoraQkv(config.Width, lora, config.InitializerRange);
        // GPT-2 scales what enters the residual stream by the number of additions to it (OpenAI's model card, section 2.3 of the paper).
        c_proj = new Conv1D(config.Width, config.Width, config.InitializerRange / Math.Sqrt(2 * config.Layers));
        resid_dropout = Dropout(config.ResidualDropout);
        _attentionDropout = config.AttentionDropout;
        _heads = config.Heads;
        RegisterComponents();
    }

    /// <param name="x"><c>[batch, token, d]</c></param>
    /// <param name="mask">Added to the attention scores, <c>[batch, 1, token, token]</c></param>
    /// <returns><c>[batch, token, d]</c></returns>
    public override Tensor forward(Tensor x, Tensor mask)
    {
        long batch = x.shape[0], tokens = x.shape[1], width = x.shape[2];
        Tensor qkv = c_attn.forward(x.reshape(-1, width))
            .view(3, batch, tokens, _heads, width / _heads)
            .transpose(2, 3); // [3, batch, head, token, d / head]
        Tensor attended = functional.scaled_dot_product_attention(qkv[0], qkv[1], qkv[2], mask, training ? _attentionDropout : 0);
        Tensor merged = attended.transpose(1, 2).reshape(-1, width); // [batch * token, d]
        return resid_dropout.forward(c_proj.forward(merged)).view(batch, tokens, width);
    }
}
