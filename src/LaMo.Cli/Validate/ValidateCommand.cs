using System.CommandLine;
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
        var command = new Command("validate", "Find what is wrong with a dataset or a configuration. Exit code 1 if anything is. Example: lamo validate benchmark.yaml") { input, kind, maxEpisodeLength, most };
        command.SetAction(parsed =>
        {
            string path = parsed.GetRequiredValue(input);
            bool isDataset = parsed.GetValue(kind) is string given ? given == "dataset" : !ConfigurationFile.IsOne(path);
            IEnumerable<string> errors = isDataset ? DatasetErrors(path, parsed.GetValue(maxEpisodeLength)) : ConfigurationFile.Validate(path, parsed.GetValue(kind));
            string[] told = [.. errors.Take(parsed.GetValue(most))];
            foreach (string error in told)
                Console.Error.WriteLine(error);
            if (told.Length == 0)
                Console.WriteLine($"{path}: valid");
            return told.Length == 0 ? 0 : 1;
        });
        return command;
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
