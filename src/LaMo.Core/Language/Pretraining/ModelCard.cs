using System.Globalization;
using LaMo.Core.Networks;

namespace LaMo.Core.Language.Pretraining;

/// <summary>The README.md of a pretrained model: what it is and how it was made.</summary>
internal static class ModelCard
{
    public static string Write(LanguageModelOptions options, LanguagePretrainingResult result, TextCorpus corpus, string command, bool halfPrecision)
    {
        Gpt2Config model = options.Model;
        string weights = options.LastStep == 0 ? "random weights, not trained"
            : options.EarlyStopSteps is int stop ? string.Create(CultureInfo.InvariantCulture, $"stopped after {stop} of {options.Steps} steps")
            : "trained to the end of its schedule or to its best validation loss";
        return string.Create(CultureInfo.InvariantCulture, $"""
            # A small GPT-2

            A causal language model in Hugging Face's layout, made from nothing by

            ```
            {command}
            ```

            | | |
            |---|---|
            | corpus | {corpus.Name}, {corpus.Files} file(s), {result.TrainingTokens} tokens to train on and {result.ValidationTokens} to validate{(options.ShuffleTokens ? ", the tokens of each text shuffled" : "")} |
            | vocabulary | {model.VocabularySize} tokens, byte-level BPE |
            | model | {model.Layers} layers, {model.Heads} heads, {model.Width} wide, {model.Positions} positions, {(halfPrecision ? "float16" : "float32")} on disk |
            | weights | {weights} |
            | steps | {result.Steps} of {options.BatchSize} x {model.Positions} tokens, {(long)result.Steps * options.BatchSize * model.Positions} tokens in all, drawn with replacement; the best at step {result.BestStep} |
            | time | {result.Elapsed.TotalMinutes:F1} minutes |
            | validation perplexity per token | {result.Perplexity:F1} (loss {result.ValidationLoss:F3}) |
            | a unigram model's | {result.UnigramPerplexity:F1} (loss {result.UnigramLoss:F3}) |

            """);
    }
}
