using System.Security.Cryptography;
using Microsoft.ML.Tokenizers;

namespace LaMo.Core.Language;

/// <summary>Text as GPT-2's tokens, by the vocabulary of a checkpoint folder.</summary>
public sealed class TextTokenizer
{
    /// <summary>More tokens than any vocabulary has: an id beyond is damage, and a model of so many could not be made.</summary>
    internal const int LargestSize = 1 << 20;

    private readonly BpeTokenizer _tokenizer;

    private TextTokenizer(BpeOptions options, IReadOnlyDictionary<string, int> specialTokens, string fingerprint)
    {
        // GPT-2 exactly: the special tokens are named twice, since one place alone lets them be split or lost.
        options.ByteLevel = true;
        options.PreTokenizer = new RegexPreTokenizer(Gpt2Text.Pieces, specialTokens);
        options.SpecialTokens = specialTokens;
        _tokenizer = BpeTokenizer.Create(options);
        EndOfText = specialTokens[Gpt2Text.EndOfText];
        Size = _tokenizer.Vocabulary.Values.Max() + 1;
        Fingerprint = fingerprint;
    }

    /// <summary>The id of the token between documents.</summary>
    public int EndOfText { get; }

    /// <summary>One more than the greatest id.</summary>
    public int Size { get; }

    /// <summary>Tells this vocabulary from others.</summary>
    public string Fingerprint { get; }

    /// <summary>Opens a vocabulary.</summary>
    /// <param name="folder">The folder of vocab.json and merges.txt.</param>
    /// <exception cref="FileNotFoundException">One of the files is missing; the message names it.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or the vocabulary has no <c>&lt;|endoftext|&gt;</c>.</exception>
    public static TextTokenizer Open(string folder)
    {
        string vocabulary = Path.Combine(folder, BpeVocabulary.VocabularyFile), merges = Path.Combine(folder, BpeVocabulary.MergesFile);
        string? missing = Array.Find([vocabulary, merges], path => !File.Exists(path));
        if (missing != null)
            throw new FileNotFoundException($"{missing} is missing; the vocabulary of a language model is {BpeVocabulary.VocabularyFile} and {BpeVocabulary.MergesFile}.", missing);
        try
        {
            var options = new BpeOptions(vocabulary, merges);
            foreach ((string token, int id) in options.Vocabulary)
                if (id is < 0 or >= LargestSize)
                    throw new InvalidDataException($"{vocabulary}: the token '{token}' has the id {id}; ids lie in 0 to {LargestSize - 1}.");
            int endOfText = options.Vocabulary.Where(token => token.Key == Gpt2Text.EndOfText).Select(token => (int?)token.Value).FirstOrDefault()
                ?? throw new InvalidDataException($"{vocabulary} has no token {Gpt2Text.EndOfText}.");
            string fingerprint = Convert.ToHexString(SHA256.HashData([.. SHA256.HashData(File.ReadAllBytes(vocabulary)), .. SHA256.HashData(File.ReadAllBytes(merges))]));
            return new TextTokenizer(options, new Dictionary<string, int> { [Gpt2Text.EndOfText] = endOfText }, fingerprint);
        }
        catch (Exception e) when (e is System.Text.Json.JsonException or InvalidOperationException or ArgumentException)
        {
            throw new InvalidDataException($"The vocabulary in {folder} is damaged: {e.Message}", e);
        }
    }

    /// <summary>The tokens of a text.</summary>
    public IReadOnlyList<int> Encode(string text) => _tokenizer.EncodeToIds(text);

    /// <summary>The text of tokens.</summary>
    public string Decode(IEnumerable<int> tokens) => _tokenizer.Decode(tokens);
}
