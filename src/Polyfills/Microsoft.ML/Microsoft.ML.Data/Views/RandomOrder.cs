using System;
using System.Linq;

namespace Microsoft.ML.Data;

internal static class RandomOrder
{
    /// <summary>The numbers below a size in random order (Fisher-Yates).</summary>
    public static int[] Permutation(int size, Random rand)
    {
        int[] order = Enumerable.Range(0, size).ToArray();
        for (int i = 0; i < size; i++)
        {
            int j = i + rand.Next(size - i);
            (order[i], order[j]) = (order[j], order[i]);
        }
        return order;
    }
}
