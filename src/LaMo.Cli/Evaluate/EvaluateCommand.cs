using System.CommandLine;
using System.Diagnostics;
using LaMo.Core.Policies;
using LaMo.Environments;
using LaMo.Environments.Policies;
using LaMo.Environments.Reacher;
using LaMo.Environments.Rollouts;
using LaMo.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.Cli.Evaluate;

/// <summary><c>lamo evaluate</c>: loads a saved pipeline, scores a dataset with it and rolls it out in Reacher2d.</summary>
internal static class EvaluateCommand
{
    // Beyond the seeds of any recording, so that rollouts meet episodes that were not trained on.
    private const int RolloutSeed = 1_000_000_000;

    public static Command Create()
    {
        var model = new Option<FileInfo>("--model") { Description = "The saved pipeline, a .zip.", Required = true };
        var data = new Option<FileInfo>("--data") { Description = "The trajectories to score, an ML.NET binary file.", Required = true };
        var report = new Option<FileInfo>("--report") { Description = "Where to write what was found, as JSON.", Required = true };
        var targets = new Option<float[]>("--target") { Description = "The returns to ask for in rollouts.", DefaultValueFactory = _ => [76, 40] };
        var episodes = new Option<int>("--episodes") { Description = "The rollouts per target return.", DefaultValueFactory = _ => 20 };
        var command = new Command("evaluate", "Score a dataset with a saved pipeline and roll it out in Reacher2d.") { model, data, report, targets, episodes };
        command.SetAction(parsed =>
        {
            EvaluationReport found = Evaluate(
                parsed.GetRequiredValue(model).FullName,
                parsed.GetRequiredValue(data).FullName,
                parsed.GetRequiredValue(targets),
                parsed.GetRequiredValue(episodes));
            found.Save(parsed.GetRequiredValue(report).FullName);
            return 0;
        });
        return command;
    }

    private static EvaluationReport Evaluate(string modelPath, string dataPath, float[] targets, int episodes)
    {
        var ml = new MLContext(seed: 0);
        ITransformer model = ml.Model.Load(modelPath, out DataViewSchema inputSchema);
        (long rows, double rowsPerSecond, double actionError) = Score(model.Transform(ml.Data.LoadFromBinary(dataPath)));

        using IEnvironment environment = new Reacher2d();
        IOnlinePolicy policy = ml.OfflineRL().CreatePolicy(model, inputSchema);
        ReturnSummary doNothing = RollOut(environment, new DoNothingPolicy(environment.ActionSize), 0, episodes);
        ReturnSummary[] rollouts = [.. targets.Select(target => RollOut(environment, policy, target, episodes))];
        (model as IDisposable)?.Dispose();
        return new EvaluationReport(rows, rowsPerSecond, actionError, doNothing, rollouts);
    }

    private static (long Rows, double RowsPerSecond, double ActionError) Score(IDataView scored)
    {
        DataViewSchema.Column action = scored.Schema["Action"];
        DataViewSchema.Column predicted = scored.Schema["PredictedAction"];
        using DataViewRowCursor cursor = scored.GetRowCursor([action, predicted]);
        ValueGetter<VBuffer<float>> getAction = cursor.GetGetter<VBuffer<float>>(action);
        ValueGetter<VBuffer<float>> getPredicted = cursor.GetGetter<VBuffer<float>>(predicted);
        VBuffer<float> recordedAction = default, predictedAction = default;
        double squares = 0;
        long rows = 0, values = 0, began = Stopwatch.GetTimestamp();
        for (; cursor.MoveNext(); rows++)
        {
            getAction(ref recordedAction);
            getPredicted(ref predictedAction);
            foreach ((float a, float b) in recordedAction.DenseValues().Zip(predictedAction.DenseValues()))
            {
                squares += (a - b) * (a - b);
                values++;
            }
        }
        return (rows, rows / Stopwatch.GetElapsedTime(began).TotalSeconds, Math.Sqrt(squares / values));
    }

    private static ReturnSummary RollOut(IEnvironment environment, IOnlinePolicy policy, float target, int episodes)
    {
        RolloutResult result = Rollout.Run(environment, policy, target, episodes, RolloutSeed);
        return new ReturnSummary(target, result.Mean, result.StandardDeviation);
    }
}
