using LaMo.Cli.Benchmark;
using LaMo.Cli.Configuration;
using LaMo.Tests;

namespace LaMo.Cli.Tests.Benchmark;

public class ShippedConfigurationTests
{
    public static TheoryData<string> Files => [.. Directory.GetFiles(Path.Combine(SharedData.RepositoryRoot, "assets", "benchmarks"), "*.yaml").Select(path => Path.GetFileName(path))];

    [Theory]
    [MemberData(nameof(Files))]
    public void ShippedConfigurationIsValid(string file) =>
        Assert.Empty(ConfigurationFile.Validate(Path.Combine(SharedData.RepositoryRoot, "assets", "benchmarks", file), "benchmark"));

    [Fact]
    public void SmallStudyHasEveryAlgorithmOnThreeTasks()
    {
        BenchmarkConfiguration small = BenchmarkConfiguration.Load(Path.Combine(SharedData.RepositoryRoot, "assets", "benchmarks", "small.yaml"));
        Assert.Equal(Enum.GetValues<Algorithm>(), small.Algorithms.Select(algorithm => algorithm.Trainer));
        Assert.Equal(3 * 7 * 3 * 3, small.Cells().Count());
    }
}
