namespace LaMo.Build.Tests.Modes;

/// <summary>The mode of those who have the real DLLs but no feed.</summary>
public class AssembliesModeTests
{
    private static readonly string[] required =
    [
        "Microsoft.ML.DataView.dll", "Microsoft.ML.Core.dll", "Microsoft.ML.CpuMath.dll", "Microsoft.ML.Data.dll", "Microsoft.ML.Transforms.dll",
        "Microsoft.ML.StandardTrainers.dll", "Newtonsoft.Json.dll", "System.Numerics.Tensors.dll", "TorchSharp.dll",
    ];

    [Fact]
    public void Missing_DLLs_are_named_with_the_folder_in_one_error()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["Microsoft.ML.Core.dll"], "");
        File.WriteAllText(folder["TorchSharp.dll"], "");

        Command check = Check($"-p:LaMoAssemblyDir={folder.Path}");

        Assert.NotEqual(0, check.ExitCode);
        string error = Assert.Single(check.Output.Split('\n'), line => line.Contains("error", StringComparison.Ordinal));
        string missing = string.Join(", ", required.Except(["Microsoft.ML.Core.dll", "TorchSharp.dll"]));
        Assert.Contains($"LaMoAssemblyDir ({folder.Path}) lacks {missing}.", error);
    }

    [Fact]
    public void A_folder_that_is_not_given_is_asked_for()
    {
        Command check = Check();

        Assert.NotEqual(0, check.ExitCode);
        Assert.Contains("LaMoAssemblyDir must name the folder that holds the DLLs", check.Output);
    }

    [Fact]
    public void A_folder_with_all_required_DLLs_will_do()
    {
        using TemporaryFolder folder = new();
        foreach (string file in required)
            File.WriteAllText(folder[file], "");

        Check($"-p:LaMoAssemblyDir={folder.Path}").Succeeded();
    }

    private static Command Check(params string[] properties) =>
        Command.DotNet(["msbuild", "src/LaMo.MLNet", "-t:CheckAssemblies", "-nologo", "-p:LaMoDependencies=assemblies", .. properties]);
}
