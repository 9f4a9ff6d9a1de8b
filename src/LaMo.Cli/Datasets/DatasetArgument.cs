using System.CommandLine;

namespace LaMo.Cli.Datasets;

/// <summary>What the commands that read datasets have in common.</summary>
internal static class DatasetArgument
{
    public const string Formats = "HDF5 of D4RL, Minari (a file or a folder) or d3rlpy, .npz, .csv, .jsonl or .idv";

    public static Option<int?> MaxEpisodeLength() => new("--max-episode-length")
    {
        Description = "The step after which an episode is cut, for files that do not tell: D4RL's without timeouts, and .npz.",
    };
}
