using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using LaMo.Core.Data.Inspection;
using LaMo.MLNet;
using Microsoft.ML;

namespace LaMo.Cli.Inspect;

/// <summary><c>lamo inspect</c>: tells what a dataset is like.</summary>
internal static class InspectCommand
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        WriteIndented = true,
    };

    public static Command Create()
    {
        var input = new Argument<string>("dataset") { Description = $"The dataset: {DatasetArgument.Formats}." };
        Option<int?> maxEpisodeLength = DatasetArgument.MaxEpisodeLength();
        var json = new Option<bool>("--json") { Description = "Write JSON instead of tables." };
        var command = new Command("inspect", "Tell what a dataset is like: sizes, returns, lengths, ranges, and what looks wrong. Example: lamo inspect hopper.idv") { input, maxEpisodeLength, json };
        command.SetAction(parsed =>
        {
            string path = parsed.GetRequiredValue(input);
            OfflineRLCatalog catalog = new MLContext(seed: 0).OfflineRL();
            DatasetCard card = DatasetInspection.Inspect(catalog.ToSource(catalog.LoadFromFile(path, parsed.GetValue(maxEpisodeLength)))) with { Name = path };
            if (parsed.GetValue(json))
                Console.WriteLine(JsonSerializer.Serialize(card, Json));
            else
                DatasetCardView.Show(card);
            return 0;
        });
        return command;
    }
}
