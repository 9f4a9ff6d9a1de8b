using System.CommandLine;
using System.Diagnostics;
using LaMo.Cli.Datasets;
using LaMo.Cli.Invocation;
using LaMo.Core.Policies;
using LaMo.Environments;
using LaMo.Environments.Policies;
using LaMo.Environments.Rendering;
using LaMo.Environments.Rollouts;
using LaMo.MLNet;
using Microsoft.ML;

namespace LaMo.Cli.Evaluate;

/// <summary><c>lamo evaluate</c>: loads a saved pipeline, scores a dataset with it and rolls it out in a task.</summary>
internal static class EvaluateCommand
{
    // Beyond the seeds of any recording, so that rollouts meet episodes that were not trained on.
    private const int RolloutSeed = 1_000_000_000;

    public static Command Create()
    {
        var model = new Option<FileInfo>("--model") { Description = "The saved pipeline, a .zip.", Required = true };
        var data = new Option<FileInfo>("--data") { Description = "The trajectories to score, a file of any format that is read.", Required = true };
        var report = new Option<FileInfo?>("--report") { Description = "Where to write what was found, as the JSON document of --json; lamo report shows it." };
        Option<string> task = TaskOption.Create("The task");
        task.DefaultValueFactory = _ => "reacher2d";
        var targets = new Option<float[]>("--target") { Description = "The returns to ask for in rollouts. The default are the task's own." };
        var episodes = new Option<int>("--episodes") { Description = "The rollouts per target return.", DefaultValueFactory = _ => 20 };
        var record = new Option<FileInfo?>("--record") { Description = "Film one episode with the highest target, and write it here as an animated PNG." };
        return new Verb("evaluate", "Score a dataset with a saved pipeline and roll it out in a task.", "--model policy.zip --data hopper-medium.idv --task hopper --report policy.json")
        {
            model, data, report, task, targets, episodes, record,
        }.Does((parsed, terminal, cancellation) =>
        {
            EvaluationReport found = terminal.Watch("Evaluating", progress => Evaluate(
                parsed.GetRequiredValue(model).FullName,
                parsed.GetRequiredValue(data).FullName,
                parsed.GetRequiredValue(task),
                parsed.GetValue(targets),
                parsed.GetRequiredValue(episodes),
                parsed.GetValue(record)?.FullName,
                progress,
                cancellation));
            if (parsed.GetValue(report) is FileInfo file)
                ResultDocument.Save(file.FullName, "evaluate", found);
            terminal.Show(found, console => EvaluationView.Show(found, console));
            return ExitCode.Success;
        });
    }

    private static EvaluationReport Evaluate(string modelPath, string dataPath, string task, float[]? targets, int episodes, string? film, IProgress<WorkProgress> progress, CancellationToken cancellation)
    {
        var ml = new MLContext(seed: 0);
        ITransformer model = SavedPipeline.Load(ml, modelPath, out DataViewSchema inputSchema);
        long began = Stopwatch.GetTimestamp();
        ActionMetrics metrics = ml.OfflineRL().Evaluate(new WatchedView(model.Transform(ml.OfflineRL().LoadFromFile(dataPath)), progress, cancellation));
        double rowsPerSecond = metrics.RowCount / Stopwatch.GetElapsedTime(began).TotalSeconds;
        double actionError = metrics is DiscreteActionMetrics discrete ? 1 - discrete.Accuracy : ((ContinuousActionMetrics)metrics).RootMeanSquaredError;

        using IEnvironment environment = TaskRegistry.Create(task);
        if (targets is not { Length: > 0 })
            targets = [.. environment.Protocol.TargetReturns];
        using var rollout = new BatchRollout(() => TaskRegistry.Create(task), Math.Min(episodes * targets.Length, 64));
        IBatchPolicy policy = new WatchedPolicy(ml.OfflineRL().CreateBatchPolicy(model, inputSchema), progress, cancellation);
        IReadOnlyList<RolloutResult> results = rollout.Run(policy, targets, episodes, RolloutSeed);
        if (film != null)
            EpisodeFilm.Record(film, environment, policy, targets.Max(), RolloutSeed);
        RolloutResult doNothing = Rollout.Run(environment, new DoNothingPolicy(environment.ActionSize), 0, episodes, RolloutSeed);
        (model as IDisposable)?.Dispose();
        return new EvaluationReport(modelPath, dataPath, task, metrics.RowCount, rowsPerSecond, actionError, Summary(doNothing), [.. results.Select(Summary)]);

        ReturnSummary Summary(RolloutResult result) =>
            new(result.TargetReturn, result.Mean, result.StandardDeviation, 100 * environment.Protocol.NormalizedScore(result.Mean), result.Returns);
    }
}
