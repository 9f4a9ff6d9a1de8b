namespace LaMo.Core.Training;

/// <summary>How the evaluations on episodes held out went so far.</summary>
/// <param name="BestLoss">The lowest loss.</param>
/// <param name="EvaluationsSinceBest">How many evaluations in a row have not been lower.</param>
internal readonly record struct ValidationRecord(double BestLoss, int EvaluationsSinceBest);
