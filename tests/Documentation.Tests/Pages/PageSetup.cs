using System.Text.RegularExpressions;
using LaMo.Core.Trajectories;
using LaMo.Environments.Behaviour;
using LaMo.Environments.Rollouts;
using LaMo.MLNet;
using Microsoft.ML;

namespace LaMo.Documentation.Tests.Pages;

/// <summary>What a reader of the documentation is taken to have already: files in the current folder, and for a page's blocks a few variables.</summary>
internal static class PageSetup
{
    /// <summary>What every program has: the implicit usings of a project, and the library's.</summary>
    public static IReadOnlyList<string> Imports { get; } =
        ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Threading", "System.Threading.Tasks", "LaMo.MLNet", "Microsoft.ML", "Microsoft.ML.Data"];

    /// <summary>Comes before a page's first block.</summary>
    public static string Prologue(string page) => "var ml = new MLContext(seed: 0);" + page switch
    {
        "README.md" => "float[] observation = new float[12]; float reward = 0;",
        _ => "",
    };

    /// <summary>Makes what is said to take long a thousandth as long: <c>20_000</c> becomes 20. Numbers of steps are written like this throughout the documentation.</summary>
    public static string Shorten(string source) => Regex.Replace(source, @"\b(\d+)_000\b", "$1");

    private static readonly Step[] _reacher = [.. BehaviourRecorder.ForReacher2d().Record(episodes: 8)];

    // Random play ends soon: many episodes in few steps.
    private static readonly Step[] _hopper = [.. new DataCollection("hopper", DataQuality.Random, policies: null).Record(1500)];

    /// <summary>Writes the files into the current folder.</summary>
    public static void WriteFiles()
    {
        OfflineRLCatalog offline = new MLContext(seed: 0).OfflineRL();
        offline.SaveToFile(offline.LoadFromSteps(_reacher, stateSize: 12, actionSize: 2), "steps.idv");
        IDataView hopper = offline.LoadFromSteps(_hopper, stateSize: 11, actionSize: 3);
        offline.SaveToFile(hopper, "hopper-medium.idv");
        offline.SaveToFile(hopper, "hopper-medium-v2.hdf5");
        File.WriteAllLines("corpus.txt", Enumerable.Range(0, 600).Select(i => $"The {i % 7}th arm reaches the {i % 5}th target."));
        CopyFolder(LaMoTrainer.Options.SmallPretrainedModel, "models/gpt2");
    }

    private static void CopyFolder(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string file in Directory.GetFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }
}
