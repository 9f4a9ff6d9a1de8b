using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace LaMo.Core.WikiRL;

/// <summary>
/// K-means of directions: each token belongs to the centre with the largest cosine, each centre points where its tokens do in the mean (spherical k-means, Dhillon and Modha 2001). It begins
/// with tokens drawn far from each other (k-means++, Arthur and Vassilvitskii 2007).
/// </summary>
internal static class TokenClusters
{
    // Enough for GPT-2's tokens to settle; the loss has no use for the last digits.
    private const int MaxIterations = 30;
    private const double Tolerance = 1e-3;

    // 32 MB of cosines to 1000 centres.
    private const int ChunkTokens = 8192;

    /// <summary>Finds centres.</summary>
    /// <param name="tokens">Token embeddings on the CPU, <c>[token, d]</c>.</param>
    /// <param name="count">The number of centres; no more than there are tokens.</param>
    /// <param name="random">What the first centres are drawn by.</param>
    /// <returns>Unit vectors, <c>[centre, d]</c>.</returns>
    public static Tensor Centres(Tensor tokens, int count, SplitMix64 random)
    {
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor directions = nn.functional.normalize(tokens, dim: -1);
        Tensor centres = FirstCentres(directions, count, random);
        double before = double.NegativeInfinity;
        for (int iteration = 0; iteration < MaxIterations; iteration++)
        {
            using DisposeScope step = NewDisposeScope();
            (Tensor cosines, Tensor nearest) = Assign(directions, centres);
            double mean = cosines.mean().item<float>();
            if (mean - before < Tolerance)
                break;
            before = mean;
            centres.copy_(Move(directions, cosines, nearest, count));
        }
        return scope.MoveToOuter(centres);
    }

    /// <summary>Draws tokens, each with a probability in proportion to its squared distance, 2 - 2 cos, from the nearest of those before it.</summary>
    private static Tensor FirstCentres(Tensor directions, int count, SplitMix64 random)
    {
        int tokens = (int)directions.shape[0];
        long[] chosen = new long[count];
        double[] distances = new double[tokens];
        Array.Fill(distances, 1);
        for (int centre = 0; centre < count; centre++)
        {
            using DisposeScope scope = NewDisposeScope();
            int token = Draw(distances, random);
            chosen[centre] = token;
            Tensor cosines = directions.matmul(directions.select(0, token)); // [token]
            ReadOnlySpan<float> values = MemoryMarshal.Cast<byte, float>(cosines.bytes);
            for (int other = 0; other < tokens; other++)
                distances[other] = centre == 0 ? Math.Max(0, 1 - values[other]) : Math.Min(distances[other], Math.Max(0, 1 - values[other]));
            distances[token] = 0;
        }
        return directions.index_select(0, tensor(chosen));
    }

    /// <summary>Draws an index by weights; where all are 0, by equal ones.</summary>
    private static int Draw(double[] weights, SplitMix64 random)
    {
        double total = weights.Sum();
        if (total == 0)
            return random.Next(weights.Length);
        double rest = random.NextDouble() * total;
        int last = 0;
        for (int index = 0; index < weights.Length; index++)
            if (weights[index] > 0)
            {
                last = index;
                rest -= weights[index];
                if (rest < 0)
                    break;
            }
        return last;
    }

    /// <returns>Each token's largest cosine and the centre it has it with, both <c>[token]</c>.</returns>
    private static (Tensor Cosines, Tensor Nearest) Assign(Tensor directions, Tensor centres)
    {
        var cosines = new List<Tensor>();
        var nearest = new List<Tensor>();
        foreach (Tensor chunk in directions.split(ChunkTokens, 0))
        {
            using DisposeScope scope = NewDisposeScope();
            (Tensor values, Tensor indexes) = chunk.matmul(centres.t()).max(-1);
            scope.MoveToOuter(values, indexes);
            cosines.Add(values);
            nearest.Add(indexes);
        }
        return (cat(cosines), cat(nearest));
    }

    /// <summary>The centres' new directions; those without a token go to the tokens that fit their centre worst.</summary>
    private static Tensor Move(Tensor directions, Tensor cosines, Tensor nearest, int count)
    {
        Tensor sums = zeros(count, directions.shape[1]).index_add_(0, nearest, directions, 1);
        long[] members = nearest.bincount(null, count).data<long>().ToArray();
        long[] empty = [.. Enumerable.Range(0, count).Where(centre => members[centre] == 0).Select(centre => (long)centre)];
        if (empty.Length > 0)
            sums.index_copy_(0, tensor(empty), directions.index_select(0, cosines.topk(empty.Length, 0, largest: false).indexes));
        return nn.functional.normalize(sums, dim: -1);
    }
}
