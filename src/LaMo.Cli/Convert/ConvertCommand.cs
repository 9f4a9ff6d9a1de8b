using System.CommandLine;
using LaMo.Cli.Datasets;
using LaMo.Cli.Invocation;
using LaMo.Core.Data;
using LaMo.MLNet;
using Microsoft.ML;

namespace LaMo.Cli.Convert;

/// <summary><c>lamo convert</c>: writes a dataset in another format.</summary>
internal static class ConvertCommand
{
    public static Command Create()
    {
        var input = new Argument<string>("input") { Description = $"The dataset: {DatasetArgument.Formats}." };
        var output = new Argument<string>("output") { Description = "The file to write, whole or not at all: .hdf5 or .h5 (D4RL's layout), .npz, .csv, .jsonl or .idv." };
        output.CompletionSources.Add(DatasetArgument.Completing(DatasetArgument.Written));
        Option<int?> maxEpisodeLength = DatasetArgument.MaxEpisodeLength();
        return new Verb("convert", "Write a dataset in another format.", "hopper-medium-v2.hdf5 hopper.idv") { input, output, maxEpisodeLength }.Does((parsed, terminal, cancellation) =>
        {
            OfflineRLCatalog catalog = new MLContext(seed: 0).OfflineRL();
            string path = parsed.GetRequiredValue(output);
            IDataView data = catalog.LoadFromFile(parsed.GetRequiredValue(input), parsed.GetValue(maxEpisodeLength));
            terminal.Watch($"Writing {path}", progress => catalog.SaveToFile(new WatchedView(data, progress, cancellation), path));
            StepSource source = catalog.ToSource(data);
            terminal.Show(new ConvertedDataset(path, source.StepCount, source.EpisodeCount), console => console.WriteUnbroken($"{path}: {source.StepCount} steps of {source.EpisodeCount} episodes"));
            return ExitCode.Success;
        });
    }
}
