using System.Buffers;
using Microsoft.ML.Tokenizers;

namespace LaMo.Tests;

/// <summary>GPT-2's encoding of a whole corpus.</summary>
public class Gpt2CorpusTests
{
    private const string CorpusFile = "data/wikitext2_valid.txt";

    [SharedDataFact(Gpt2.VocabularyFile, Gpt2.MergesFile, CorpusFile)]
    public void The_corpus_has_the_ids_of_an_independent_encoder_and_decodes_to_itself()
    {
        string text = File.ReadAllText(SharedData.PathOf(CorpusFile));
        ReferenceBpe reference = new(SharedData.PathOf(Gpt2.VocabularyFile), SharedData.PathOf(Gpt2.MergesFile));

        IReadOnlyList<int> ids = Gpt2.Tokenizer.EncodeToIds(text);
        Assert.Equal(258659, ids.Count);
        Assert.Equal(reference.Encode(text), ids);
        Assert.Equal(text, Gpt2.Tokenizer.Decode(ids));
        Assert.Equal(ids.Count, Gpt2.Tokenizer.CountTokens(text));
    }

    [SharedDataFact(Gpt2.VocabularyFile, Gpt2.MergesFile, CorpusFile)]
    public void Offsets_cover_the_text_without_gaps()
    {
        foreach (string line in File.ReadLines(SharedData.PathOf(CorpusFile)).Take(500))
        {
            int end = 0;
            foreach (EncodedToken token in Gpt2.Tokenizer.EncodeToTokens(line, out _))
            {
                Assert.True(token.Offset.Start.Value <= end && token.Offset.End.Value > token.Offset.Start.Value);
                end = Math.Max(end, token.Offset.End.Value);
            }
            Assert.Equal(line.Length, end);
        }
    }

    [SharedDataFact(Gpt2.VocabularyFile, Gpt2.MergesFile, CorpusFile)]
    public void Several_threads_get_the_same_ids()
    {
        string[] lines = File.ReadLines(SharedData.PathOf(CorpusFile)).Take(300).ToArray();
        BpeTokenizer shared = BpeTokenizer.Create(Gpt2.Options());
        int[][] expected = lines.Select(line => Gpt2.Tokenizer.EncodeToIds(line).ToArray()).ToArray();
        Parallel.For(0, 8, _ => Assert.Equal(expected, lines.Select(line => shared.EncodeToIds(line).ToArray()).ToArray()));
    }

    [SharedDataFact(Gpt2.VocabularyFile, Gpt2.MergesFile, CorpusFile)]
    public void Into_a_span_the_corpus_decodes_to_itself()
    {
        string text = File.ReadAllText(SharedData.PathOf(CorpusFile));
        IReadOnlyList<int> ids = Gpt2.Tokenizer.EncodeToIds(text);
        char[] destination = new char[text.Length];
        Assert.Equal(OperationStatus.Done, Gpt2.Tokenizer.Decode(ids, destination, out int consumed, out int written));
        Assert.Equal((ids.Count, text.Length), (consumed, written));
        Assert.Equal(text, new string(destination));
    }
}
