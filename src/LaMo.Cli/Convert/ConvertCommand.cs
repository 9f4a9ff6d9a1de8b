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
        var output = new Argument<string>("output") { Description = "The file to write, whole or not at all: .hdf5 or .h5 (D4RL's layout), .npz, .csv, .jsonl or .idv; with --to minari a new folder." };
        output.CompletionSources.Add(DatasetArgument.Completing(DatasetArgument.Written));
        var to = new Option<string?>("--to") { Description = "The format to write, by default what the output's extension tells. Minari's and d3rlpy's must be named: minari, d3rlpy (version 2), d3rlpy1." };
        to.AcceptOnlyFromAmong([.. Formats.Keys]);
        Option<int?> maxEpisodeLength = DatasetArgument.MaxEpisodeLength();
        return new Verb("convert", "Write a dataset in another format.", "hopper-medium-v2.hdf5 hopper.idv") { input, output, to, maxEpisodeLength }.Does((parsed, terminal, cancellation) =>
        {
            OfflineRLCatalog catalog = new MLContext(seed: 0).OfflineRL();
            string path = parsed.GetRequiredValue(output);
            IDataView data = catalog.LoadFromFile(parsed.GetRequiredValue(input), parsed.GetValue(maxEpisodeLength));
            StepFileFormat? format = parsed.GetValue(to) is string name ? Formats[name] : null;
            StepSource source = catalog.ToSource(data);
            terminal.Watch($"Writing {path}", progress =>
            {
                // ML.NET's own format keeps columns that the others have no place for.
                if (format is null && Path.GetExtension(path).Equals(".idv", StringComparison.OrdinalIgnoreCase))
                    catalog.SaveToFile(new WatchedView(data, progress, cancellation), path);
                else
                    StepFile.Write(new WatchedSource(source, progress, cancellation), path, format);
            });
            terminal.Show(new ConvertedDataset(path, source.StepCount, source.EpisodeCount), console => console.WriteUnbroken($"{path}: {source.StepCount} steps of {source.EpisodeCount} episodes"));
            return ExitCode.Success;
        });
    }

    private static Dictionary<string, StepFileFormat> Formats { get; } = new()
    {
        ["d4rl"] = StepFileFormat.D4rl,
        ["minari"] = StepFileFormat.Minari,
        ["d3rlpy"] = StepFileFormat.D3rlpy,
        ["d3rlpy1"] = StepFileFormat.D3rlpy1,
        ["npz"] = StepFileFormat.Npz,
        ["csv"] = StepFileFormat.Csv,
        ["jsonl"] = StepFileFormat.JsonLines,
    };
}
