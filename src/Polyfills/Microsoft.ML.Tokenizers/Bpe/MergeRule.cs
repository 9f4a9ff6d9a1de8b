using System.Diagnostics.CodeAnalysis;

namespace Microsoft.ML.Tokenizers;

/// <summary>One line of a merges file: two tokens, separated by one space, that may become one.</summary>
internal sealed record MergeRule(string Left, string Right)
{
    /// <summary>Whether a line of a merges file holds a rule at all: blank lines and version lines do not.</summary>
    public static bool IsRule(string line) => line.Length > 0 && !line.StartsWith("#version", StringComparison.Ordinal);

    public static bool TryParse(string line, [NotNullWhen(true)] out MergeRule? rule)
    {
        int space = line.IndexOf(' ');
        bool valid = space >= 0 && space < line.Length - 1 && line.IndexOf(' ', space + 1) < 0;
        rule = valid ? new MergeRule(line[..space], line[(space + 1)..]) : null;
        return valid;
    }
}
