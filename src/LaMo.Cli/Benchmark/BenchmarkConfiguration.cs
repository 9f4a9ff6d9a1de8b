using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LaMo.Cli.Configuration;
using LaMo.Core.Schemas;
using LaMo.Environments;
using LaMo.MLNet;

namespace LaMo.Cli.Benchmark;

/// <summary>A benchmark as data-schemas/benchmark.schema.json describes it.</summary>
internal sealed record BenchmarkConfiguration
{
    private const int DefaultEvaluations = 10;

    public string? Name { get; init; }

    public required IReadOnlyList<BenchmarkTask> Tasks { get; init; }

    public required IReadOnlyList<BenchmarkAlgorithm> Algorithms { get; init; }

    public IReadOnlyList<double> DataRatios { get; init; } = [1];

    public IReadOnlyList<int> Seeds { get; init; } = [0, 1, 2];

    public int? Steps { get; init; }

    public int? EvaluationInterval { get; init; }

    public int EvaluationEpisodes { get; init; } = 20;

    /// <summary>The evaluations at the end of training whose scores are averaged.</summary>
    public int LastCheckpoints { get; init; } = 1;

    public int? Cores { get; init; }

    public int ThreadsPerRun { get; init; } = 1;

    public string? Output { get; init; }

    /// <summary>Options of all trainers that have them.</summary>
    public JsonObject Trainer { get; init; } = [];

    /// <summary>Reads a configuration.</summary>
    /// <param name="path">The file.</param>
    /// <param name="settings">What takes the place of values in the file, as <c>seeds=5</c>.</param>
    /// <exception cref="InvalidDataException">The configuration is no YAML, or something in it is wrong; the message names every place.</exception>
    public static BenchmarkConfiguration Load(string path, params IEnumerable<string> settings)
    {
        JsonNode? document = ConfigurationFile.Load(path, Check, settings).Document;
        BenchmarkConfiguration read = WrittenOut(document!.AsObject()).Deserialize<BenchmarkConfiguration>(CellFolder.Format)!;
        string name = read.Name ?? Path.GetFileNameWithoutExtension(path);
        return read with { Name = name, Output = read.Output ?? Path.Combine("artifacts", "benchmarks", name) };
    }

    /// <summary>Finds what is wrong with a configuration.</summary>
    public static IEnumerable<SchemaError> Check(JsonNode? document)
    {
        IReadOnlyList<SchemaError> errors = JsonSchema.Benchmark.Validate(document);
        return errors.Count > 0 ? errors : Faults(WrittenOut(document!.AsObject()).Deserialize<BenchmarkConfiguration>(CellFolder.Format)!);
    }

    /// <summary>The data ratios of a task.</summary>
    /// <param name="task">The task's name.</param>
    public IReadOnlyList<double> RatiosOf(string task) => Tasks.Single(one => one.Name == task).DataRatios ?? DataRatios;

    /// <summary>The runs that the benchmark consists of. Those of the first seed come first, so that what there is early on compares all.</summary>
    public IEnumerable<CellSpecification> Cells() =>
        from seed in Seeds
        from task in Tasks.Select(task => task.Resolve())
        from ratio in RatiosOf(task.Name)
        from algorithm in Algorithms
        select Cell(task, algorithm, ratio, seed);

