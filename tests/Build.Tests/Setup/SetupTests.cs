using LaMo.Tests;

namespace LaMo.Build.Tests.Setup;

/// <summary>eng/setup.sh in a folder of its own, with stand-ins for the programs that it calls.</summary>
public sealed class SetupTests : IDisposable
{
    private const string ChoiceFile = "eng/Dependencies.user.props";
    private readonly TemporaryFolder folder = new();

    public SetupTests()
    {
        Directory.CreateDirectory(folder["eng"]);
        Directory.CreateDirectory(folder["bin"]);
        File.Copy(Path.Combine(SharedData.RepositoryRoot, "eng/setup.sh"), folder["eng/setup.sh"]);
        StandIn("dotnet", "echo 10.0.100");
        StandIn("dpkg-query", "echo installed");
        StandIn("update-alternatives", "");
        StandIn("apt-get", "exit 1");
        StandIn("sudo", "exec \"$@\"");
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_feed_that_has_the_packages_is_used()
    {
        Assert.Equal("Dependencies: packages (the package feed has them all)", Setup());
        Assert.Contains(">packages</LaMoDependencies>", Choice());
        Assert.Equal(["--version", $"restore {folder["LaMo.MLNet.sln"]} -p:LaMoDependencies=packages"], Calls("dotnet").Select(call => call.Split(" -p:ArtifactsPath")[0]));
    }

    [Fact]
    public void A_feed_without_the_packages_gives_way_to_polyfills()
    {
        FeedLacksPackages();

        Assert.Equal("Dependencies: polyfills (the package feed lacks Microsoft.ML, TorchSharp)", Setup());
        Assert.Contains(">polyfills</LaMoDependencies>", Choice());
    }

    [Fact]
    public void A_feed_that_does_not_answer_gives_way_to_polyfills()
    {
        StandIn("dotnet", "[ \"$1\" = --version ] || { echo 'error NU1301: Unable to load the service index'; exit 1; }");

        Assert.Equal("Dependencies: polyfills (the package feed does not answer: NU1301: Unable to load the service index)", Setup());
    }

    [Fact]
    public void The_second_run_keeps_the_choice_and_asks_nobody()
    {
        FeedLacksPackages();
        Setup();
        string choice = Choice();
        DateTime written = File.GetLastWriteTimeUtc(folder[ChoiceFile]);
        StandIn("dotnet", "echo 10.0.100");

        Assert.Equal("Dependencies: polyfills (the package feed lacks Microsoft.ML, TorchSharp, as found earlier)", Setup());
        Assert.Equal(choice, Choice());
        Assert.Equal(written, File.GetLastWriteTimeUtc(folder[ChoiceFile]));
        Assert.Equal(["--version"], Calls("dotnet"));
    }

    [Fact]
    public void An_earlier_choice_is_forgotten_on_demand()
    {
        FeedLacksPackages();
        Setup();
        StandIn("dotnet", "echo 10.0.100");

        Assert.Equal("Dependencies: packages (the package feed has them all)", Setup("--probe"));
    }

    [Fact]
    public void A_mode_asked_for_is_remembered()
    {
        Assert.Equal("Dependencies: polyfills (asked for with --dependencies)", Setup("--dependencies", "polyfills"));
        Assert.Equal("Dependencies: polyfills (asked for with --dependencies, as found earlier)", Setup());
    }

    [Fact]
    public void The_folder_of_the_assemblies_is_written_with_the_choice()
    {
        Assert.StartsWith("Dependencies: assemblies ", Setup("--dependencies", "assemblies", "--assembly-dir", folder["bin"]));
        Assert.Contains($">{folder["bin"]}</LaMoAssemblyDir>", Choice());
    }

    [Fact]
    public void The_environment_variable_wins_and_is_not_remembered()
    {
        Command forced = Run(new() { ["LaMoDependencies"] = "packages" });

        Assert.Equal("Dependencies: packages (forced by the environment variable LaMoDependencies)", forced.Succeeded().Trim());
        Assert.False(File.Exists(folder[ChoiceFile]));
    }

    [Fact]
    public void Only_missing_packages_are_installed()
    {
        StandIn("dpkg-query", "[ \"${@: -1}\" = libmujoco-dev ] || echo installed");
        StandIn("apt-get", "");

        Assert.Contains("Dependencies: packages (the package feed has them all)", Setup());
        Assert.Equal(["-q update", "-q install -y --no-install-recommends libmujoco-dev"], Calls("apt-get"));
    }

    [Fact]
    public void What_only_tests_need_is_installed_for_them()
    {
        StandIn("dpkg-query", "[ \"${@: -1}\" = chromium-headless-shell ] || echo installed");
        StandIn("apt-get", "");

        Setup();
        Assert.False(File.Exists(folder["bin/apt-get.calls"]));
        Setup("--tests");
        Assert.Equal(["-q update", "-q install -y --no-install-recommends chromium-headless-shell"], Calls("apt-get"));
    }

    [Fact]
    public void A_failed_installation_says_what_and_why()
    {
        StandIn("dpkg-query", "");
        StandIn("apt-get", "echo 'E: no such thing'; exit 100");

        Command run = Run([]);

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("setup: apt-get could not install cmake g++ libmujoco-dev", run.Output);
        Assert.Contains("E: no such thing", run.Output);
    }

    [Fact]
    public void The_OpenMP_BLAS_becomes_the_one_in_use()
    {
        FeedLacksPackages();
        StandIn("update-alternatives", """
            case $1 in
              --get-selections) printf 'libblas.so.3-x auto /lib/openblas-pthread/libblas.so.3\nliblapack.so.3-x auto /lib/openblas-openmp/liblapack.so.3\neditor auto /bin/ed\n' ;;
              --list) printf '/lib/openblas-openmp/%s\n/lib/openblas-pthread/%s\n' "${2%-x}" "${2%-x}" ;;
            esac
            """);

        Setup();

        Assert.Equal(["--set libblas.so.3-x /lib/openblas-openmp/libblas.so.3"], Calls("update-alternatives").Where(call => call.StartsWith("--set", StringComparison.Ordinal)));
    }

    [Fact]
    public void An_SDK_that_does_not_do_is_reported_with_the_way_to_get_one()
    {
        StandIn("dotnet", "echo 'A compatible .NET SDK was not found.'; exit 145");

        Command run = Run([]);

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("A compatible .NET SDK was not found.", run.Output);
        Assert.Contains("dotnet-install.sh", run.Output);
    }

    [Theory]
    [InlineData("--dependencies", "nuget")]
    [InlineData("--dependencies")]
    [InlineData("--dependencies", "assemblies")]
    [InlineData("--nonsense")]
    public void What_makes_no_sense_is_refused(params string[] arguments)
    {
        Assert.NotEqual(0, Run([], arguments).ExitCode);
        Assert.False(File.Exists(folder[ChoiceFile]));
    }

    private void FeedLacksPackages() => StandIn("dotnet", """
        [ "$1" = --version ] && exit
        echo 'a.csproj : error NU1101: Unable to find package TorchSharp. No packages exist with this id in source(s): nuget.org'
        echo 'b.csproj : error NU1102: Unable to find package Microsoft.ML with version (>= 5.0.0)'
        exit 1
        """);

    private string Setup(params string[] arguments) => Run([], arguments).Succeeded().Trim();

    private Command Run(Dictionary<string, string?> environment, params string[] arguments)
    {
        foreach (string calls in Directory.GetFiles(folder["bin"], "*.calls"))
            File.Delete(calls);
        environment["PATH"] = $"{folder["bin"]}:/usr/bin:/bin";
        environment.TryAdd("LaMoDependencies", null);
        return Command.Run("/", environment, "bash", [folder["eng/setup.sh"], .. arguments]);
    }

    private string Choice() => File.ReadAllText(folder[ChoiceFile]);

    private string[] Calls(string name) => File.ReadAllLines(folder[$"bin/{name}.calls"]);

    /// <summary>Puts a shell script in a program's place; it notes the arguments of each call.</summary>
    private void StandIn(string name, string script)
    {
        string path = folder[$"bin/{name}"];
        File.WriteAllText(path, $"#!/bin/bash\necho \"$@\" >>'{path}.calls'\n{script}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
