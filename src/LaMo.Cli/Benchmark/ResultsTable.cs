using System.Globalization;
using System.Text;
using LaMo.Core.Evaluation.Aggregates;
using LaMo.Core.Serialization;
using Microsoft.Data.Analysis;

namespace LaMo.Cli.Benchmark;

/// <summary>A benchmark's results as data: every evaluation as a row of a data frame, and what they come to as tables.</summary>
internal static class ResultsTable
{
    /// <summary>A row for each run, evaluation and target return.</summary>
    public static DataFrame ToDataFrame(IReadOnlyList<CellResult> results)
    {
        (CellResult Result, CellEvaluation Evaluation, TargetResult Target)[] rows =
            [.. from result in results from evaluation in result.Evaluations from target in evaluation.Targets select (result, evaluation, target)];
        return new DataFrame(
            new StringDataFrameColumn("Task", rows.Select(row => row.Result.Cell.Task)),
            new StringDataFrameColumn("Algorithm", rows.Select(row => row.Result.Cell.Algorithm)),
            new DoubleDataFrameColumn("DataRatio", rows.Select(row => row.Result.Cell.Run.DataRatio)),
            new Int32DataFrameColumn("Seed", rows.Select(row => row.Result.Cell.Run.Seed)),
            new Int32DataFrameColumn("Step", rows.Select(row => row.Evaluation.Step)),
            new DoubleDataFrameColumn("Loss", rows.Select(row => row.Evaluation.Loss)),
            new SingleDataFrameColumn("TargetReturn", rows.Select(row => row.Target.Target)),
            new Int32DataFrameColumn("Episodes", rows.Select(row => row.Target.Returns.Count)),
            new DoubleDataFrameColumn("MeanReturn", rows.Select(row => row.Target.MeanReturn)),
            new DoubleDataFrameColumn("ReturnDeviation", rows.Select(row => row.Target.StandardDeviation)),
            new DoubleDataFrameColumn("Score", rows.Select(row => row.Target.Score)),
            new DoubleDataFrameColumn("RunSeconds", rows.Select(row => row.Result.Seconds)),
            new DoubleDataFrameColumn("RunProcessorSeconds", rows.Select(row => row.Result.ProcessorSeconds)));
    }

    public static void SaveCsv(IReadOnlyList<CellResult> results, string path) =>
        AtomicFile.Write(path, stream => DataFrame.SaveCsv(ToDataFrame(results), stream, cultureInfo: CultureInfo.InvariantCulture));

    /// <summary>The scores and aggregates as Markdown.</summary>
    public static string ToMarkdown(BenchmarkScores scores, IReadOnlyList<FailedCell> failed)
    {
        var text = new StringBuilder($"# {scores.Configuration.Name}\n\n{scores.Protocol}\n");
        foreach ((string caption, IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows) in Tables(scores))
        {
            text.Append($"\n## {caption}\n\n| {string.Join(" | ", columns)} |\n|---|{string.Concat(columns.Skip(1).Select(_ => "---:|"))}\n");
            foreach (IReadOnlyList<string> row in rows)
                text.Append($"| {string.Join(" | ", row)} |\n");
        }
        if (failed.Count > 0)
            text.Append($"\n## Failed runs\n\n{string.Concat(failed.Select(failure => $"- {failure.Cell}: {failure.Message.ReplaceLineEndings(" ")}\n"))}");
        return text.ToString();
    }

    /// <summary>The tables: scores by task and data ratio, and what they come to over all tasks.</summary>
    public static IEnumerable<(string Caption, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)> Tables(BenchmarkScores scores)
    {
        IReadOnlyList<double> ratios = scores.Ratios;
        yield return (
            "Scores",
            ["Task", "Data", .. scores.Algorithms],
            [.. from task in scores.Tasks
                from ratio in scores.Configuration.RatiosOf(task)
                select (IReadOnlyList<string>)[task, BenchmarkScores.Percent(ratio), .. scores.Algorithms.Select(algorithm => BenchmarkScores.Describe(scores.Of(task, algorithm, ratio)))]]);
        var aggregates = new AggregateScores();
        yield return (
            "Interquartile mean over all tasks, with 95 % stratified bootstrap intervals",
            ["Algorithm", .. ratios.Select(BenchmarkScores.Percent), .. ratios.Count > 1 ? (string[])["all"] : []],
            [.. scores.Algorithms.Select(algorithm => (IReadOnlyList<string>)
            [
                algorithm,
                .. ratios.Select(ratio => Describe(scores.OfAllTasks(algorithm, ratio))),
                .. ratios.Count > 1 ? (string[])[Describe(scores.OfAllTasks(algorithm, ratios))] : [],
            ])]);
        if (scores.Algorithms.Count > 1)
        {
            yield return (
                $"Probability that a run of {scores.Algorithms[0]} scores higher than one of another algorithm, with 95 % stratified bootstrap intervals",
                ["Other algorithm", .. ratios.Select(BenchmarkScores.Percent)],
                [.. scores.Algorithms.Skip(1).Select(other => (IReadOnlyList<string>)[other, .. ratios.Select(ratio => Improvement(other, ratio))])]);
        }

        string Improvement(string other, double ratio) =>
            scores.Improvements(aggregates, ratio).Where(improvement => improvement.Other == other).Select(improvement => Interval(improvement.Probability, "F2")).FirstOrDefault("–");

        string Describe(IReadOnlyList<IReadOnlyList<double>>? runs) =>
            runs is null ? "–" : Interval(aggregates.InterquartileMean(runs), "F1");
    }

    public static string Interval(Estimate estimate, string format) => string.Create(
        CultureInfo.InvariantCulture,
        $"{estimate.Value.ToString(format, CultureInfo.InvariantCulture)} [{estimate.Low.ToString(format, CultureInfo.InvariantCulture)}, {estimate.High.ToString(format, CultureInfo.InvariantCulture)}]");
}
