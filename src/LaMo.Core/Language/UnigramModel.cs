namespace LaMo.Core.Language;

/// <summary>The language model that knows only how often each token occurs, every token counted once more than it was seen: what any other has to beat.</summary>
internal static class UnigramModel
{
    /// <summary>The mean cross entropy of each block's tokens but the first.</summary>
    /// <param name="blocks">The text.</param>
    /// <param name="learnt">The blocks, from the first on, that frequencies are taken from; the others are predicted.</param>
    /// <param name="vocabularySize">The number of tokens there are.</param>
    public static double Loss(TextBlocks blocks, int learnt, int vocabularySize)
    {
        long[] counts = new long[vocabularySize];
        Array.Fill(counts, 1);
        int[] block = new int[blocks.Length];
        for (int index = 0; index < learnt; index++)
        {
            blocks.Read(index, block);
            foreach (int token in block)
                counts[token]++;
        }
        double total = learnt * (double)blocks.Length + vocabularySize, sum = 0;
        for (int index = learnt; index < blocks.Count; index++)
        {
            blocks.Read(index, block);
            foreach (int token in block.AsSpan(1))
                sum -= Math.Log(counts[token] / total);
        }
        return sum / ((blocks.Count - learnt) * (blocks.Length - 1.0));
    }
}
