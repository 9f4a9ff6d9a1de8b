using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LaMo.Core.Networks;

/// <summary>GPT-2. Parameters have Hugging Face's names and shapes (<c>wte.weight</c>, <c>h.0.attn.c_attn.weight</c>, …).</summary>
internal sealed class Gpt2Model : Module
{
    private readonly Embedding? wte;
    private readonly Embedding? wpe;
    private readonly MaskedDropout drop;
    private readonly ModuleList<Gpt2Block> h;
    private readonly LayerNorm ln_f;
    private readonly TransformerProducts _products = new();
    private readonly DropoutGenerator _dropout;
    private readonly List<CheckpointedBlocks> _passes = [];

    public Gpt2Model(Gpt2Config config, LoraConfig? lora, DropoutGenerator dropout)
        : base(nameof(Gpt2Model))
    {
        Config = config;
        _dropout = dropout;
        wte = Table(config.VocabularySize, config);
        wpe = Table(config.Positions, config);
        drop = new MaskedDropout(config.EmbeddingDropout, dropout);
        h = ModuleList([.. Enumerable.Range(0, config.Layers).Select(_ => new Gpt2Block(config, lora, dropout, _products))]);
        ln_f = LayerNorm(config.Width, config.LayerNormEpsilon);
        RegisterComponents();
    }

    /// <summary>The shape of the network.</summary>
    public Gpt2Config Config { get; }

    /// <summary>Whether blocks are computed a second time in the backward pass, for which <see cref="Backward"/> must be used, instead of kept. The default value is <see langword="false"/>.</summary>
    public bool GradientCheckpointing { get; set; }

    /// <summary>What matrix products are computed in. The default value is <see cref="Precision.Float32"/>.</summary>
    public Precision Precision
    {
        get => _products.Precision;
        set => _products.Precision = value;
    }

    /// <summary>The position table, where the model has one.</summary>
    public Embedding? Positions => wpe;

    /// <summary>The additive mask that hides later tokens, <c>[1, 1, token, token]</c>.</summary>
    public static Tensor CausalMask(long tokens, Device device) => full([tokens, tokens], float.NegativeInfinity, device: device).triu(1).view(1, 1, tokens, tokens);

    /// <summary>Dropout of the embeddings, the first thing that <see cref="Transform"/> does.</summary>
    public Tensor DropEmbeddings(Tensor embeddings) => drop.forward(embeddings);

    /// <param name="embeddings"><c>[batch, token, d]</c></param>
    /// <param name="mask">Added to the attention scores, <c>[batch or 1, 1, token, token]</c></param>
    /// <param name="selection">The tokens whose output is needed; all if <see langword="null"/>.</param>
    /// <returns>The last hidden state, <c>[batch, selected token, d]</c></returns>
    public Tensor Transform(Tensor embeddings, Tensor mask, TokenSelection? selection = null)
    {
        Tensor x = DropEmbeddings(embeddings);
        if (GradientCheckpointing && is_grad_enabled())
        {
            var pass = new CheckpointedBlocks([.. h.Select((block, layer) => (block, SelectionOf(layer)))], _dropout);
            _passes.Add(pass);
            x = pass.Transform(x, mask);
        }
        else
            for (int layer = 0; layer < h.Count; layer++)
                x = h[layer].Transform(x, mask, SelectionOf(layer));
        return ln_f.forward(x);

        TokenSelection? SelectionOf(int layer) => layer == h.Count - 1 ? selection : null;
    }

    /// <summary>Takes a gradient back through all that was computed with this model's output since the last call.</summary>
    /// <param name="output">What the gradient is of, such as a loss. One that depends on nothing trained, as actions do not on the token embedding, has none.</param>
    /// <param name="gradient">Its gradient; 1 if <see langword="null"/>.</param>
    public void Backward(Tensor output, Tensor? gradient = null)
    {
        if (output.requires_grad)
            output.backward(grad_tensors: gradient is null ? null : [gradient]);
        foreach (CheckpointedBlocks pass in _passes)
            pass.Backward();
        _passes.Clear();
    }

    /// <summary>Reads text.</summary>
    /// <param name="tokens">Token ids, Int64 <c>[batch, token]</c></param>
    /// <param name="addPositions">Whether the position table is used.</param>
    /// <returns>The scores of each next token, <c>[batch, token, vocabulary]</c>: the output layer is the token embedding again.</returns>
    /// <exception cref="InvalidOperationException">The model has no token embedding or no position table.</exception>
    public Tensor ReadText(Tensor tokens, bool addPositions) => Score(Read(tokens, addPositions));

    /// <inheritdoc cref="ReadText" path="/summary"/>
    /// <inheritdoc cref="ReadText" path="/param"/>
    /// <returns>The last hidden state, <c>[batch, token, d]</c>.</returns>
    /// <exception cref="InvalidOperationException">The model has no token embedding or no position table.</exception>
    public Tensor Read(Tensor tokens, bool addPositions)
    {
        if (wte is null || wpe is null)
            throw new InvalidOperationException("The model has no token embedding or no position table; it cannot read text.");
        Tensor embeddings = wte.forward(tokens);
        if (addPositions)
            embeddings = embeddings + wpe.forward(arange(tokens.shape[1], ScalarType.Int64, tokens.device));
        return Transform(embeddings, CausalMask(tokens.shape[1], tokens.device));
    }

    /// <summary>The scores of each next token.</summary>
    /// <param name="hidden">Last hidden states, <c>[…, d]</c></param>
    /// <returns><c>[…, vocabulary]</c></returns>
    public Tensor Score(Tensor hidden) => _products.Linear(hidden, wte!.weight!);

    /// <summary>The weights by Hugging Face's names, without LoRA's factors; where these are merged, the merged weights.</summary>
    public Dictionary<string, Tensor> PretrainedState()
    {
        Dictionary<string, Tensor> state = named_parameters().Where(named => !named.name.Contains(".lora_", StringComparison.Ordinal)).ToDictionary(named => named.name, named => (Tensor)named.parameter);
        for (int layer = 0; layer < h.Count; layer++)
            if (h[layer].Qkv.MergedWeight is Tensor merged)
                state[$"h.{layer}.attn.c_attn.weight"] = merged;
        return state;
    }

    /// <inheritdoc cref="DecisionTransformer.MergeLora"/>
    public void MergeLora()
    {
        foreach (Gpt2Block block in h)
            block.Qkv.Merge();
    }

    /// <inheritdoc cref="DecisionTransformer.UnmergeLora"/>
    public void UnmergeLora()
    {
        foreach (Gpt2Block block in h)
            block.Qkv.Unmerge();
    }

    private static Embedding? Table(int rows, Gpt2Config config)
    {
        if (rows == 0)
            return null;
        Embedding table = Embedding(rows, config.Width);
        using (no_grad())
        using (NewDisposeScope())
            init.normal_(table.weight!, 0, config.InitializerRange);
        return table;
    }
}
