using System.Text.Json;
using LaMo.Tests;
using Microsoft.ML;

namespace LaMo.MLNet.Tests;

public class DataSchemaTests
{
    [Fact]
    public void JsonSchemaOfAStepHasTheColumnsOfTheDataView()
    {
        using JsonDocument schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "data-schemas", "trajectory-step.schema.json")));
        string[] described = [.. schema.RootElement.GetProperty("properties").EnumerateObject().Select(property => property.Name)];
        Assert.Equal(new MLContext().Load([]).Schema.Select(column => column.Name).Order(), described.Order());
    }

    [Fact]
    public void JsonSchemaOfARunHasLaMosOptions()
    {
        using JsonDocument schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "data-schemas", "run.schema.json")));
        IEnumerable<string> described = schema.RootElement.GetProperty("properties").GetProperty("trainer").GetProperty("properties").EnumerateObject().Select(property => property.Name);
        // What only a program can give.
        string[] left = [nameof(LaMoTrainer.Options.Progress), nameof(LaMoTrainer.Options.Snapshots), nameof(LaMoTrainer.Options.CancellationToken)];
        IEnumerable<string> options = typeof(LaMoTrainer.Options).GetProperties().Where(property => property.CanWrite && !left.Contains(property.Name)).Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name));
        Assert.Equal(options.Order(), described.Order());
    }
}
