namespace LaMo.Core.Networks;

/// <summary>Low-rank adaptation of the fused query, key and value projection (LoRA, arXiv 2106.09685; LaMo, section 4.2).</summary>
public sealed record LoraConfig
{
    /// <summary>The rank r of each of the three factors. The default value is 16.</summary>
    public int Rank { get; init; } = 16;

    /// <summary>The scale alpha: the update is multiplied by alpha / r. The default value is 32.</summary>
    public double Alpha { get; init; } = 32;

    /// <summary>Dropout on the input of the low-rank update. The default value is 0.1.</summary>
    public double Dropout { get; init; } = 0.1;
}
