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
}
