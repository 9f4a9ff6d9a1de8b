using System.Collections.ObjectModel;

namespace Microsoft.ML.Tokenizers;

/// <summary>Byte-pair encoding with a vocabulary and ranked merges, at the level of characters or, for GPT-2, of bytes.</summary>
public sealed partial class BpeTokenizer : Tokenizer
{
    private readonly BpeModel _model;
    private readonly PreTokenizer _preTokenizer;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _specialIds;
    private readonly Dictionary<int, string> _specialTokens;
    private readonly int _beginningOfSentenceId;
    private readonly int _endOfSentenceId;
    private readonly string? _endOfSentenceToken;

    private BpeTokenizer(Dictionary<string, int> vocabulary, List<MergeRule> merges, BpeOptions options)
    {
        _preTokenizer = options.PreTokenizer ?? PreTokenizer.CreateWordOrNonWord();
        Normalizer = options.Normalizer;
        FuseUnknownTokens = options.FuseUnknownTokens;
        ContinuingSubwordPrefix = options.ContinuingSubwordPrefix;
        EndOfWordSuffix = options.EndOfWordSuffix;
        ByteLevel = options.ByteLevel;
        SpecialTokens = options.SpecialTokens;
        BeginningOfSentenceToken = options.BeginningOfSentenceToken;
        _beginningOfSentenceId = SentenceTokenId(vocabulary, options.BeginningOfSentenceToken, "beginning");
        _endOfSentenceToken = options.EndOfSentenceToken;
        _endOfSentenceId = SentenceTokenId(vocabulary, options.EndOfSentenceToken, "end");

        IEnumerable<KeyValuePair<string, int>> specials = options.SpecialTokens ?? Enumerable.Empty<KeyValuePair<string, int>>();
        _specialIds = specials.ToDictionary().GetAlternateLookup<ReadOnlySpan<char>>();
        _specialTokens = specials.ToDictionary(special => special.Value, special => special.Key);
        UnknownToken = options.UnknownToken;
        _model = new BpeModel(vocabulary, merges, UnknownToken, FuseUnknownTokens, ContinuingSubwordPrefix, EndOfWordSuffix);
        Vocabulary = new ReadOnlyDictionary<string, int>(vocabulary);
    }

    public IReadOnlyDictionary<string, int>? SpecialTokens { get; }

    public string? UnknownToken { get; }

    public string? ContinuingSubwordPrefix { get; }

    public string? EndOfWordSuffix { get; }

    public bool FuseUnknownTokens { get; }

    public bool ByteLevel { get; }

    public string? BeginningOfSentenceToken { get; }

    public override PreTokenizer? PreTokenizer => _preTokenizer;

    public override Normalizer? Normalizer { get; }

    public IReadOnlyDictionary<string, int> Vocabulary { get; }

    public static BpeTokenizer Create(string vocabFile, string? mergesFile)
        => Create(vocabFile, mergesFile, preTokenizer: null);

    public static BpeTokenizer Create(
        string vocabFile,
        string? mergesFile,
        PreTokenizer? preTokenizer = null,
        Normalizer? normalizer = null,
        IReadOnlyDictionary<string, int>? specialTokens = null,
        string? unknownToken = null,
        string? continuingSubwordPrefix = null,
        string? endOfWordSuffix = null,
        bool fuseUnknownTokens = false)
    {
        ArgumentNullException.ThrowIfNull(vocabFile);
        using Stream vocabStream = File.OpenRead(vocabFile);
        using Stream? mergesStream = mergesFile is null ? null : File.OpenRead(mergesFile);
        return Create(vocabStream, mergesStream, preTokenizer, normalizer, specialTokens, unknownToken, continuingSubwordPrefix, endOfWordSuffix, fuseUnknownTokens);
    }

    public static BpeTokenizer Create(BpeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Dictionary<string, int> vocabulary = [];
        foreach ((string token, int id) in options.Vocabulary)
            vocabulary.Add(token, id);
        if (vocabulary.Count == 0)
            throw new InvalidOperationException("The vocabulary cannot be empty.");
        return new BpeTokenizer(vocabulary, BpeModelReader.ParseMerges(options.Merges), options);
    }

    public static BpeTokenizer Create(Stream vocabStream, Stream? mergesStream)
        => Create(vocabStream, mergesStream, preTokenizer: null);

    public static BpeTokenizer Create(
        Stream vocabStream,
        Stream? mergesStream,
        PreTokenizer? preTokenizer = null,
        Normalizer? normalizer = null,
        IReadOnlyDictionary<string, int>? specialTokens = null,
        string? unknownToken = null,
        string? continuingSubwordPrefix = null,
        string? endOfWordSuffix = null,
        bool fuseUnknownTokens = false)
    {
        ArgumentNullException.ThrowIfNull(vocabStream);
        Dictionary<string, int> vocabulary = BpeModelReader.ReadVocabulary(vocabStream);
        List<MergeRule> merges = BpeModelReader.ReadMerges(mergesStream);
        return new BpeTokenizer(vocabulary, merges, Options(vocabulary, preTokenizer, normalizer, specialTokens, unknownToken, continuingSubwordPrefix, endOfWordSuffix, fuseUnknownTokens));
    }

    public static async Task<BpeTokenizer> CreateAsync(
        Stream vocabStream,
        Stream? mergesStream,
        PreTokenizer? preTokenizer = null,
        Normalizer? normalizer = null,
        IReadOnlyDictionary<string, int>? specialTokens = null,
        string? unknownToken = null,
        string? continuingSubwordPrefix = null,
        string? endOfWordSuffix = null,
        bool fuseUnknownTokens = false)
    {
        ArgumentNullException.ThrowIfNull(vocabStream);
        Dictionary<string, int> vocabulary = await BpeModelReader.ReadVocabularyAsync(vocabStream).ConfigureAwait(false);
        List<MergeRule> merges = await BpeModelReader.ReadMergesAsync(mergesStream).ConfigureAwait(false);
        return new BpeTokenizer(vocabulary, merges, Options(vocabulary, preTokenizer, normalizer, specialTokens, unknownToken, continuingSubwordPrefix, endOfWordSuffix, fuseUnknownTokens));
    }

    private static BpeOptions Options(
        Dictionary<string, int> vocabulary,
        PreTokenizer? preTokenizer,
        Normalizer? normalizer,
        IReadOnlyDictionary<string, int>? specialTokens,
        string? unknownToken,
        string? continuingSubwordPrefix,
        string? endOfWordSuffix,
        bool fuseUnknownTokens) => new(vocabulary)
        {
            PreTokenizer = preTokenizer,
            Normalizer = normalizer,
            SpecialTokens = specialTokens,
            UnknownToken = unknownToken,
            ContinuingSubwordPrefix = continuingSubwordPrefix,
            EndOfWordSuffix = endOfWordSuffix,
            FuseUnknownTokens = fuseUnknownTokens,
        };

    private int SentenceTokenId(Dictionary<string, int> vocabulary, string? token, string place)
    {
        if (token is null)
            return 0;
        if (vocabulary.TryGetValue(token, out int id) || SpecialTokens is not null && SpecialTokens.TryGetValue(token, out id))
            return id;
        // The real class notices a missing token only if there are special tokens to look it up in.
        return SpecialTokens is null ? 0 : throw new InvalidOperationException($"The {place} of sentence token '{token}' was not present in the vocabulary.");
    }
}
