using System.Runtime.InteropServices;
using System.Text;

namespace LaMo.Core.Language;

/// <summary>
/// Learns a byte-level BPE vocabulary as GPT-2's was (Sennrich et al. 2016, arXiv 1508.07909; Radford et al. 2019, section 2.2): again and again the most
/// frequent pair of neighbouring tokens within a piece becomes a token. Among equally frequent pairs the one with the smallest left, then right id is taken.
/// </summary>
/// <remarks>Words are counted once; a merge touches only the words that hold its pair, and the best pair comes from a heap whose entries are corrected when they surface.</remarks>
public sealed class BpeTraining
{
    /// <summary>The bytes, and <c>&lt;|endoftext|&gt;</c>.</summary>
    internal const int SmallestSize = Bytes + 1;

    private const int Bytes = 256;

    private readonly List<string> _tokens = [.. Gpt2Text.CharOfByte.Order().Select(c => c.ToString())];
    private readonly Dictionary<string, int> _ids = [];
    private readonly List<(string, string)> _merges = [];
    private readonly List<(int[] Symbols, long Count)> _words = [];
    private readonly Dictionary<(int Left, int Right), Pair> _pairs = [];
    private readonly PriorityQueue<(int Left, int Right), (long NegativeCount, int Left, int Right)> _best = new();

    private BpeTraining(Dictionary<string, long> pieces)
    {
        foreach (string token in _tokens)
            _ids.Add(token, _ids.Count);
        // The order of the words is no part of the result, which depends on counts alone.
        foreach ((string piece, long count) in pieces)
            _words.Add(([.. Encoding.UTF8.GetBytes(piece).Select(b => _ids[Gpt2Text.CharOfByte[b].ToString()])], count));
        for (int word = 0; word < _words.Count; word++)
            Count(word, 1);
        foreach ((int, int) pair in _pairs.Keys)
            Enqueue(pair);
    }

    /// <summary>Learns a vocabulary.</summary>
    /// <param name="texts">The text, in parts that no piece of GPT-2's crosses, as <see cref="TextCorpus.ReadTexts"/> gives them.</param>
    /// <param name="size">The number of tokens: 256 bytes, <c>&lt;|endoftext|&gt;</c>, and merged ones. Fewer result when no pair is left that occurs twice.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is less than 257.</exception>
    public static BpeVocabulary Train(IEnumerable<string> texts, int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, SmallestSize);
        return new BpeTraining(CountPieces(texts)).Merge(size - 1);
    }

    private static Dictionary<string, long> CountPieces(IEnumerable<string> texts)
    {
        var pieces = new Dictionary<string, long>();
        Dictionary<string, long>.AlternateLookup<ReadOnlySpan<char>> lookup = pieces.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (string text in texts)
            foreach (Range document in text.AsSpan().Split(Gpt2Text.EndOfText))
            {
                ReadOnlySpan<char> characters = text.AsSpan()[document];
                foreach (System.Text.RegularExpressions.ValueMatch piece in Gpt2Text.Pieces.EnumerateMatches(characters))
                    CollectionsMarshal.GetValueRefOrAddDefault(lookup, characters.Slice(piece.Index, piece.Length), out _)++;
            }
        return pieces;
    }

    private BpeVocabulary Merge(int size)
    {
        while (_tokens.Count < size && NextPair() is (int Left, int Right) pair)
        {
            string merged = _tokens[pair.Left] + _tokens[pair.Right];
            _merges.Add((_tokens[pair.Left], _tokens[pair.Right]));
            // Two pairs can spell the same token.
            if (_ids.TryAdd(merged, _tokens.Count))
                _tokens.Add(merged);
            Apply(pair, _ids[merged]);
        }
        return new BpeVocabulary([.. _tokens, Gpt2Text.EndOfText], _merges);
    }

    /// <summary>The most frequent pair, if one occurs at least twice.</summary>
    private (int Left, int Right)? NextPair()
    {
        while (_best.TryDequeue(out (int Left, int Right) pair, out (long NegativeCount, int, int) priority))
        {
            long count = _pairs[pair].Count;
            if (count == -priority.NegativeCount)
                return count >= 2 ? pair : null;
            // A count that has fallen is put back in its place; one that has risen has a better entry elsewhere.
            if (count < -priority.NegativeCount)
                Enqueue(pair);
        }
        return null;
    }

    private void Apply((int Left, int Right) pair, int merged)
    {
        HashSet<(int, int)> risen = [];
        foreach (int word in _pairs[pair].Words.ToArray())
        {
            int[] symbols = _words[word].Symbols;
            if (!Contains(symbols, pair))
                continue;
            Count(word, -1);
            var joined = new List<int>(symbols.Length);
            for (int i = 0; i < symbols.Length; i++)
            {
                bool join = i + 1 < symbols.Length && (symbols[i], symbols[i + 1]) == pair;
                joined.Add(join ? merged : symbols[i]);
                if (join)
                    i++;
            }
            _words[word] = ([.. joined], _words[word].Count);
            Count(word, 1);
            for (int i = 1; i < joined.Count; i++)
                if (joined[i - 1] == merged || joined[i] == merged)
                    risen.Add((joined[i - 1], joined[i]));
        }
        foreach ((int, int) other in risen)
            Enqueue(other);
    }

    private static bool Contains(int[] symbols, (int Left, int Right) pair)
    {
        for (int i = 1; i < symbols.Length; i++)
            if ((symbols[i - 1], symbols[i]) == pair)
                return true;
        return false;
    }

    /// <summary>Adds a word's pairs to the counts or takes them out. Words that no longer hold a pair stay in its list.</summary>
    private void Count(int word, int sign)
    {
        (int[] symbols, long count) = _words[word];
        for (int i = 1; i < symbols.Length; i++)
        {
            Pair pair = CollectionsMarshal.GetValueRefOrAddDefault(_pairs, (symbols[i - 1], symbols[i]), out _) ??= new Pair();
            pair.Count += sign * count;
            if (sign > 0)
                pair.Words.Add(word);
        }
    }

    private void Enqueue((int Left, int Right) pair)
    {
        if (_pairs[pair].Count is > 0 and long count)
            _best.Enqueue(pair, (-count, pair.Left, pair.Right));
    }

    private sealed class Pair
    {
        public long Count { get; set; }

        public HashSet<int> Words { get; } = [];
    }
}
