namespace LaMo.Cli.Score;

/// <summary>What <c>lamo score</c> found.</summary>
/// <param name="Model">The model.</param>
/// <param name="Data">The dataset.</param>
/// <param name="Path">The file with the scored rows.</param>
/// <param name="Rows">How many there are.</param>
/// <param name="Seconds">The time that scoring and writing took.</param>
/// <param name="Metrics">How the predicted actions agree with the recorded ones: <see cref="LaMo.MLNet.ContinuousActionMetrics"/> or <see cref="LaMo.MLNet.DiscreteActionMetrics"/>.</param>
/// <param name="OffPolicy">What the policy would earn, if that was asked for.</param>
internal sealed record ScoreResult(string Model, string Data, string Path, long Rows, double Seconds, object Metrics, OffPolicyFindings? OffPolicy);
