using LaMo.Core.Evaluation.Aggregates;

namespace LaMo.Cli.Benchmark;

/// <summary>The scores of a benchmark's finished runs.</summary>
/// <param name="configuration">The benchmark.</param>
/// <param name="results">The finished runs.</param>
internal sealed class BenchmarkScores(BenchmarkConfiguration configuration, IReadOnlyList<CellResult> results)
{
    private readonly ILookup<(string Task, string Algorithm, double Ratio), double> _scores = results.ToLookup(
        result => (result.Cell.Task, result.Cell.Algorithm, result.Cell.Run.DataRatio),
        result => result.Score(configuration.LastCheckpoints));

    public BenchmarkConfiguration Configuration => configuration;

    public IReadOnlyList<CellResult> Results => results;

    public IReadOnlyList<string> Tasks { get; } = [.. configuration.Tasks.Select(task => task.Name)];

    public IReadOnlyList<string> Algorithms { get; } = [.. configuration.Algorithms.Select(algorithm => algorithm.Label)];

    /// <summary>The data ratios of all tasks, from the highest down.</summary>
    public IReadOnlyList<double> Ratios { get; } = [.. configuration.Tasks.SelectMany(task => configuration.RatiosOf(task.Name)).Distinct().OrderDescending()];

    /// <summary>How a run's score comes about, in words.</summary>
    public string Protocol => FormattableString.Invariant($"""
        Scores are normalised: 0 is the return of a random policy, 100 that of the reference expert. An evaluation plays {configuration.EvaluationEpisodes} episodes for each target return. A run's score is, for each target return, the mean over its last {configuration.LastCheckpoints} evaluations, and of these the best target's; algorithms that cannot be asked for a return have one. Figures are means over seeds ± their standard deviation (n - 1).
        """);

    /// <summary>The scores of a task's runs with all seeds.</summary>
    public IReadOnlyList<double> Of(string task, string algorithm, double ratio) => [.. _scores[(task, algorithm, ratio)]];

    /// <summary>An algorithm's scores on all tasks that have some data ratios, one list for each task and ratio; <see langword="null"/> if one is empty.</summary>
    public IReadOnlyList<IReadOnlyList<double>>? OfAllTasks(string algorithm, params IReadOnlyList<double> ratios)
    {
        IReadOnlyList<double>[] scores = [.. from task in Tasks from ratio in configuration.RatiosOf(task).Intersect(ratios) select Of(task, algorithm, ratio)];
        return scores.All(runs => runs.Count > 0) ? scores : null;
    }

    /// <summary>How probably the first algorithm, the one that the benchmark is about, scores higher than each other one.</summary>
    /// <param name="aggregates">What computes it.</param>
    /// <param name="ratio">The share of the data.</param>
    public IEnumerable<(string Algorithm, string Other, double Ratio, Estimate Probability)> Improvements(AggregateScores aggregates, double ratio) =>
        from other in Algorithms.Skip(1)
        let own = OfAllTasks(Algorithms[0], ratio)
        let others = OfAllTasks(other, ratio)
        where own != null && others != null
        select (Algorithms[0], other, ratio, aggregates.ProbabilityOfImprovement(own, others));

    /// <summary>A data ratio in percent.</summary>
    public static string Percent(double ratio) => FormattableString.Invariant($"{100 * ratio:0.##} %");

    /// <summary>Mean and standard deviation of scores.</summary>
    public static string Describe(IReadOnlyList<double> scores) => scores.Count switch
    {
        0 => "–",
        1 => FormattableString.Invariant($"{scores[0]:F1}"),
        _ => FormattableString.Invariant($"{scores.Average():F1} ± {Deviation(scores):F1}"),
    };

    public static double Deviation(IReadOnlyList<double> scores)
    {
        double mean = scores.Average();
        return scores.Count < 2 ? 0 : Math.Sqrt(scores.Sum(score => (score - mean) * (score - mean)) / (scores.Count - 1));
    }
}
