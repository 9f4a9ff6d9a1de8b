namespace LaMo.Cli.Evaluate;

/// <summary>What <c>lamo evaluate</c> found out about a saved model.</summary>
/// <param name="Model">The model.</param>
/// <param name="Data">The dataset that was scored.</param>
/// <param name="Task">The task that was played.</param>
/// <param name="Rows">The rows of the dataset that were scored.</param>
/// <param name="RowsPerSecond">How fast.</param>
/// <param name="ActionError">The root of the mean squared difference between predicted and recorded actions; of discrete ones the share that differs.</param>
/// <param name="DoNothing">The return of the zero action in the task, on the same episodes.</param>
/// <param name="Rollouts">The model's returns in the task.</param>
internal sealed record EvaluationReport(
    string Model, string Data, string Task, long Rows, double RowsPerSecond, double ActionError, ReturnSummary DoNothing, IReadOnlyList<ReturnSummary> Rollouts);

/// <summary>Returns over several episodes.</summary>
/// <param name="Target">The return that was asked for.</param>
/// <param name="Mean">The mean return.</param>
/// <param name="StandardDeviation">The returns' standard deviation.</param>
/// <param name="Score">The mean return, normalised to 0 for a random policy and 100 for the reference expert.</param>
/// <param name="Returns">The episodes' returns.</param>
internal sealed record ReturnSummary(float Target, double Mean, double StandardDeviation, double Score, IReadOnlyList<double> Returns);
