namespace LaMo.Cli.Benchmark;

/// <summary>A run's finished state.</summary>
/// <param name="Cell">The run.</param>
/// <param name="Evaluations">Its evaluations, in the order of their steps.</param>
/// <param name="Seconds">The time it took, evaluations and all, in however many attempts; what a kill lost is not counted.</param>
/// <param name="ProcessorSeconds">The time of processors that it took.</param>
internal sealed record CellResult(CellSpecification Cell, IReadOnlyList<CellEvaluation> Evaluations, double Seconds, double ProcessorSeconds)
{
    /// <summary>The score by the benchmark's protocol: for each target return the mean score over the last evaluations, and of those means the highest.</summary>
    /// <param name="lastCheckpoints">The number of evaluations, fewer if there are fewer.</param>
    public double Score(int lastCheckpoints) => Evaluations
        .TakeLast(lastCheckpoints)
        .SelectMany(evaluation => evaluation.Targets)
        .GroupBy(target => target.Target, target => target.Score, (_, scores) => scores.Average())
        .Max();
}

/// <summary>What a run has come to: its evaluations so far.</summary>
/// <param name="Evaluations">The evaluations.</param>
/// <param name="Seconds">The time until the last of them.</param>
/// <param name="ProcessorSeconds">The time of processors until then.</param>
/// <param name="LastLoss">The training loss at the end of training, if that was reached.</param>
internal sealed record CellProgress(IReadOnlyList<CellEvaluation> Evaluations, double Seconds, double ProcessorSeconds, double? LastLoss = null);

/// <summary>An evaluation.</summary>
/// <param name="Step">The training steps done.</param>
/// <param name="Loss">The training loss by then, a mean over some steps; <see langword="null"/> if none was reported.</param>
/// <param name="Targets">What was reached, by the return that was asked for.</param>
internal sealed record CellEvaluation(int Step, double? Loss, IReadOnlyList<TargetResult> Targets)
{
    /// <summary>The highest score of a target return.</summary>
    public double BestScore => Targets.Max(target => target.Score);
}

/// <summary>Episodes that were played.</summary>
/// <param name="Target">The return that was asked for; <see langword="null"/> if the algorithm cannot be asked for one.</param>
/// <param name="Score">The mean return, normalised to 0 for a random policy and 100 for the reference expert.</param>
/// <param name="MeanReturn">The mean return.</param>
/// <param name="StandardDeviation">The returns' standard deviation.</param>
/// <param name="Returns">The episodes' returns.</param>
internal sealed record TargetResult(float? Target, double Score, double MeanReturn, double StandardDeviation, IReadOnlyList<double> Returns);
