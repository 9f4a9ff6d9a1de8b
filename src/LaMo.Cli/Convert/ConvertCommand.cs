using System.CommandLine;
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
        Option<int?> maxEpisodeLength = DatasetArgument.MaxEpisodeLength();
        var command = new Command("convert", "Write a dataset in another format. Example: lamo convert hopper-medium-v2.hdf5 hopper.idv") { input, output, maxEpisodeLength };
        command.SetAction(parsed =>
        {
            OfflineRLCatalog catalog = new MLContext(seed: 0).OfflineRL();
            string path = parsed.GetRequiredValue(output);
            IDataView data = catalog.LoadFromFile(parsed.GetRequiredValue(input), parsed.GetValue(maxEpisodeLength));
            catalog.SaveToFile(data, path);
            Console.WriteLine($"{path}: {data.GetRowCount()} steps");
            return 0;
        });
        return command;
    }
}
