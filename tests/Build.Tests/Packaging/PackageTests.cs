using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.Json;
using System.Xml.Linq;
using LaMo.Tests;

namespace LaMo.Build.Tests.Packaging;

/// <summary>What <c>dotnet pack</c> makes, in whatever mode it runs.</summary>
public sealed class PackageTests(PackageTests.Packed packed) : IClassFixture<PackageTests.Packed>
{
    private static readonly Dictionary<string, string> _versions = XDocument.Load(Path.Combine(SharedData.RepositoryRoot, "Directory.Packages.props"))
        .Descendants("PackageVersion").ToDictionary(version => version.Attribute("Include")!.Value, version => version.Attribute("Version")!.Value);

    [Theory]
    [InlineData("LaMo.Core", "Microsoft.ML.Tokenizers", "TorchSharp")]
    [InlineData("LaMo.Environments", "LaMo.Core")]
    [InlineData("LaMo.MLNet", "LaMo.Core", "Microsoft.ML")]
    [InlineData("LaMo.Reports", "LaMo.Core")]
    public void A_library_names_the_real_packages_and_ships_itself_alone(string id, params string[] dependencies)
    {
        Package package = Package.Of(packed.Folder, id);
        Assert.Equal(dependencies.Select(name => $"{name} {_versions.GetValueOrDefault(name, package["version"])}"), package.Dependencies);
        Assert.Equal([$"lib/net10.0/{id}.dll"], package.Files.Where(file => file.EndsWith(".dll", StringComparison.Ordinal)));
        Assert.Contains($"lib/net10.0/{id}.xml", package.Files);
    }

    [Theory]
    [InlineData("LaMo.Core")]
    [InlineData("LaMo.Environments")]
    [InlineData("LaMo.MLNet")]
    [InlineData("LaMo.Reports")]
    public void A_library_has_a_description_a_licence_a_read_me_and_its_symbols(string id)
    {
        Package package = Package.Of(packed.Folder, id);
        Assert.Equal("MIT", package["license"]);
        Assert.Contains("LaMo.MLNet", package["description"] + package["tags"] + package["id"]);
        Assert.Contains(package["readme"], package.Files);
        Assert.Contains(DebugDirectoryEntryType.EmbeddedPortablePdb, packed.DebugInformationOf(id));
    }

    [Fact]
    public void What_the_libraries_need_when_they_run_goes_along()
    {
        Package mlnet = Package.Of(packed.Folder, "LaMo.MLNet");
        foreach (string file in (string[])["buildTransitive/LaMo.MLNet.targets", .. Assets("lm")])
            Assert.Contains(file, mlnet.Files);
        Package environments = Package.Of(packed.Folder, "LaMo.Environments");
        foreach (string file in (string[])["buildTransitive/LaMo.Environments.targets", "runtimes/linux-x64/native/liblamo_mujoco.so", .. Assets("behaviour")])
            Assert.Contains(file, environments.Files);
    }

    /// <summary>A tool's package holds all that the tool depends on, so it cannot be made of polyfills.</summary>
    [Theory]
    [InlineData("packages", "lamo", "")]
    [InlineData("polyfills", "lamo", "false")]
    public void The_tool_is_packed_from_packages_only(string mode, string id, string isPackable)
    {
        string json = Command.DotNet("msbuild", "src/LaMo.Cli", "-getProperty:PackAsTool", "-getProperty:PackageId", "-getProperty:IsPackable", "-getProperty:AssemblyName", $"-p:LaMoDependencies={mode}").Succeeded();
        JsonElement properties = JsonDocument.Parse(json).RootElement.GetProperty("Properties");
        Assert.Equal("true", properties.GetProperty("PackAsTool").GetString());
        Assert.Equal(id, properties.GetProperty("PackageId").GetString());
        Assert.Equal("lamo", properties.GetProperty("AssemblyName").GetString());
        Assert.Equal(isPackable == "", properties.GetProperty("IsPackable").GetString() != "false");
    }

    private static IEnumerable<string> Assets(string name)
    {
        string folder = Path.Combine(SharedData.RepositoryRoot, "assets");
        return Directory.GetFiles(Path.Combine(folder, name), "*", SearchOption.AllDirectories).Where(path => !path.Contains("/training/")).Select(path => "lib/net10.0/assets/" + Path.GetRelativePath(folder, path));
    }

    /// <summary>The packages, made once for all tests.</summary>
    public sealed class Packed : IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public Packed()
        {
            // The configuration that the tests were built in, so that little is left to build.
            string configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
            foreach (string project in (string[])["LaMo.Core", "LaMo.MLNet", "LaMo.Environments", "LaMo.Reports"])
                Command.DotNet("pack", "src/" + project, "-c", configuration == "release" ? "Release" : "Debug", "-v", "quiet", "-nologo", "-o", _folder.Path).Succeeded();
        }

        public string Folder => _folder.Path;

        public void Dispose() => _folder.Dispose();

        /// <summary>The kinds of debug information that a package's assembly has.</summary>
        public IEnumerable<DebugDirectoryEntryType> DebugInformationOf(string id)
        {
            using System.IO.Compression.ZipArchive archive = System.IO.Compression.ZipFile.OpenRead(Directory.GetFiles(Folder, id + ".*.nupkg").Single());
            using Stream assembly = archive.GetEntry($"lib/net10.0/{id}.dll")!.Open();
            var copy = new MemoryStream();
            assembly.CopyTo(copy);
            copy.Position = 0;
            using var reader = new PEReader(copy);
            return [.. reader.ReadDebugDirectory().Select(entry => entry.Type)];
        }
    }
}
