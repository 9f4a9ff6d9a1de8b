using System.Text.Json.Nodes;
using LaMo.Core.Networks;

namespace LaMo.Core.Language;

/// <summary>
/// LaMo's auxiliary task (arXiv 2310.20587, section 4.3): while the policy is learnt, the same adapted transformer goes on predicting text, so that it does not forget
/// language. The total loss is the actions' plus <see cref="Weight"/> times that of the text.
/// </summary>
/// <param name="tokens">The text, by the vocabulary of the pretrained model.</param>
public sealed class LanguageTask(TokenFile tokens)
{
    private const int MaxHeldOutBlocks = 16;

    /// <summary>
    /// The weight lambda of the language loss; with 0 text is read for <see cref="PerplexityFound"/> alone. The default value is 0.1, the reference's; the paper also tries 0 and 1.
    /// </summary>
    public double Weight { get; init; } = 0.1;

    /// <summary>The number of texts of a batch. The default value is 2.</summary>
    public int BatchSize { get; init; } = 2;

    /// <summary>The tokens of a text, at most as many as the model has positions. The default value is 1024.</summary>
    public int BlockLength { get; init; } = 1024;

    /// <summary>Whether the tokens of a text are shuffled. The default value is <see langword="false"/>.</summary>
    public bool ShuffleTokens { get; init; }

    /// <summary>
    /// Whether the position table is added to text, as in pretraining. The default value is <see langword="true"/>; the released code of LaMo forgets it.
    /// </summary>
    public bool AddPositions { get; init; } = true;

    /// <summary>Told the perplexity on text that is not trained on, before training and after it. The default value is <see langword="null"/>.</summary>
    public Action<double>? PerplexityFound { get; init; }

    /// <summary>Everything about the task that training depends on.</summary>
    internal JsonObject Description => new()
    {
        ["Text"] = tokens.Fingerprint,
        ["Weight"] = Weight,
        ["BatchSize"] = BatchSize,
        ["BlockLength"] = BlockLength,
        ["ShuffleTokens"] = ShuffleTokens,
        ["AddPositions"] = AddPositions,
    };

    /// <summary>Makes a sampler of the text that is trained on.</summary>
    /// <param name="network">The network that will read it.</param>
    /// <param name="random">Where its draws come from.</param>
    /// <exception cref="InvalidOperationException">There is too little text, or the network cannot read, or nothing of its transformer is trained.</exception>
    internal TextSampler Sampler(DecisionTransformer network, SplitMix64 random)
    {
        if (!network.AdaptedParameters.Any())
            throw new InvalidOperationException("The adaptation leaves nothing of the transformer to train; it cannot learn language. Leave out the corpus, or set the weight of the language loss to 0.");
        TextBlocks blocks = Blocks(network);
        return new TextSampler(blocks, blocks.Count - HeldOut(blocks), random);
    }

    /// <summary>Adds the gradient of the weighted loss of a batch of text to the network's.</summary>
    /// <param name="network">What reads it.</param>
    /// <param name="text">The tokens, <c>[text, token]</c>.</param>
    internal void Backward(DecisionTransformer network, int[] text) => Loss(network).Backward(TextBlocks.ToTensor(text, BatchSize, network.Device), Weight);

    /// <summary>Finds the perplexity for <see cref="PerplexityFound"/>, if anybody wants to know it.</summary>
    internal void MeasurePerplexity(DecisionTransformer network)
    {
        if (PerplexityFound is null)
            return;
        TextBlocks blocks = Blocks(network);
        int heldOut = HeldOut(blocks);
        PerplexityFound(Math.Exp(Loss(network).Mean(network, network.Device, blocks, blocks.Count - heldOut, heldOut, BatchSize)));
    }

    private LanguageLoss Loss(DecisionTransformer network) => new(network.Transformer, AddPositions);

    private TextBlocks Blocks(DecisionTransformer network)
    {
        Gpt2Config model = network.Config.Transformer;
        if (model.VocabularySize == 0 || model.Positions == 0)
            throw new InvalidOperationException("The network has no token embedding or no position table; it cannot learn language.");
        var blocks = new TextBlocks(tokens, Math.Min(BlockLength, model.Positions), ShuffleTokens);
        return blocks.Count >= 2 ? blocks
            : throw new InvalidOperationException($"The language corpus has {tokens.Count} tokens; texts of {blocks.Length} need at least {2 * blocks.Length}.");
    }

    /// <summary>How many blocks at the end are only for measuring: one of a hundred, and not more than that takes little time.</summary>
    private static int HeldOut(TextBlocks blocks) => Math.Clamp(blocks.Count / 100, 1, MaxHeldOutBlocks);
}
