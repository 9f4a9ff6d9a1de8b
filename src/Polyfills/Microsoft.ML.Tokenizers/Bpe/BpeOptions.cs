using System.Text.Json;

namespace Microsoft.ML.Tokenizers;

public sealed class BpeOptions
{
    public BpeOptions(IEnumerable<KeyValuePair<string, int>> vocabulary)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        Vocabulary = vocabulary;
    }

    public BpeOptions(string vocabFile, string? mergesFile = null)
    {
        ArgumentNullException.ThrowIfNull(vocabFile);
        if (!File.Exists(vocabFile))
            throw new ArgumentException($"Could not find the vocabulary file '{vocabFile}'.");
        using (Stream stream = File.OpenRead(vocabFile))
            Vocabulary = JsonSerializer.Deserialize<Dictionary<string, int>>(stream)
                ?? throw new InvalidOperationException($"The content of the vocabulary file '{vocabFile}' is not valid.");

        if (mergesFile is null)
            return;
        if (!File.Exists(mergesFile))
            throw new ArgumentException($"Could not find the merges file '{mergesFile}'.");
        List<string> merges = [];
        int lineNumber = 0;
        foreach (string line in File.ReadLines(mergesFile))
        {
            lineNumber++;
            if (!MergeRule.IsRule(line))
                continue;
            if (!MergeRule.TryParse(line, out _))
                throw new InvalidOperationException($"Invalid merge file format at line: {lineNumber}");
            merges.Add(line);
        }
        Merges = merges;
    }

    public IEnumerable<KeyValuePair<string, int>> Vocabulary { get; }

    public IEnumerable<string>? Merges { get; set; }

    public IReadOnlyDictionary<string, int>? SpecialTokens { get; set; }

    public Normalizer? Normalizer { get; set; }

    public PreTokenizer? PreTokenizer { get; set; }

    public string? UnknownToken { get; set; }

    public bool FuseUnknownTokens { get; set; }

    public string? ContinuingSubwordPrefix { get; set; }

    public string? EndOfWordSuffix { get; set; }

    public bool ByteLevel { get; set; }

    public string? BeginningOfSentenceToken { get; set; }

    public string? EndOfSentenceToken { get; set; }
}
