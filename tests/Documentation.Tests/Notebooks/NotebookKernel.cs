using System.Text.Json.Nodes;

namespace LaMo.Documentation.Tests.Notebooks;

/// <summary>What .NET Interactive's C# kernel offers to the cells of a notebook, as far as ours use it, and what they have put out by it.</summary>
public static class NotebookKernel
{
    private static readonly JsonArray _outputs = [];

    /// <summary>Shows text that is of a type of media, such as a chart of Vega-Lite's.</summary>
    /// <param name="value">The text.</param>
    /// <param name="mimeType">The type.</param>
    public static void DisplayAs(this string value, string mimeType)
    {
        JsonNode data = mimeType.EndsWith("json", StringComparison.Ordinal) ? JsonNode.Parse(value)! : Notebook.Lines(value);
        _outputs.Add(new JsonObject { ["output_type"] = "display_data", ["data"] = new JsonObject { [mimeType] = data }, ["metadata"] = new JsonObject() });
    }

    /// <summary>Notes the value that a cell ended with.</summary>
    internal static void Return(object value, int executionCount)
    {
        if (value is not (string or IConvertible))
            throw new NotSupportedException($"A cell ends with a {value.GetType()}; let it end with text or a number, which look alike everywhere.");
        string text = Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!;
        _outputs.Add(new JsonObject
        {
            ["output_type"] = "execute_result",
            ["data"] = new JsonObject { ["text/plain"] = Notebook.Lines(text) },
            ["execution_count"] = executionCount,
            ["metadata"] = new JsonObject(),
        });
    }

    /// <summary>Takes what was put out so far.</summary>
    /// <param name="written">What went to the console.</param>
    internal static JsonArray TakeOutputs(string written)
    {
        var taken = new JsonArray();
        if (written != "")
            taken.Add(new JsonObject { ["output_type"] = "stream", ["name"] = "stdout", ["text"] = Notebook.Lines(written) });
        foreach (JsonNode? output in _outputs)
            taken.Add(output!.DeepClone());
        _outputs.Clear();
        return taken;
    }
}
