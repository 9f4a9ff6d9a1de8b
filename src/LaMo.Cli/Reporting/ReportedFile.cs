using LaMo.Cli.Evaluate;
using LaMo.Cli.Invocation;
using LaMo.Cli.Score;
using LaMo.Cli.Train;
using LaMo.Core.Data;
using LaMo.Core.Data.Inspection;
using LaMo.MLNet;
using LaMo.Reports;
using LaMo.Reports.Charts;
using Microsoft.ML;

namespace LaMo.Cli.Reporting;

/// <summary>A file that some verb wrote or reads, as a section of a report.</summary>
internal static class ReportedFile
{
    /// <exception cref="InvalidDataException">It is none of those that are reported on, or damaged; the message names it.</exception>
    public static ReportSection Section(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".json" => Result(path),
        ".zip" => new ReportSection($"Model {Path.GetFileName(path)}", [.. ModelParts.Create(path)]),
        _ => Dataset(path),
    };

    private static ReportSection Result(string path) => ResultDocument.Read(path).Verb switch
    {
        "train" => Training(ResultDocument.Read<TrainedModel>(path)),
        "evaluate" => Evaluation(ResultDocument.Read<EvaluationReport>(path)),
        "score" => Scoring(ResultDocument.Read<ScoreResult>(path)),
        string other => throw new InvalidDataException($"{path} is a result of lamo {other}; reports are made of those of train, evaluate and score."),
    };

    private static ReportSection Training(TrainedModel model) => new($"Training of {Path.GetFileName(model.Path)}",
    [
        ReportTable.OfValues(
            "Training",
            ("Trainer", model.Algorithm),
            ("Data", string.Join(", ", model.Data)),
            ("Seed", $"{model.Seed}"),
            ("Steps", $"{model.Steps}"),
            ("Seconds", FormattableString.Invariant($"{model.Seconds:F0}"))),
        .. TrainingParts.Create(model.Algorithm, "loss", model.Curve, model.Remarks),
        TrainingParts.Settings(model.Settings),
    ]);

    private static ReportSection Evaluation(EvaluationReport evaluation) => new($"Evaluation of {Path.GetFileName(evaluation.Model)} in {evaluation.Task}",
    [
        EvaluationParts.Table(evaluation),
        .. EvaluationParts.Charts("The model", evaluation, []),
        new ReportText(FormattableString.Invariant($"{evaluation.Rows} rows of {evaluation.Data} scored, action error {evaluation.ActionError:G4}.")),
    ]);

    private static ReportSection Scoring(ScoreResult result) => new($"Agreement of {Path.GetFileName(result.Model)} with {Path.GetFileName(result.Data)}", [.. ScoreParts.Create(result)]);

    private static ReportSection Dataset(string path)
    {
        OfflineRLCatalog catalog = new MLContext(seed: 0).OfflineRL();
        StepSource source = catalog.ToSource(catalog.LoadFromFile(path));
        return new ReportSection($"Dataset {Path.GetFileName(path)}",
        [
            .. DatasetCardTables.Create(DatasetInspection.Inspect(source) with { Name = path }),
            ReturnDistribution.Create("Returns of the recorded episodes", [.. EpisodeReturns.Of(source).Select(value => new EpisodeReturn("recorded", value))]),
        ]);
    }
}
