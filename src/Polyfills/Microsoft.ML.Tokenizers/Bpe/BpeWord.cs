namespace Microsoft.ML.Tokenizers;

/// <summary>The tokens of one piece of text, and how many of its chars each stands for.</summary>
internal sealed record BpeWord(int[] Ids, int[] Lengths)
{
    /// <summary>The first tokens, at most maxCount of them, and the chars they take of a piece of this length.</summary>
    public ReadOnlySpan<int> First(int maxCount, int pieceLength, out int charsConsumed)
    {
        bool all = Ids.Length <= maxCount;
        charsConsumed = all ? pieceLength : Lengths.Take(maxCount).Sum();
        return all ? Ids : Ids.AsSpan(0, maxCount);
    }

    /// <summary>How many of the last tokens there are, at most maxCount, and where they begin in a piece of this length.</summary>
    public int CountLast(int maxCount, int pieceLength, out int start)
    {
        bool all = Ids.Length <= maxCount;
        start = all ? 0 : pieceLength - Lengths.TakeLast(maxCount).Sum();
        return Math.Min(Ids.Length, maxCount);
    }
}
