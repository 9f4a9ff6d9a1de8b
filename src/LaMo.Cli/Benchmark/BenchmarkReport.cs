using LaMo.Core.Evaluation.Aggregates;
using LaMo.Reports;
using LaMo.Reports.Charts;

namespace LaMo.Cli.Benchmark;

/// <summary>The report of a benchmark.</summary>
internal sealed class BenchmarkReport
{
    private readonly BenchmarkScores _scores;
    private readonly AggregateScores _aggregates = new();

    private BenchmarkReport(BenchmarkScores scores) => _scores = scores;

    private IReadOnlyList<double> Ratios => _scores.Ratios;

    public static Report Create(BenchmarkScores scores, IReadOnlyList<FailedCell> failed)
    {
        var report = new BenchmarkReport(scores);
        return new Report($"Benchmark {scores.Configuration.Name}", scores.Protocol, [.. report.Sections(failed)]);
    }

    private IEnumerable<ReportSection> Sections(IReadOnlyList<FailedCell> failed)
    {
        yield return new ReportSection("Scores", [.. Overview()]);
        yield return new ReportSection("All tasks together", [.. Aggregates()]);
        foreach (string task in _scores.Tasks)
        {
            ScorePoint[] curves = [.. from ratio in Ratios from algorithm in _scores.Algorithms from point in Curve(task, algorithm, ratio) select point];
            if (curves.Length > 0)
                yield return new ReportSection($"{task}: learning curves", [ScoreCurves.Create($"{task}: scores while training", curves)]);
        }
        yield return new ReportSection("Runs", [Settings(), Durations(), .. failed.Select(failure => new ReportText($"Failed: {failure.Cell}: {failure.Message}"))]);
    }

    private IEnumerable<ReportPart> Overview()
    {
        foreach ((string caption, IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows) in ResultsTable.Tables(_scores).Take(1))
            yield return new ReportTable(caption, columns, rows);
        DataPoint[] points =
        [
            .. from task in _scores.Tasks
               from algorithm in _scores.Algorithms
               from ratio in Ratios
               let runs = _scores.Of(task, algorithm, ratio)
               where runs.Count > 0
               select new DataPoint(algorithm, task, 100 * ratio, runs.Average(), BenchmarkScores.Deviation(runs)),
        ];
        if (Ratios.Count > 1 && points.Length > 0)
            yield return ScoresOverData.Create("Scores by the share of the data", points);
    }

    private IEnumerable<ReportPart> Aggregates()
    {
        foreach ((string caption, IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows) in ResultsTable.Tables(_scores).Skip(1))
            yield return new ReportTable(caption, columns, rows);
        EstimatePoint[] means =
        [
            .. from ratio in Ratios
               from algorithm in _scores.Algorithms
               let runs = _scores.OfAllTasks(algorithm, ratio)
               where runs != null
               let mean = _aggregates.InterquartileMean(runs)
               select new EstimatePoint(algorithm, BenchmarkScores.Percent(ratio), mean.Value, mean.Low, mean.High),
        ];
        if (means.Length > 0)
            yield return EstimateChart.Create("Interquartile mean of the scores by the share of the data", "interquartile mean of the scores", means);
        EstimatePoint[] improvements = [.. Ratios.SelectMany(ratio => _scores.Improvements(_aggregates, ratio)).Select(improvement =>
            new EstimatePoint($"{improvement.Algorithm} > {improvement.Other}", BenchmarkScores.Percent(improvement.Ratio), improvement.Probability.Value, improvement.Probability.Low, improvement.Probability.High))];
        if (improvements.Length > 0)
            yield return EstimateChart.Create("Probability that a run scores higher than one of another algorithm", "probability of improvement", improvements, reference: 0.5);
        yield return new ReportText("Intervals are 95 % stratified bootstrap intervals of 2000 resamples of the seeds within each task (Agarwal et al. 2021, arXiv 2108.13264).");
    }

    /// <summary>The mean of the best target's score over the seeds that have been evaluated at a moment.</summary>
    private IEnumerable<ScorePoint> Curve(string task, string algorithm, double ratio) =>
        from result in _scores.Results
        where result.Cell.Task == task && result.Cell.Algorithm == algorithm && result.Cell.Run.DataRatio == ratio
        let steps = result.Evaluations[^1].Step
        from evaluation in result.Evaluations
        group evaluation.BestScore by 100.0 * evaluation.Step / steps into moment
        orderby moment.Key
        let scores = moment.ToArray()
        select new ScorePoint(algorithm, BenchmarkScores.Percent(ratio), moment.Key, scores.Average(), BenchmarkScores.Deviation(scores));

    private ReportTable Settings() => new(
        "Options that were set",
        ["Algorithm", "Options"],
        [.. from result in _scores.Results
            group result.Cell.Run by result.Cell.Algorithm into runs
            let run = runs.First()
            select (IReadOnlyList<string>)[runs.Key, $"{run.Algorithm}{(run.BestFraction < 1 ? $", best {BenchmarkScores.Percent(run.BestFraction)}" : "")}: {string.Join(", ", run.Trainer.Select(option => $"{option.Key} {option.Value?.ToJsonString() ?? "null"}"))}"]]);

    private ReportTable Durations() => new(
        "What runs took, evaluations and all, on average",
        ["Algorithm", "Runs", "Seconds", "Seconds of processors"],
        [.. from result in _scores.Results
            group result by result.Cell.Algorithm into runs
            select (IReadOnlyList<string>)[runs.Key, FormattableString.Invariant($"{runs.Count()}"), FormattableString.Invariant($"{runs.Average(run => run.Seconds):F1}"), FormattableString.Invariant($"{runs.Average(run => run.ProcessorSeconds):F1}")]]);
}
