using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Microsoft.ML.Tokenizers;

/// <summary>A vocabulary with its merge rules: what turns a piece of text, already in the vocabulary's alphabet, into tokens.</summary>
internal sealed class BpeModel
{
    private const int MaxCachedLength = 15;
    private const int MaxCachedWords = 10_000;

    private readonly Dictionary<string, int> _vocabulary;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _idOfSpan;
    private readonly Dictionary<int, string> _tokenOfId;
    private readonly Dictionary<(int Left, int Right), (int Rank, int Id)> _merges;
    private readonly int? _unknownId;
    private readonly bool _fuseUnknown;
    private readonly string? _prefix;
    private readonly string? _suffix;

    private readonly Dictionary<string, BpeWord> _cache = [];
    private readonly Dictionary<string, BpeWord>.AlternateLookup<ReadOnlySpan<char>> _cachedSpan;
    private readonly Lock _cacheLock = new();

    public BpeModel(Dictionary<string, int> vocabulary, IReadOnlyList<MergeRule> merges, string? unknownToken, bool fuseUnknown, string? prefix, string? suffix)
    {
        _vocabulary = vocabulary;
        _idOfSpan = vocabulary.GetAlternateLookup<ReadOnlySpan<char>>();
        _tokenOfId = Invert(vocabulary);
        _cachedSpan = _cache.GetAlternateLookup<ReadOnlySpan<char>>();
        (_fuseUnknown, _prefix, _suffix) = (fuseUnknown, prefix, suffix);
        if (unknownToken is not null)
            _unknownId = vocabulary.TryGetValue(unknownToken, out int id)
                ? id
                : throw new InvalidOperationException($"Unknown Token '{unknownToken}' was not present in 'Vocabulary'.");
        _merges = Rank(merges);
    }

    public int? UnknownId => _unknownId;

    public bool TryGetToken(int id, [NotNullWhen(true)] out string? token) => _tokenOfId.TryGetValue(id, out token);

    public string TokenOf(int id) => _tokenOfId[id];

    public BpeWord Encode(ReadOnlySpan<char> piece)
    {
        BpeWord? word;
        lock (_cacheLock)
            if (_cachedSpan.TryGetValue(piece, out word))
                return word;

        word = Merge(CollectionsMarshal.AsSpan(Symbols(piece)));
        if (piece.Length <= MaxCachedLength)
            lock (_cacheLock)
                if (_cache.Count < MaxCachedWords)
                    _cachedSpan[piece] = word;
        return word;
    }

    private static Dictionary<int, string> Invert(Dictionary<string, int> vocabulary)
    {
        Dictionary<int, string> inverse = new(vocabulary.Count);
        foreach ((string token, int id) in vocabulary)
            if (!inverse.TryAdd(id, token))
                throw new ArgumentException($"An item with the same key has already been added. Key: [{id}, {token}]");
        return inverse;
    }

    private Dictionary<(int, int), (int, int)> Rank(IReadOnlyList<MergeRule> rules)
    {
        Dictionary<(int, int), (int, int)> ranked = new(rules.Count);
        int prefixLength = _prefix?.Length ?? 0;
        for (int rank = 0; rank < rules.Count; rank++)
        {
            (string left, string right) = rules[rank];
            int leftId = IdToMerge(left), rightId = IdToMerge(right);
            if (right.Length <= prefixLength)
                throw new InvalidOperationException($"The merge value '{right}' is too short to be merged with a prefix of length {prefixLength}. This implies that the merge file is either damaged or missing the prefix in its entries.");
            ranked.Add((leftId, rightId), (rank, IdToMerge(left + right[prefixLength..])));
        }
        return ranked;
    }

    private int IdToMerge(string token) => _vocabulary.TryGetValue(token, out int id)
        ? id
        : throw new InvalidOperationException($"Trying to merge a token '{token}' which not exist in the vocabulary.");

    /// <summary>A symbol for each character of the piece; one outside the vocabulary becomes the unknown token, or is dropped if there is none.</summary>
    private List<BpeSymbol> Symbols(ReadOnlySpan<char> piece)
    {
        List<BpeSymbol> symbols = new(piece.Length);
        int unknownLength = 0;
        int length;
        for (int i = 0; i < piece.Length; i += length)
        {
            length = char.IsHighSurrogate(piece[i]) && i + 1 < piece.Length && char.IsLowSurrogate(piece[i + 1]) ? 2 : 1;
            ReadOnlySpan<char> token = piece.Slice(i, length);
            string? prefix = i > 0 ? _prefix : null;
            string? suffix = i + length >= piece.Length ? _suffix : null;
            if (prefix is not null || suffix is not null)
                token = string.Concat(prefix, token, suffix);

            bool known = _idOfSpan.TryGetValue(token, out int id);
            if (known || !_fuseUnknown)
                AddUnknown();
            if (known)
                Add(id, length);
            else if (_unknownId is not null)
                unknownLength += length;
        }
        AddUnknown();
        return symbols;

        void AddUnknown()
        {
            if (unknownLength > 0)
                Add(_unknownId!.Value, unknownLength);
            unknownLength = 0;
        }

        void Add(int id, int length) => symbols.Add(new BpeSymbol { Id = id, Length = length });
    }

    /// <summary>Applies the merge rule of the lowest rank, leftmost first, until none applies.</summary>
    private BpeWord Merge(Span<BpeSymbol> symbols)
    {
        PriorityQueue<(int Left, int Id), long> candidates = new();
        for (int i = 0; i < symbols.Length; i++)
        {
            symbols[i].Previous = i - 1;
            symbols[i].Next = i + 1 < symbols.Length ? i + 1 : -1;
        }
        for (int i = 0; i < symbols.Length; i++)
            AddCandidate(symbols, i, candidates);

        int count = symbols.Length;
        while (candidates.TryDequeue(out (int Left, int Id) candidate, out _))
        {
            ref BpeSymbol left = ref symbols[candidate.Left];
            if (left.Length == 0 || left.Next < 0)
                continue;
            ref BpeSymbol right = ref symbols[left.Next];
            // An earlier merge may have changed either side since the candidate was noted.
            if (!_merges.TryGetValue((left.Id, right.Id), out (int Rank, int Id) merge) || merge.Id != candidate.Id)
                continue;

            left.Id = merge.Id;
            left.Length += right.Length;
            left.Next = right.Next;
            right.Length = 0;
            count--;
            if (left.Next >= 0)
                symbols[left.Next].Previous = candidate.Left;
            if (left.Previous >= 0)
                AddCandidate(symbols, left.Previous, candidates);
            AddCandidate(symbols, candidate.Left, candidates);
        }

        BpeWord word = new(new int[count], new int[count]);
        for (int source = 0, target = 0; target < count; source = symbols[source].Next, target++)
            (word.Ids[target], word.Lengths[target]) = (symbols[source].Id, symbols[source].Length);
        return word;
    }

    private void AddCandidate(Span<BpeSymbol> symbols, int left, PriorityQueue<(int Left, int Id), long> candidates)
    {
        int right = symbols[left].Next;
        if (right >= 0 && _merges.TryGetValue((symbols[left].Id, symbols[right].Id), out (int Rank, int Id) merge))
            candidates.Enqueue((left, merge.Id), (long)merge.Rank << 32 | (uint)left);
    }
}
