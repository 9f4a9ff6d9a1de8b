using System.Text.Json;
using LaMo.Build.Tests.Packaging;

namespace LaMo.Build.Tests.Modes;

/// <summary>The mode of those who can have the real packages.</summary>
public class PackagesModeTests
{
    [PolyfillFact]
    public void A_program_restored_from_packages_trains_saves_and_loads()
    {
        using TemporaryFolder folder = new();
        PackageFeed.Create(folder["feed"]);
        // All else comes from the packages that this machine has restored already.
        string restored = Command.DotNet("nuget", "locals", "global-packages", "--list").Succeeded().Split(": ")[1].Trim();
        File.WriteAllText(folder["NuGet.config"], $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="feed" value="feed" />
                <add key="restored" value="{restored}" />
              </packageSources>
              <packageSourceMapping>
                <packageSource key="feed"><package pattern="Microsoft.ML*" /><package pattern="Microsoft.Data.Analysis" /><package pattern="TorchSharp*" /><package pattern="LaMo.*" /></packageSource>
                <packageSource key="restored"><package pattern="*" /></packageSource>
              </packageSourceMapping>
            </configuration>
            """);

        string[] restore = [$"-p:RestoreConfigFile={folder["NuGet.config"]}", $"-p:RestorePackagesPath={folder["packages"]}"];
        Command.DotNet([
            "build", "tests/Build.Tests/TrainSaveLoad", "-c", "Release", "-v", "quiet", "-nologo", "-p:LaMoDependencies=packages", $"-p:ArtifactsPath={folder["artifacts"]}", .. restore]).Succeeded();
        Assert.True(File.Exists(folder["artifacts/obj/LaMo.MLNet/release/publicized/Microsoft.ML.Core.dll"]));

        string program = folder["artifacts/bin/TrainSaveLoad/release/TrainSaveLoad.dll"];
        string trained = Command.DotNet(program, "train", folder["model.zip"]).Succeeded();
        string loaded = Command.DotNet(program, "load", folder["model.zip"]).Succeeded();
        Assert.NotEmpty(trained);
        Assert.Equal(trained, loaded);

        foreach (string project in (string[])["LaMo.Core", "LaMo.MLNet"])
            Command.DotNet(["pack", $"src/{project}", "-c", "Release", "-v", "quiet", "-nologo", "-o", folder["feed"], "-p:LaMoDependencies=packages", $"-p:ArtifactsPath={folder["artifacts"]}", .. restore]).Succeeded();
        Assert.Equal(["LaMo.Core 0.1.0", "Microsoft.ML 5.0.0"], Package.Of(folder["feed"], "LaMo.MLNet").Dependencies);

        // An application elsewhere, which has the package alone.
        Directory.CreateDirectory(folder["application"]);
        File.Copy(Path.Combine(LaMo.Tests.SharedData.RepositoryRoot, "tests/Build.Tests/TrainSaveLoad/Program.cs"), folder["application/Program.cs"]);
        File.WriteAllText(folder["application/Application.csproj"], """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <InvariantGlobalization>true</InvariantGlobalization>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="LaMo.MLNet" Version="*" />
                <PackageReference Include="TorchSharp-cpu" Version="*" />
              </ItemGroup>
            </Project>
            """);
        Command.DotNet(["build", folder["application"], "-v", "quiet", "-nologo", "-o", folder["application/out"], .. restore]).Succeeded();
        Assert.Equal(loaded, Command.DotNet(folder["application/out/Application.dll"], "load", folder["model.zip"]).Succeeded());
        Assert.Equal(trained, Command.DotNet(folder["application/out/Application.dll"], "train", folder["again.zip"]).Succeeded());
    }

    [Theory]
    [InlineData("src/LaMo.Cli", "cpu", true)]
    [InlineData("src/LaMo.Cli", "cuda-windows", true)]
    [InlineData("tests/LaMo.Core.Tests", "cuda-linux", true)]
    [InlineData("tests/Polyfills/Microsoft.ML.Tests", "cpu", false)]
    [InlineData("src/LaMo.Core", "cpu", false)]
    [InlineData("src/LaMo.MLNet", "cuda-linux", false)]
    public void What_runs_brings_the_chosen_backend_and_libraries_bring_none(string project, string backend, bool runs)
    {
        string json = Command.DotNet("msbuild", project, "-getItem:PackageReference", "-p:LaMoDependencies=packages", $"-p:LaMoTorchBackend={backend}").Succeeded();

        string[] packages = [.. JsonDocument.Parse(json).RootElement.GetProperty("Items").GetProperty("PackageReference").EnumerateArray()
            .Select(item => item.GetProperty("Identity").GetString()!).Where(id => id.StartsWith("TorchSharp-", StringComparison.Ordinal))];
        Assert.Equal(runs ? ["TorchSharp-" + backend] : [], packages);
    }
}
