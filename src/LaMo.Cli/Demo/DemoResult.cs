using LaMo.Cli.Evaluate;

namespace LaMo.Cli.Demo;

/// <summary>What <c>lamo demo</c> ends with.</summary>
/// <param name="Report">The report in HTML.</param>
/// <param name="Tasks">What was found in each task.</param>
internal sealed record DemoResult(string Report, IReadOnlyList<DemoTaskResult> Tasks);

/// <summary>What the demo found in a task.</summary>
/// <param name="Succeeded">Whether LaMo's score beats doing nothing by a wide margin.</param>
/// <param name="Margin">By how much.</param>
/// <param name="RecordedScore">The score of the recorded episodes.</param>
/// <param name="Evaluation">The model's evaluation, which names task, model and data.</param>
internal sealed record DemoTaskResult(bool Succeeded, double Margin, double RecordedScore, EvaluationReport Evaluation)
{
    public static DemoTaskResult Of(DemoOutcome outcome) => new(outcome.Succeeded, outcome.Margin, outcome.RecordedScore, outcome.Evaluation);
}