    private CellSpecification Cell(ResolvedTask task, BenchmarkAlgorithm algorithm, double ratio, int seed)
    {
        HashSet<string> known = [.. OptionBinding.Names(algorithm.Trainer.NewOptions().GetType())];
        var trainer = new JsonObject();
        foreach ((string name, JsonNode? value) in Trainer.Where(option => known.Contains(option.Key)).Concat(algorithm.Options))
            trainer[name] = value?.DeepClone();
        if ((algorithm.Steps ?? Steps) is int planned && !algorithm.Options.ContainsKey("numberOfSteps"))
            trainer["numberOfSteps"] = planned;
        trainer["numberOfThreads"] ??= ThreadsPerRun;
        var run = new RunConfiguration
        {
            Data = task.Data,
            MaxEpisodeLength = task.MaxEpisodeLength,
            Algorithm = algorithm.Trainer,
            DataRatio = ratio,
            BestFraction = algorithm.BestFraction,
            DelayedRewards = task.DelayedRewards,
            ReturnScale = task.ReturnScale,
            Seed = seed,
            Trainer = trainer,
        };
        TrainerOptions options = run.CreateOptions(task.Protocol);
        return new CellSpecification
        {
            Task = task.Name,
            Algorithm = algorithm.Label,
            Environment = task.Environment,
            Recording = task.Recording,
            Run = run,
            TargetReturns = options is SequenceTrainerOptions ? task.TargetReturns : [],
            EvaluationInterval = algorithm.EvaluationInterval ?? EvaluationInterval ?? Math.Max(1, options.NumberOfSteps / DefaultEvaluations),
            EvaluationEpisodes = EvaluationEpisodes,
        };
    }

    /// <summary>What a schema cannot say.</summary>
    private static IEnumerable<SchemaError> Faults(BenchmarkConfiguration configuration)
    {
        for (int i = 0; i < configuration.Tasks.Count; i++)
        {
            BenchmarkTask task = configuration.Tasks[i];
            if (configuration.Tasks.Take(i).Any(other => other.Name == task.Name))
                yield return new SchemaError($"/tasks/{i}", $"has the name {task.Name} of another task");
            if (!TaskRegistry.Names.Contains(task.EnvironmentName, StringComparer.OrdinalIgnoreCase))
                yield return new SchemaError($"/tasks/{i}", $"has no environment {task.EnvironmentName}; there are {string.Join(", ", TaskRegistry.Names)}");
        }
        HashSet<string> common = [.. configuration.Trainer.Select(option => option.Key)];
        var faults = new Dictionary<string, SchemaError>();
        foreach (SchemaError unknown in common
            .Where(name => !configuration.Algorithms.Any(algorithm => OptionBinding.Names(algorithm.Trainer.NewOptions().GetType()).Contains(name)))
            .Select(name => new SchemaError($"/trainer/{name}", "is an option of none of the algorithms")))
            yield return unknown;
        for (int i = 0; i < configuration.Algorithms.Count; i++)
        {
            BenchmarkAlgorithm algorithm = configuration.Algorithms[i];
            if (configuration.Algorithms.Take(i).Any(other => other.Label == algorithm.Label))
                yield return new SchemaError($"/algorithms/{i}", $"has the name {algorithm.Label} of another algorithm; give it one of its own");
            foreach (SchemaError error in algorithm.Trainer.NewOptions().Set(algorithm.Options))
                yield return error with { Path = $"/algorithms/{i}/options{error.Path}" };
            foreach (SchemaError error in algorithm.Trainer.NewOptions().Set(configuration.Trainer, others: common))
                faults.TryAdd(error.Path, error with { Path = "/trainer" + error.Path });
        }
        foreach (SchemaError error in faults.Values)
            yield return error;
    }

    /// <summary>The configuration with what may be written shorter in its long form.</summary>
    private static JsonObject WrittenOut(JsonObject document)
    {
        JsonObject result = document.DeepClone().AsObject();
        result["tasks"] = Objects(result["tasks"]!, "name");
        result["algorithms"] = Objects(result["algorithms"]!, "trainer");
        if (result["seeds"] is JsonValue count)
            result["seeds"] = new JsonArray([.. Enumerable.Range(0, int.Parse(count.ToJsonString(), CultureInfo.InvariantCulture)).Select(seed => JsonValue.Create(seed))]);
        return result;

        static JsonArray Objects(JsonNode items, string name) => new([.. items.AsArray().Select(item => item is JsonObject ? item.DeepClone() : new JsonObject { [name] = item!.DeepClone() })]);
    }
}
