namespace LaMo.Core.Networks;

/// <summary>
/// What of GPT-2 is trained (LaMo, arXiv 2310.20587, section 4.2, and its ablations). Each part that is switched on is trained, all else in the transformer is
/// frozen; <see cref="Full"/> trains everything.
/// </summary>
public sealed record Adaptation
{
    /// <summary>LaMo's: LoRA with its bias, and nothing else.</summary>
    public static Adaptation LaMo { get; } = new();

    /// <summary>A frozen transformer.</summary>
    public static Adaptation Frozen { get; } = new() { Lora = null };

    /// <summary>Every weight is trained, without LoRA.</summary>
    public static Adaptation FineTuning { get; } = new() { Lora = null, Full = true };

    /// <summary>Low-rank factors of the query, key and value projections; <see langword="null"/> for none. The default value is rank 16, alpha 32, dropout 0.1.</summary>
    public LoraConfig? Lora { get; init; } = new();

    /// <summary>The layer norms of all blocks and the final one. The default value is <see langword="false"/>.</summary>
    public bool LayerNorms { get; init; }

    /// <summary>The attention projections of all blocks. The default value is <see langword="false"/>.</summary>
    public bool Attention { get; init; }

    /// <summary>The feed-forward parts of all blocks. The default value is <see langword="false"/>.</summary>
    public bool FeedForward { get; init; }

    /// <summary>The token embedding, to which the language head is tied. The default value is <see langword="false"/>.</summary>
    public bool TokenEmbedding { get; init; }

    /// <summary>The position table. The default value is <see langword="false"/>.</summary>
    public bool PositionTable { get; init; }

    /// <summary>How many of the last blocks are trained whole. The default value is 0.</summary>
    public int LastBlocks { get; init; }

    /// <summary>Whether embedders, their layer norm, the timestep embedding and the action head are trained. The default value is <see langword="true"/>.</summary>
    public bool EmbeddersAndHead { get; init; } = true;

    /// <summary>Everything. The default value is <see langword="false"/>.</summary>
    public bool Full { get; init; }

    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range; the message names it.</exception>
    internal void Validate(int layers)
    {
        Require(LastBlocks >= 0 && LastBlocks <= layers, LastBlocks, $"{nameof(LastBlocks)} must lie in 0 to {layers}, the number of blocks");
        if (Lora is null)
            return;
        Require(Lora.Rank > 0, Lora.Rank, "Lora.Rank must be positive");
        Require(double.IsFinite(Lora.Alpha) && Lora.Alpha > 0, Lora.Alpha, "Lora.Alpha must be positive and finite");
        Require(Lora.Dropout is >= 0 and < 1, Lora.Dropout, "Lora.Dropout must lie in [0, 1)");

        static void Require(bool holds, double value, string rule)
        {
            if (!holds)
                throw new ArgumentOutOfRangeException(nameof(Adaptation), value, $"{nameof(Adaptation)}.{rule}.");
        }
    }

    /// <summary>Whether a parameter of the transformer is trained.</summary>
    /// <param name="name">Its name within the transformer, such as <c>h.0.attn.c_attn.lora_A</c>.</param>
    /// <param name="layers">The number of blocks.</param>
    internal bool Trains(string name, int layers)
    {
        if (Full)
            return true;
        string[] path = name.Split('.');
        if (path is ["h", var block, ..] && int.Parse(block) >= layers - LastBlocks)
            return true;
        return path switch
        {
            ["wte", ..] => TokenEmbedding,
            ["wpe", ..] => PositionTable,
            ["ln_f", ..] or ["h", _, "ln_1" or "ln_2", ..] => LayerNorms,
            ["h", _, "mlp", ..] => FeedForward,
            [.., "lora_A" or "lora_B"] => true,
            ["h", _, "attn", "c_attn", "bias"] => Attention || Lora != null,
            _ => Attention,
        };
    }
}
