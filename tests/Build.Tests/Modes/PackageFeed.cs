using System.IO.Compression;
using System.Xml.Linq;
using LaMo.Tests;

namespace LaMo.Build.Tests.Modes;

/// <summary>A folder of NuGet packages with the real ids and the pinned versions, made of the polyfills' assemblies.</summary>
internal static class PackageFeed
{
    private static readonly Dictionary<string, string> versions = XDocument.Load(Path.Combine(SharedData.RepositoryRoot, "Directory.Packages.props"))
        .Descendants("PackageVersion").ToDictionary(version => version.Attribute("Include")!.Value, version => version.Attribute("Version")!.Value);

    /// <summary>Writes all packages into a folder.</summary>
    public static void Create(string folder)
    {
        Directory.CreateDirectory(folder);
        string ml = versions["Microsoft.ML"];
        Pack(folder, "Microsoft.ML.DataView", ml, [], ["Microsoft.ML.DataView.dll"], []);
        Pack(folder, "Microsoft.ML", ml, [("Microsoft.ML.DataView", ml)], ["Microsoft.ML.Core.dll", "Microsoft.ML.Data.dll", "Microsoft.ML.Transforms.dll"], []);
        Pack(folder, "Microsoft.ML.Tokenizers", versions["Microsoft.ML.Tokenizers"], [], ["Microsoft.ML.Tokenizers.dll"], []);
        Pack(folder, "Microsoft.Data.Analysis", versions["Microsoft.Data.Analysis"], [("Microsoft.ML.DataView", ml)], ["Microsoft.Data.Analysis.dll"], []);

        string torch = versions["TorchSharp"];
        IEnumerable<string> native = Directory.EnumerateFiles(AppContext.BaseDirectory, "*.so").Select(path => Path.GetFileName(path)!);
        Pack(folder, "TorchSharp", torch, [], ["TorchSharp.dll"], []);
        Pack(folder, "TorchSharp-cpu", versions["TorchSharp-cpu"], [("TorchSharp", torch)], [], native);
    }

    private static void Pack(
        string folder, string id, string version, IEnumerable<(string Id, string Version)> dependencies, IEnumerable<string> assemblies, IEnumerable<string> native)
    {
        using ZipArchive package = ZipFile.Open(Path.Combine(folder, $"{id}.{version}.nupkg"), ZipArchiveMode.Create);

        XElement group = new("group", new XAttribute("targetFramework", "net10.0"),
            dependencies.Select(one => new XElement("dependency", new XAttribute("id", one.Id), new XAttribute("version", one.Version))));
        XElement metadata = new("metadata",
            new XElement("id", id), new XElement("version", version), new XElement("authors", "test"), new XElement("description", "test"), new XElement("dependencies", group));
        using (Stream nuspec = package.CreateEntry(id + ".nuspec").Open())
            new XElement("package", metadata).Save(nuspec);

        foreach (string file in assemblies)
            package.CreateEntryFromFile(Path.Combine(AppContext.BaseDirectory, file), "lib/net10.0/" + file);
        foreach (string file in native)
            package.CreateEntryFromFile(Path.Combine(AppContext.BaseDirectory, file), "runtimes/linux-x64/native/" + file);
    }
}
