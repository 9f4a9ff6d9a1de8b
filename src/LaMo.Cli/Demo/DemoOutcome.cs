using LaMo.Cli.Evaluate;
using LaMo.Cli.Train;
using LaMo.Core.Data.Inspection;
using LaMo.MLNet;

namespace LaMo.Cli.Demo;

/// <summary>What the demo found in one of its tasks.</summary>
/// <param name="Task">The task.</param>
/// <param name="DataPath">Where the recorded steps are.</param>
/// <param name="ModelPath">Where the trained pipeline is.</param>
/// <param name="Data">What these steps are like.</param>
/// <param name="Returns">The returns of the episodes trained on.</param>
/// <param name="Options">The trainer's options.</param>
/// <param name="Training">How training went.</param>
/// <param name="Remarks">What the trainer said beside that.</param>
/// <param name="Evaluation">What a second process found out about the model.</param>
internal sealed record DemoOutcome(
    DemoTask Task,
    string DataPath,
    string ModelPath,
    DatasetCard Data,
    IReadOnlyList<double> Returns,
    LaMoTrainer.Options Options,
    IReadOnlyList<CurveEntry> Training,
    IReadOnlyList<string> Remarks,
    EvaluationReport Evaluation)
{
    /// <summary>LaMo's rollouts with the highest mean return, as the paper reports them.</summary>
    public ReturnSummary Best => Evaluation.Rollouts.MaxBy(rollout => rollout.Mean)!;

    /// <summary>By how much LaMo's score is above that of doing nothing.</summary>
    public double Margin => Best.Score - Evaluation.DoNothing.Score;

    public bool Succeeded => Margin >= Task.WideMargin;

    /// <summary>The outcome in a sentence.</summary>
    public string Verdict => Succeeded
        ? FormattableString.Invariant($"In {Task.Name} LaMo's score beats doing nothing by {Margin:F1}.")
        : FormattableString.Invariant($"In {Task.Name} LaMo's score does not beat doing nothing by {Task.WideMargin}: the demo failed.");

    /// <summary>The mean return of the recorded episodes as a score.</summary>
    public double RecordedScore => 100 * Task.Protocol.NormalizedScore(Returns.Average());
}
