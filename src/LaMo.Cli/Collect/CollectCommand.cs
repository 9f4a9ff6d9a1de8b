using System.CommandLine;
using System.Diagnostics;
using LaMo.Core.Trajectories;
using LaMo.Environments;
using LaMo.Environments.Behaviour;
using LaMo.MLNet;
using Microsoft.ML;

namespace LaMo.Cli.Collect;

/// <summary><c>lamo collect</c>: records a dataset in a task.</summary>
internal static class CollectCommand
{
    public static Command Create()
    {
        var task = new Option<string>("--task") { Description = $"The task: {string.Join(", ", TaskRegistry.Names)}.", Required = true };
        var quality = new Option<string>("--quality") { Description = "Who plays, as in D4RL.", Required = true };
        quality.AcceptOnlyFromAmong([.. Qualities.Keys]);
        var steps = new Option<int>("--steps") { Description = "The steps to record.", DefaultValueFactory = _ => 100_000 };
        var seed = new Option<int>("--seed") { Description = "What all randomness follows from.", DefaultValueFactory = _ => 0 };
        var output = new Option<FileInfo>("--out") { Description = "The dataset to write: ML.NET's binary format (.idv), D4RL's (.hdf5), .npz, .csv or .jsonl.", Required = true };
        var policies = new Option<DirectoryInfo?>("--policies") { Description = "A folder of policies that lamo train-behaviour made. The default are those that come with the tool." };
        var threads = new Option<int?>("--threads") { Description = "The threads to simulate on. The default is one for each processor." };
        var command = new Command("collect", "Record a dataset in a task, by policies of a given quality.") { task, quality, steps, seed, output, policies, threads };
        command.SetAction(parsed =>
        {
            string name = parsed.GetRequiredValue(task);
            DataQuality player = Qualities[parsed.GetRequiredValue(quality)];
            BehaviourFolder? folder = player == DataQuality.Random ? null : Open(name, parsed.GetValue(policies)?.FullName);
            Collect(name, new DataCollection(name, player, folder, parsed.GetValue(threads)), parsed.GetValue(steps), parsed.GetValue(seed), parsed.GetRequiredValue(output).FullName);
            return 0;
        });
        return command;
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

    private static void Collect(string task, DataCollection collection, int steps, int seed, string path)
    {
        using IEnvironment environment = TaskRegistry.Create(task);
        long began = Stopwatch.GetTimestamp();
        var returns = new List<double>();
        IEnumerable<Step> recorded = Watch(collection.Record(steps, seed), returns);
        // A writer may read twice; only images are too large to keep, and are recorded again then.
        if (environment.Image is null)
            recorded = [.. recorded];
        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        OfflineRLCatalog offline = new MLContext(seed).OfflineRL();
        offline.SaveToFile(offline.LoadFromSteps(recorded, environment.ObservationSize, environment.ActionSize, environment.ActionCount, environment.Image), path);
        string speed = environment.Image is null ? FormattableString.Invariant($", recorded at {steps / seconds:F0} steps/s") : "";
        Console.WriteLine(FormattableString.Invariant(
            $"{steps} steps in {returns.Count} episodes, returns from {returns.Min():F1} to {returns.Max():F1}, {returns.Average():F1} on average{speed}: {path}"));
    }

    /// <summary>Passes steps on and notes the episodes' returns; a writer may begin anew.</summary>
    private static IEnumerable<Step> Watch(IEnumerable<Step> steps, List<double> returns)
    {
        returns.Clear();
        foreach (Step step in steps)
        {
            if (step.Timestep == 0)
                returns.Add(0);
            returns[^1] += step.Reward;
            yield return step;
        }
    }
}
