using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LaMo.Core.Networks;

/// <summary>GPT-2's blocks and final layer norm, applied to input embeddings. Parameters have Hugging Face's names (<c>h.0.attn.c_attn.weight</c>, …).</summary>
internal sealed class Gpt2Model : Module<Tensor, Tensor, Tensor>
{
    private readonly Dropout drop;
    private readonly ModuleList<Gpt2Block> h;
    private readonly LayerNorm ln_f;

    public Gpt2Model(Gpt2Config config, LoraConfig lora)
        : base(nameof(Gpt2Model))
    {
        drop = Dropout(config.EmbeddingDropout);
        h = ModuleList([.. Enumerable.Range(0, config.Layers).Select(_ => new Gpt2Block(config, lora))]);
        ln_f = LayerNorm(config.Width, config.LayerNormEpsilon);
        RegisterComponents();
    }

    /// <param name="embeddings"><c>[batch, token, d]</c></param>
    /// <param name="mask">Added to the attention scores, <c>[batch, 1, token, token]</c></param>
    /// <returns>The last hidden state, <c>[batch, token, d]</c></returns>
    public override Tensor forward(Tensor embeddings, Tensor mask)
    {
        Tensor x = drop.forward(embeddings);
        foreach (Gpt2Block block in h)
            x = block.forward(x, mask);
        return ln_f.forward(x);
    }
}
