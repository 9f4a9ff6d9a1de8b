using System.Text.Json;

namespace Microsoft.ML.Tokenizers;

/// <summary>Reads vocab.json and merges.txt; the streams stay open.</summary>
internal static class BpeModelReader
{
    public static Dictionary<string, int> ReadVocabulary(Stream stream)
        => JsonSerializer.Deserialize<Dictionary<string, int>>(stream) ?? [];

    public static async Task<Dictionary<string, int>> ReadVocabularyAsync(Stream stream)
        => await JsonSerializer.DeserializeAsync<Dictionary<string, int>>(stream).ConfigureAwait(false) ?? [];

    public static List<MergeRule> ReadMerges(Stream? stream)
    {
        List<MergeRule> rules = [];
        if (stream is null)
            return rules;
        using StreamReader reader = new(stream, leaveOpen: true);
        for (int number = 1; reader.ReadLine() is { } line; number++)
            AddRule(rules, line, number);
        return rules;
    }

    public static async Task<List<MergeRule>> ReadMergesAsync(Stream? stream)
    {
        List<MergeRule> rules = [];
        if (stream is null)
            return rules;
        using StreamReader reader = new(stream, leaveOpen: true);
        for (int number = 1; await reader.ReadLineAsync().ConfigureAwait(false) is { } line; number++)
            AddRule(rules, line, number);
        return rules;
    }

    public static List<MergeRule> ParseMerges(IEnumerable<string>? lines)
    {
        List<MergeRule> rules = [];
        foreach (string line in lines ?? [])
        {
            if (line is null)
                throw new InvalidOperationException("The merge entries cannot be null.");
            rules.Add(MergeRule.TryParse(line, out MergeRule? rule) ? rule : throw new InvalidOperationException("Invalid merger file format"));
        }
        return rules;
    }

    private static void AddRule(List<MergeRule> rules, string line, int number)
    {
        if (MergeRule.IsRule(line))
            rules.Add(MergeRule.TryParse(line, out MergeRule? rule) ? rule : throw new InvalidOperationException($"Invalid merger file format at line: {number}"));
    }
}
