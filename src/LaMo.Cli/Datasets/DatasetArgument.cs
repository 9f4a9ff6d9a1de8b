using System.CommandLine;
using System.CommandLine.Completions;

namespace LaMo.Cli.Datasets;

/// <summary>What the commands that read datasets have in common.</summary>
internal static class DatasetArgument
{
    public const string Formats = "HDF5 of D4RL, Minari (a file or a folder) or d3rlpy, .npz, .csv, .jsonl or .idv";

    /// <summary>The extensions of the formats that are written.</summary>
    public static IReadOnlyList<string> Written { get; } = [".idv", ".hdf5", ".h5", ".npz", ".csv", ".jsonl"];

    public static Option<int?> MaxEpisodeLength() => new("--max-episode-length")
    {
        Description = "The step after which an episode is cut, for files that do not tell: D4RL's without timeouts, and .npz.",
    };

    /// <summary>Completes the name of a file to write by the extensions that tell its format.</summary>
    /// <param name="extensions">The extensions, each with its dot.</param>
    public static Func<CompletionContext, IEnumerable<CompletionItem>> Completing(params IReadOnlyList<string> extensions) => context =>
    {
        string word = context.WordToComplete;
        int dot = word.LastIndexOf('.');
        return dot < 1 ? [] : from extension in extensions where extension.StartsWith(word[dot..], StringComparison.Ordinal) select new CompletionItem(word[..dot] + extension);
    };
}
