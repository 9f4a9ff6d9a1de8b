namespace LaMo.Core.Language.Pretraining;

/// <summary>What came out of pretraining.</summary>
/// <param name="Steps">The optimiser steps made.</param>
/// <param name="BestStep">The step of the lowest validation loss, whose weights are the result.</param>
/// <param name="ValidationLoss">The lowest validation loss, in nats a token.</param>
/// <param name="UnigramLoss">The validation loss of the model that knows only how often each token occurs.</param>
/// <param name="TrainingTokens">The tokens of the corpus that were trained on.</param>
/// <param name="ValidationTokens">The tokens that were not.</param>
/// <param name="Elapsed">The time spent on training.</param>
public sealed record LanguagePretrainingResult(int Steps, int BestStep, double ValidationLoss, double UnigramLoss, long TrainingTokens, long ValidationTokens, TimeSpan Elapsed)
{
    /// <summary>e to the validation loss.</summary>
    public double Perplexity => Math.Exp(ValidationLoss);

    /// <summary>e to the unigram model's loss.</summary>
    public double UnigramPerplexity => Math.Exp(UnigramLoss);
}
