using System.CommandLine;
using LaMo.Cli.Datasets;
using LaMo.Cli.Invocation;
using LaMo.Core.Data.Inspection;
using LaMo.MLNet;
using Microsoft.ML;

namespace LaMo.Cli.Inspect;

/// <summary><c>lamo inspect</c>: tells what a dataset is like.</summary>
internal static class InspectCommand
{
    public static Command Create()
    {
        var input = new Argument<string>("dataset") { Description = $"The dataset: {DatasetArgument.Formats}." };
        Option<int?> maxEpisodeLength = DatasetArgument.MaxEpisodeLength();
        return new Verb("inspect", "Tell what a dataset is like: sizes, returns, lengths, ranges, and what looks wrong.", "hopper.idv") { input, maxEpisodeLength }.Does((parsed, terminal) =>
        {
            string path = parsed.GetRequiredValue(input);
            OfflineRLCatalog catalog = new MLContext(seed: 0).OfflineRL();
            DatasetCard card = DatasetInspection.Inspect(catalog.ToSource(catalog.LoadFromFile(path, parsed.GetValue(maxEpisodeLength)))) with { Name = path };
            terminal.Show(card, console => DatasetCardView.Show(card, console));
            return ExitCode.Success;
        });
    }
}
