using System.CommandLine;
using System.Diagnostics;
using LaMo.Cli.Datasets;
using LaMo.Cli.Invocation;
using LaMo.Core.Trajectories;
using LaMo.Environments;
using LaMo.Environments.Behaviour;
using LaMo.MLNet;
using Microsoft.ML;

namespace LaMo.Cli.Collect;

/// <summary><c>lamo collect</c>: records a dataset in a task.</summary>
internal static class CollectCommand
{
    private const int StepsPerReport = 1 << 12;

    public static Command Create()
    {
        Option<string> task = TaskOption.Create("The task");
        task.Required = true;
        var quality = new Option<string>("--quality") { Description = "Who plays, as in D4RL.", Required = true };
        quality.AcceptOnlyFromAmong([.. Qualities.Keys]);
        var steps = new Option<int>("--steps") { Description = "The steps to record.", DefaultValueFactory = _ => 100_000 };
        var seed = new Option<int>("--seed") { Description = "What all randomness follows from.", DefaultValueFactory = _ => 0 };
        var output = new Option<FileInfo>("--out") { Description = "The dataset to write: ML.NET's binary format (.idv), D4RL's (.hdf5), .npz, .csv or .jsonl.", Required = true };
        output.CompletionSources.Add(DatasetArgument.Completing(DatasetArgument.Written));
        var policies = new Option<DirectoryInfo?>("--policies") { Description = "A folder of policies that lamo train-behaviour made. The default are those that come with the tool." };
        var threads = new Option<int?>("--threads") { Description = "The threads to simulate on. The default is one for each processor." };
        return new Verb("collect", "Record a dataset in a task, by policies of a given quality.", "--task hopper --quality medium --steps 100000 --out hopper-medium.idv")
        {
            task, quality, steps, seed, output, policies, threads,
        }.Does((parsed, terminal, cancellation) =>
        {
            string name = parsed.GetRequiredValue(task);
            DataQuality player = Qualities[parsed.GetRequiredValue(quality)];
            BehaviourFolder? folder = player == DataQuality.Random ? null : Open(name, parsed.GetValue(policies)?.FullName);
            var collection = new DataCollection(name, player, folder, parsed.GetValue(threads));
            string path = parsed.GetRequiredValue(output).FullName;
            int count = parsed.GetValue(steps);
            RecordedDataset recorded = terminal.Watch($"Recording {count} steps of {name}", progress => Collect(name, collection, count, parsed.GetValue(seed), path, progress, cancellation));
            terminal.Show(recorded, console => console.WriteUnbroken(FormattableString.Invariant(
                $"{recorded.Steps} steps in {recorded.Episodes} episodes, returns from {recorded.MinimumReturn:F1} to {recorded.MaximumReturn:F1}, {recorded.MeanReturn:F1} on average, recorded at {recorded.Steps / recorded.Seconds:F0} steps/s: {path}")));
            return ExitCode.Success;
        });
    }

    private static Dictionary<string, DataQuality> Qualities { get; } = new()
    {
        ["random"] = DataQuality.Random,
        ["medium"] = DataQuality.Medium,
        ["medium-replay"] = DataQuality.MediumReplay,
        ["medium-expert"] = DataQuality.MediumExpert,
        ["expert"] = DataQuality.Expert,
    };

    private static BehaviourFolder Open(string task, string? folder)
    {
        if (folder is null && !Directory.Exists(BehaviourFolder.Included(task)))
        {
            throw new InvalidOperationException(
                $"No policies for {task} come with the tool. Train some with 'lamo train-behaviour --task {task} --output FOLDER' and name them with '--policies FOLDER'.");
        }
        return BehaviourFolder.Open(folder ?? BehaviourFolder.Included(task));
    }

    private static RecordedDataset Collect(string task, DataCollection collection, int steps, int seed, string path, IProgress<WorkProgress> progress, CancellationToken cancellation)
    {
        using IEnvironment environment = TaskRegistry.Create(task);
        long began = Stopwatch.GetTimestamp();
        var returns = new List<double>();
        IEnumerable<Step> recorded = Watch(collection.Record(steps, seed), steps, returns, progress, cancellation);
        // A writer may read twice; only images are too large to keep, and are recorded again then.
        if (environment.Image is null)
            recorded = [.. recorded];
        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        OfflineRLCatalog offline = new MLContext(seed).OfflineRL();
        offline.SaveToFile(offline.LoadFromSteps(recorded, environment.ObservationSize, environment.ActionSize, environment.ActionCount, environment.Image), path);
        if (environment.Image is not null)
            seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return new RecordedDataset(path, task, steps, returns.Count, returns.Min(), returns.Max(), returns.Average(), seconds);
    }

    /// <summary>Passes steps on and notes the episodes' returns; a writer may begin anew.</summary>
    private static IEnumerable<Step> Watch(IEnumerable<Step> steps, int count, List<double> returns, IProgress<WorkProgress> progress, CancellationToken cancellation)
    {
        returns.Clear();
        int done = 0;
        foreach (Step step in steps)
        {
            cancellation.ThrowIfCancellationRequested();
            if (step.Timestep == 0)
                returns.Add(0);
            returns[^1] += step.Reward;
            yield return step;
            if (++done % StepsPerReport == 0)
                progress.Report(new WorkProgress(done, count));
        }
    }
}
