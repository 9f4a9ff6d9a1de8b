using System.Text.Encodings.Web;
using System.Text.Json;

namespace LaMo.Core.Language;

/// <summary>A byte-level BPE vocabulary in GPT-2's form.</summary>
/// <param name="Tokens">The tokens in GPT-2's printable alphabet, in the order of their ids: the 256 bytes, the merged ones, <c>&lt;|endoftext|&gt;</c>.</param>
/// <param name="Merges">The pairs of tokens to join, most important first.</param>
public sealed record BpeVocabulary(IReadOnlyList<string> Tokens, IReadOnlyList<(string Left, string Right)> Merges)
{
    /// <summary>The name of the file of tokens and ids.</summary>
    public const string VocabularyFile = "vocab.json";

    /// <summary>The name of the file of merges.</summary>
    public const string MergesFile = "merges.txt";

    /// <summary>Writes vocab.json and merges.txt.</summary>
    /// <param name="folder">An existing folder.</param>
    public void Save(string folder)
    {
        var ids = Tokens.Select((token, id) => (token, id)).ToDictionary(entry => entry.token, entry => entry.id);
        var readable = new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        File.WriteAllText(Path.Combine(folder, VocabularyFile), JsonSerializer.Serialize(ids, readable));
        File.WriteAllText(Path.Combine(folder, MergesFile), string.Concat(Merges.Select(merge => $"{merge.Left} {merge.Right}\n").Prepend("#version: 0.2\n")));
    }
}
