namespace LaMo.Core.Training;

/// <summary>
/// Decision Transformer's learning rate for Atari (arXiv 2106.01345, appendix; LaMo's Atari code), by the tokens learnt from: it rises linearly from 0, then falls by half a cosine to a
/// tenth, where it stays. As in the reference, each step of a window, padding not counted, is one token: its action.
/// </summary>
/// <remarks>
/// The default values give the released code's course for batches of 128 windows of 30 steps. That code names 375e6 and 260e9 tokens, but adds the running total
/// at every optimiser step, so that it gets there within about 500 and 13 000 steps; from then on its cosine swings up and down again.
/// </remarks>
public sealed record TokenSchedule
{
    private const double FinalFraction = 0.1;

    /// <summary>The tokens over which the learning rate rises. The default value is 2 million.</summary>
    public long WarmupTokens { get; init; } = 2_000_000;

    /// <summary>The tokens after which it has fallen. The default value is 50 million.</summary>
    public long FinalTokens { get; init; } = 50_000_000;

    /// <summary>What the learning rate is multiplied by.</summary>
    /// <param name="tokens">The tokens learnt from, those of the current step among them.</param>
    public double Factor(long tokens)
    {
        if (tokens < WarmupTokens)
            return (double)tokens / WarmupTokens;
        double progress = Math.Min((tokens - WarmupTokens) / (double)Math.Max(1, FinalTokens - WarmupTokens), 1);
        return Math.Max(FinalFraction, 0.5 * (1 + Math.Cos(Math.PI * progress)));
    }

    /// <summary>Checks that the values are in their ranges.</summary>
    /// <exception cref="ArgumentOutOfRangeException">They are not.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(WarmupTokens);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(FinalTokens, WarmupTokens);
    }
}
