using LaMo.Tests;

namespace LaMo.Build.Tests.GpuCheck;

/// <summary>eng/gpu-check.sh where its archive was unpacked, on a machine of nothing but stand-ins.</summary>
public sealed class GpuCheckTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public GpuCheckTests()
    {
        foreach (string name in (string[])["bin", "program", "prebuilt"])
            Directory.CreateDirectory(folder[name]);
        File.Copy(Path.Combine(SharedData.RepositoryRoot, "eng/gpu-check.sh"), folder["gpu-check.sh"]);
        foreach (string tool in (string[])["bash", "cat", "cp", "dirname", "mkdir", "mktemp", "rm"])
            File.CreateSymbolicLink(folder[$"bin/{tool}"], $"/bin/{tool}");
        StandIn("bin/python3", "if [[ $1 == - ]]; then echo 2.9.0+cu130 1 /torch; else echo \"times $@\"; fi");
        StandIn("program/LaMo.GpuCheck", "echo checks $1 with $LD_LIBRARY_PATH; exit 7");
        File.WriteAllText(folder["prebuilt/libTorchShim.so"], "");
        File.WriteAllText(folder["prebuilt/TORCH_VERSION"], "2.9.0");
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Without_a_compiler_the_library_made_for_the_same_PyTorch_is_taken()
    {
        Command run = Run("run", "--device", "cpu", "--no-bench");

        Assert.Equal(7, run.ExitCode);
        Assert.Contains("checks cpu with /", run.Output);
        Assert.Contains("/native", run.Output);
    }

    [Fact]
    public void Without_a_compiler_another_PyTorch_is_refused()
    {
        File.WriteAllText(folder["prebuilt/TORCH_VERSION"], "2.6.0");

        Command run = Run("run", "--device", "cpu");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("only PyTorch 2.6.0 would do", run.Output);
        Assert.Contains("this is 2.9.0+cu130", run.Output);
    }

    [Fact]
    public void Python_without_a_PyTorch_that_sees_the_device_is_refused()
    {
        StandIn("bin/python3", "exit 1");

        Command run = Run("run");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("sees no CUDA device", run.Output);
    }

    [Fact]
    public void Elsewhere_than_beside_the_program_it_says_so()
    {
        Directory.Delete(folder["program"], recursive: true);

        Assert.Contains("where the archive was unpacked", Run("run").Output);
    }

    [Fact]
    public void One_network_in_one_precision_can_be_timed_alone()
    {
        string output = Run("run", "--device", "cuda:1", "--no-check", "--quick", "--case", "dt", "--precision", "BFloat16").Succeeded();

        Assert.DoesNotContain("checks", output);
        string timed = Assert.Single(output.Split('\n'), line => line.StartsWith("times "));
        Assert.EndsWith("--device cuda:1 --precision BFloat16 --tasks train,cotrain,score,act --seconds 0.5 --repetitions 2 dt", timed);
    }

    [Fact]
    public void Unknown_options_are_refused() => Assert.Equal(2, Run("run", "--zz").ExitCode);

    private Command Run(params string[] arguments) => Command.Run(folder.Path, new Dictionary<string, string?> { ["PATH"] = folder["bin"], ["LAMO_PYTHON"] = null }, "/bin/bash", [folder["gpu-check.sh"], .. arguments]);

    private void StandIn(string path, string body)
    {
        File.WriteAllText(folder[path], $"#!/bin/bash\n{body}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder[path], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
