using System.Diagnostics;
using System.Globalization;

namespace LaMo.Core.Tests.Data;

public sealed class DamagedFileTests
{
    [Theory]
    [InlineData("imitation.npz", 2000)]
    [InlineData("baselines.npz", 2000)]
    public void Npz(string file, int mutations) => Assert.Null(Fuzzing.Run(DataFile.PathOf(file), 0, mutations));

    [Theory]
    [InlineData("steps.csv", 2000)]
    [InlineData("steps.jsonl", 2000)]
    public void Text(string name, int mutations)
    {
        using var folder = new TemporaryFolder();
        Core.Data.StepFile.Write(Core.Data.StepFile.Open(DataFile.PathOf("d4rl.hdf5")), folder[name]);
        Assert.Null(Fuzzing.Run(folder[name], 0, mutations));
    }

    // In a process of its own: where libhdf5 itself failed, the tests would end with it.
    [Theory]
    [InlineData("d4rl.hdf5", 1200)]
    [InlineData("pen-human-v0.hdf5", 1000)]
    [InlineData("minari/data/main_data.hdf5", 2000)]
    [InlineData("d3rlpy-1.h5", 1000)]
    [InlineData("d3rlpy-2.h5", 1000)]
    public void Hdf5(string file, int mutations)
    {
        string[] arguments = [typeof(DamagedFileTests).Assembly.Location, "damage", DataFile.PathOf(file), "0", mutations.ToString(CultureInfo.InvariantCulture)];
        using Process process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, arguments) { RedirectStandardOutput = true })!;
        string[] lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"exit code {process.ExitCode} after mutation {string.Join('\n', lines.TakeLast(20))}");
        Assert.Equal((mutations - 1).ToString(CultureInfo.InvariantCulture), lines[^1]);
    }
}
