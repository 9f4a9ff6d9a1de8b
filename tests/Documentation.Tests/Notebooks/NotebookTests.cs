using System.Reflection;
using System.Text.Json;
using LaMo.Tests;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;

namespace LaMo.Documentation.Tests.Notebooks;

public class NotebookTests
{
    [Fact]
    public async Task QuickstartRunsFromTheFirstCellToTheLast()
    {
        ScriptState<object> state = await Run("01-quickstart.ipynb", source => source.Replace("trainingSteps = 500", "trainingSteps = 300"));
        Assert.InRange((double)state.GetVariable("error").Value, 0, 0.8);
        Assert.InRange((double)state.ReturnValue, 5, 100);
    }

    /// <summary>Runs a notebook's code cells one after the other, against the assemblies beside this test instead of the published ones.</summary>
    private static async Task<ScriptState<object>> Run(string name, Func<string, string> change)
    {
        using JsonDocument notebook = JsonDocument.Parse(File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "notebooks", name)));
        ScriptOptions options = ScriptOptions.Default
            .WithReferences(Directory.GetFiles(AppContext.BaseDirectory, "*.dll").Where(IsReferenced).Select(path => Assembly.LoadFrom(path)))
            .WithImports("System");
        ScriptState<object>? state = null;
        foreach (JsonElement cell in notebook.RootElement.GetProperty("cells").EnumerateArray().Where(cell => cell.GetProperty("cell_type").GetString() == "code"))
        {
            string source = change(string.Concat(cell.GetProperty("source").EnumerateArray().Select(line => line.GetString()).Where(line => !line!.StartsWith("#r ", StringComparison.Ordinal))));
            state = state == null ? await CSharpScript.RunAsync(source, options) : await state.ContinueWithAsync(source);
        }
        return state!;
    }

    private static bool IsReferenced(string path)
    {
        string name = Path.GetFileName(path);
        return name.StartsWith("LaMo.", StringComparison.Ordinal) || name.StartsWith("Microsoft.ML.", StringComparison.Ordinal);
    }
}
