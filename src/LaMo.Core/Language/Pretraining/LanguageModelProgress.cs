namespace LaMo.Core.Language.Pretraining;

/// <summary>Where the training of a language model stands.</summary>
/// <param name="Step">The optimiser steps done.</param>
/// <param name="Steps">The optimiser steps planned.</param>
/// <param name="Loss">The mean training loss since the last report.</param>
/// <param name="ValidationLoss">The last validation loss, if there was one.</param>
/// <param name="Elapsed">The time spent, earlier runs included.</param>
public readonly record struct LanguageModelProgress(int Step, int Steps, double Loss, double? ValidationLoss, TimeSpan Elapsed)
{
    /// <summary>e to the validation loss.</summary>
    public double? ValidationPerplexity => ValidationLoss is double loss ? Math.Exp(loss) : null;
}
