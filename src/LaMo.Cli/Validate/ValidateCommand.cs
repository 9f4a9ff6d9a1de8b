using System.CommandLine;
using LaMo.Cli.Configuration;
using LaMo.Cli.Datasets;
using LaMo.Cli.Invocation;
using LaMo.Core.Data;
using LaMo.Core.Data.Inspection;
using LaMo.Core.Data.Text;
using LaMo.Core.Schemas;
using LaMo.MLNet;
using Microsoft.ML;

namespace LaMo.Cli.Validate;

/// <summary><c>lamo validate</c>: finds what is wrong with a dataset or a configuration.</summary>
internal static class ValidateCommand
{
    public static Command Create()
    {
        var input = new Argument<string>("file") { Description = $"A dataset ({DatasetArgument.Formats}), or a configuration in YAML or JSON." };
        var kind = new Option<string?>("--as") { Description = "What the file is. The default follows from its name and content." };
        kind.AcceptOnlyFromAmong("dataset", "run", "benchmark");
        Option<int?> maxEpisodeLength = DatasetArgument.MaxEpisodeLength();
        var most = new Option<int>("--max-errors") { Description = "How many errors to tell.", DefaultValueFactory = _ => 20 };
        return new Verb(
            "validate",
            "Find what is wrong with a dataset or a configuration. The exit code is 1 if anything is.",
            "benchmark.yaml",
            "steps.jsonl --max-errors 5") { input, kind, maxEpisodeLength, most }.Does((parsed, terminal) =>
        {
            string path = parsed.GetRequiredValue(input);
            bool isDataset = parsed.GetValue(kind) is string given ? given == "dataset" : !ConfigurationFile.IsOne(path);
            IEnumerable<string> errors = isDataset ? DatasetErrors(path, parsed.GetValue(maxEpisodeLength)) : ConfigurationFile.Validate(path, parsed.GetValue(kind));
            var verdict = new ValidationVerdict(path, Told(errors.Take(parsed.GetValue(most))));
            foreach (string error in verdict.Errors)
                terminal.Tell(error);
            terminal.Show(verdict, console =>
            {
                if (verdict.Valid)
                    console.WriteUnbroken($"{path}: valid");
            });
            return verdict.Valid ? ExitCode.Success : ExitCode.Failure;
        });
    }

    /// <summary>The errors, the last of them what ended the search.</summary>
    private static List<string> Told(IEnumerable<string> errors)
    {
        var told = new List<string>();
        try
        {
            foreach (string error in errors)
                told.Add(error);
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException)
        {
            told.Add(e.Message);
        }
        return told;
    }

    private static IEnumerable<string> DatasetErrors(string path, int? maxEpisodeLength)
    {
        StepFileFormat? text = Path.GetExtension(path).ToLowerInvariant() switch { ".csv" => StepFileFormat.Csv, ".jsonl" or ".ndjson" => StepFileFormat.JsonLines, _ => null };
        bool any = false;
        if (text is StepFileFormat format)
            foreach ((long line, SchemaError error) in StepRows.Validate(path, format, JsonSchema.TrajectoryStep))
            {
                any = true;
                yield return $"{path}, line {line}: {error.Path} {error.Message}";
            }
        if (any)
            yield break;
        // What a schema cannot say: that steps are in order, episodes in one piece, and sizes equal.
        OfflineRLCatalog catalog = new MLContext(seed: 0).OfflineRL();
        DatasetCard card = DatasetInspection.Inspect(catalog.ToSource(catalog.LoadFromFile(path, maxEpisodeLength)));
        foreach ((string column, IReadOnlyList<DimensionSummary> dimensions) in ((string, IReadOnlyList<DimensionSummary>)[])[("State", card.State), ("Action", card.Action), ("Reward", [card.Reward])])
            for (int i = 0; i < dimensions.Count; i++)
                if (dimensions[i].NotFinite > 0)
                    yield return $"{path}: {column}.{i} is NaN or infinite in {dimensions[i].NotFinite} steps";
    }
}
