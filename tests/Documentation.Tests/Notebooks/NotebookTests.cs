using System.Diagnostics;
using System.Text.Json.Nodes;
using LaMo.Tests;
using Xunit.Abstractions;

namespace LaMo.Documentation.Tests.Notebooks;

/// <summary>
/// Runs the notebooks. With the environment variable <c>LaMoWriteNotebooks</c> set, what comes out is written into them.
/// </summary>
public class NotebookTests(ITestOutputHelper log)
{
    /// <summary>The namespaces that the kernel imports.</summary>
    private static readonly string[] _imports =
        ["System", "System.Collections", "System.Collections.Generic", "System.IO", "System.Linq", "System.Text", "System.Threading.Tasks", typeof(NotebookKernel).Namespace!];

    private const string Command = "LaMoWriteNotebooks=1 dotnet test tests/Documentation.Tests --filter Notebooks";

    private static readonly bool _writes = Environment.GetEnvironmentVariable("LaMoWriteNotebooks") is { Length: > 0 };

    public static TheoryData<string> Names => [.. Directory.GetFiles(Path.Combine(SharedData.RepositoryRoot, "notebooks"), "*.ipynb").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task CellsRunInOrderAndPutOutWhatIsShown(string name)
    {
        Notebook notebook = Notebook.Read(Path.Combine(SharedData.RepositoryRoot, "notebooks", name));
        var script = new Script(_imports);
        int number = 0;
        using WorkingFolder folder = new();
        foreach (JsonObject cell in notebook.CodeCells)
        {
            long began = Stopwatch.GetTimestamp();
            JsonArray outputs = await Run(cell, script, name, ++number);
            log.WriteLine($"cell {number}: {Stopwatch.GetElapsedTime(began).TotalSeconds:F1} s");
            if (_writes)
                Keep(cell, outputs, number);
            string shown = KindsOf(cell["outputs"]!.AsArray()), now = KindsOf(outputs);
            Assert.True(shown == now, $"Code cell {number} puts out '{now}' and the notebook shows '{shown}'. To write what comes out into the notebooks: {Command}");
        }
        if (_writes)
            notebook.Write();
    }

    /// <summary>Runs a cell; the packages that it names are beside this test.</summary>
    private static async Task<JsonArray> Run(JsonObject cell, Script script, string name, int number)
    {
        IEnumerable<string> lines = Notebook.Text(cell["source"]!).Split('\n').Select(line => line.StartsWith("#r ", StringComparison.Ordinal) || line.StartsWith("#i ", StringComparison.Ordinal) ? "" : line);
        TextWriter console = Console.Out;
        using var written = new StringWriter();
        Console.SetOut(written);
        try
        {
            if (await script.Run(string.Join('\n', lines), $"{name}, cell {number}", 1) is object value)
                NotebookKernel.Return(value, number);
        }
        finally
        {
            Console.SetOut(console);
        }
        return NotebookKernel.TakeOutputs(written.ToString());
    }

    private static void Keep(JsonObject cell, JsonArray outputs, int number)
    {
        string packages = Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "web", "LaMo.Reports");
        foreach (JsonObject data in outputs.Select(output => output!["data"]).OfType<JsonObject>())
            if (data[ChartImage.VegaLite] is JsonNode chart)
                data[ChartImage.Svg] = Notebook.Lines(ChartImage.Draw(chart, packages));
        cell["execution_count"] = number;
        cell["outputs"] = outputs;
    }

    /// <summary>What sorts of output there are; numbers differ from machine to machine. A chart's drawing is only in the file.</summary>
    private static string KindsOf(JsonArray outputs) =>
        string.Join("; ", outputs.Select(output => $"{output!["output_type"]} {string.Join(", ", (output["data"] as JsonObject ?? []).Select(data => data.Key).Where(type => type != ChartImage.Svg))}"));
}
