using System.Globalization;
using System.Text.Json.Serialization;
using LaMo.Cli.Configuration;
using LaMo.Core.Evaluation;
using LaMo.Environments;

namespace LaMo.Cli.Benchmark;

/// <summary>A task of a benchmark as it is written.</summary>
internal sealed record BenchmarkTask
{
    private const int DefaultSteps = 100_000;

    public required string Name { get; init; }

    /// <summary>The environment; <see langword="null"/> if the task's name is its.</summary>
    public string? Environment { get; init; }

    /// <summary>The datasets that are put together; <see langword="null"/> if one is recorded.</summary>
    [JsonConverter(typeof(OneOrMore))]
    public IReadOnlyList<string>? Data { get; init; }

    /// <summary>Who plays where data is recorded.</summary>
    public string? Quality { get; init; }

    public int? Steps { get; init; }

    public int? MaxEpisodeLength { get; init; }

    public float? ReturnScale { get; init; }

    public IReadOnlyList<float>? TargetReturns { get; init; }

    public bool DelayedRewards { get; init; }

    /// <summary>The data ratios; <see langword="null"/> for the benchmark's.</summary>
    public IReadOnlyList<double>? DataRatios { get; init; }

    public string EnvironmentName => Environment ?? Name;

    /// <summary>The task with all that follows from its environment.</summary>
    /// <exception cref="IOException">A dataset is missing.</exception>
    public ResolvedTask Resolve()
    {
        using IEnvironment environment = TaskRegistry.Create(EnvironmentName);
        foreach (string missing in (Data ?? []).Where(path => !Path.Exists(path)))
            throw new FileNotFoundException($"The dataset {missing} of the task {Name} is not there.", missing);
        TaskRecording? recording = Data is null ? new TaskRecording(EnvironmentName, Quality ?? TaskRecording.DefaultQuality(EnvironmentName), Steps ?? DefaultSteps) : null;
        return new ResolvedTask(
            Name,
            EnvironmentName,
            environment.Protocol,
            recording,
            Data ?? [string.Create(CultureInfo.InvariantCulture, $"data/{CellFolder.FileName(Name)}.idv")],
            MaxEpisodeLength,
            ReturnScale ?? environment.Protocol.ReturnScale,
            TargetReturns ?? environment.Protocol.TargetReturns,
            DelayedRewards);
    }
}

/// <summary>A task with all that follows from its environment.</summary>
/// <param name="Name">The task's name, as it is shown.</param>
/// <param name="Environment">The environment's name.</param>
/// <param name="Protocol">The settings that are usual in it.</param>
/// <param name="Recording">How its data is recorded; <see langword="null"/> if it is not.</param>
/// <param name="Data">The datasets that are put together; that which is recorded by its path in the benchmark's folder.</param>
/// <param name="MaxEpisodeLength">The step after which an episode is cut, for files that do not tell.</param>
/// <param name="ReturnScale">What returns-to-go are divided by.</param>
/// <param name="TargetReturns">The returns to ask for.</param>
/// <param name="DelayedRewards">Whether all rewards of an episode are moved to its last step.</param>
internal sealed record ResolvedTask(
    string Name,
    string Environment,
    EvaluationProtocol Protocol,
    TaskRecording? Recording,
    IReadOnlyList<string> Data,
    int? MaxEpisodeLength,
    float ReturnScale,
    IReadOnlyList<float> TargetReturns,
    bool DelayedRewards);
