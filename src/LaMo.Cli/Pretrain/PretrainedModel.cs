using LaMo.Core.Language.Pretraining;

namespace LaMo.Cli.Pretrain;

/// <summary>What <c>lamo pretrain</c> made.</summary>
/// <param name="Path">The model's folder.</param>
/// <param name="Steps">The optimiser steps made.</param>
/// <param name="BestStep">The step of the lowest validation loss, whose weights are the result.</param>
/// <param name="TrainingTokens">The tokens of the corpus that were trained on.</param>
/// <param name="ValidationTokens">The tokens that were not.</param>
/// <param name="Perplexity">The perplexity on these.</param>
/// <param name="UnigramPerplexity">That of the model that knows only how often each token occurs.</param>
/// <param name="Seconds">The time spent on training.</param>
internal sealed record PretrainedModel(string Path, int Steps, int BestStep, long TrainingTokens, long ValidationTokens, double Perplexity, double UnigramPerplexity, double Seconds)
{
    public static PretrainedModel Of(string path, LanguagePretrainingResult result) => new(
        path, result.Steps, result.BestStep, result.TrainingTokens, result.ValidationTokens, result.Perplexity, result.UnigramPerplexity, result.Elapsed.TotalSeconds);
}
