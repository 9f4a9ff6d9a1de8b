using System.CommandLine;
using System.CommandLine.Completions;
using System.Diagnostics;
using System.Text.Json;
using LaMo.Cli.Configuration;
using LaMo.Cli.Datasets;
using LaMo.Cli.Invocation;
using LaMo.MLNet;
using Microsoft.ML;

namespace LaMo.Cli.Train;

/// <summary><c>lamo train</c>: trains a pipeline as a configuration says, and goes on with one that was interrupted.</summary>
internal static class TrainCommand
{
    public static Command Create()
    {
        var configuration = new Argument<string?>("configuration") { Description = "The run, in YAML or JSON: data-schemas/run.schema.json. Options take the place of what it says.", Arity = ArgumentArity.ZeroOrOne };
        var data = new Option<string[]>("--data") { Description = $"The datasets, put together: {DatasetArgument.Formats}.", AllowMultipleArgumentsPerToken = true };
        var algorithm = new Option<string?>("--algorithm") { Description = "The trainer. The default is LaMo." };
        algorithm.AcceptOnlyFromAmong(Enum.GetNames<Algorithm>());
        var output = new Option<string?>("--output") { Description = "The model to write, a .zip. A record of the training goes beside it, and, until it is done, the state to go on from." };
        var steps = new Option<int?>("--steps") { Description = "The optimiser steps: --set trainer.numberOfSteps=…" };
        var seed = new Option<int?>("--seed") { Description = "What all randomness follows from." };
        var settings = new Option<string[]>("--set")
        {
            Description = "Any values of the configuration: trainer.learningRate=3e-4, dataRatio=0.1.",
            HelpName = "name=value",
            AllowMultipleArgumentsPerToken = true,
        };
        settings.CompletionSources.Add(context => SettableNames(NamedAlgorithm(context.ParseResult.GetValue(algorithm))).Select(name => new CompletionItem(name + "=")));
        var restart = new Option<bool>("--restart") { Description = "Begin anew, even if there is the state of an interrupted training." };
        var verb = new Verb(
            "train",
            "Train a pipeline on datasets. Interrupted and repeated, it goes on where it was, to the same model.",
            "run.yaml",
            "run.yaml --seed 1 --output policy-1.zip --set trainer.learningRate=3e-4 dataRatio=0.1",
            "--data hopper-medium.idv --algorithm Td3Bc --output policy.zip --steps 50000")
        {
            configuration, data, algorithm, output, steps, seed, settings, restart,
        };
        verb.Validators.Add(result =>
        {
            if (result.GetValue(configuration) is null && result.GetValue(data) is not { Length: > 0 })
                result.AddError("Name a configuration, or a dataset with --data.");
        });
        return verb.Does((parsed, terminal, cancellation) =>
        {
            string[] given =
            [
                .. parsed.GetValue(data) is { Length: > 0 } paths ? [$"data={JsonSerializer.Serialize(paths)}"] : Array.Empty<string>(),
                .. Given("algorithm", parsed.GetValue(algorithm)),
                .. Given("output", parsed.GetValue(output)),
                .. Given("trainer.numberOfSteps", parsed.GetValue(steps)),
                .. Given("seed", parsed.GetValue(seed)),
                .. parsed.GetValue(settings) ?? [],
            ];
            TrainedModel model = Train(RunConfiguration.Load(parsed.GetValue(configuration), given), parsed.GetValue(restart), terminal, cancellation);
            terminal.Show(model, console => console.WriteUnbroken(FormattableString.Invariant($"{model.Algorithm} after {model.Steps} steps, {model.Seconds:F0} s: {model.Path}")));
            return ExitCode.Success;
        });
    }

    private static Algorithm NamedAlgorithm(string? name) => Enum.TryParse(name, out Algorithm algorithm) ? algorithm : Algorithm.LaMo;

    private static IEnumerable<string> SettableNames(Algorithm algorithm) =>
        RunConfiguration.Names.Concat(OptionBinding.Names(algorithm.NewOptions().GetType()).Select(option => $"trainer.{option}"));

    /// <summary>A setting in JSON, which is YAML.</summary>
    private static IEnumerable<string> Given<T>(string name, T? value) => value is null ? [] : [$"{name}={JsonSerializer.Serialize(value)}"];

    private static TrainedModel Train(RunConfiguration run, bool restart, Terminal terminal, CancellationToken cancellation)
    {
        string path = Path.GetFullPath(run.Output), ownFolder = Path.ChangeExtension(path, ".training");
        TrainerOptions options = run.Options;
        string folder = options.CheckpointFolder ??= ownFolder, state = Path.Combine(folder, "training.state"), curve = Path.Combine(folder, "curve.jsonl");
        options.CancellationToken = cancellation;
        // Now, rather than after hours, it shows that the model cannot be written there.
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        Directory.CreateDirectory(folder);
        if (restart)
            File.Delete(state);
        if (!File.Exists(state))
            File.Delete(curve);
        terminal.WhenInterrupted = () => File.Exists(state) ? $"The state is in {folder}; the same command goes on from there." : "It had not begun to train.";
        try
        {
            TrainedModel model = terminal.Watch($"Training {run.Algorithm}", progress => Fit(run, path, curve, terminal, progress, cancellation));
            model.Save();
            // A time limit leaves steps to do.
            if (folder == ownFolder && model.Steps >= options.NumberOfSteps)
            {
                File.Delete(state);
                File.Delete(curve);
            }
            return model;
        }
        finally
        {
            if (folder == ownFolder && !Directory.EnumerateFileSystemEntries(folder).Any())
                Directory.Delete(folder);
        }
    }

    private static TrainedModel Fit(RunConfiguration run, string path, string curvePath, Terminal terminal, IProgress<WorkProgress> progress, CancellationToken cancellation)
    {
        long began = Stopwatch.GetTimestamp();
        var ml = new MLContext(run.Seed);
        var job = new TrainingJob(ml, run, run.Options);
        var journal = new TrainingJournal(ml, run.Options, terminal, progress, curvePath);
        using FittedPipeline pipeline = job.Fit(new WatchedView(job.LoadData(), null, cancellation));
        pipeline.Save(path);
        CurveEntry? last = journal.Curve.LastOrDefault();
        return new TrainedModel(
            path,
            run.Algorithm.ToString(),
            run.Data,
            run.Seed,
            last?.Step ?? 0,
            last?.Loss,
            journal.Curve.Min(entry => entry.ValidationLoss),
            Stopwatch.GetElapsedTime(began).TotalSeconds,
            TrainedModel.SettingsOf(run.Options),
            journal.Remarks,
            TrainedModel.Thinned(journal.Curve));
    }
}
