using System.Text;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>A description and then the values as tables of at most two dimensions, as Julia shows them.</summary>
internal static class TensorTable
{
    private const string Ellipsis = "...";

    internal static string Text(Tensor tensor, ValueFormat format, int width)
    {
        var text = new StringBuilder(tensor.ToString());
        if (tensor.ndim == 0)
            return text.Append(", value = ").Append(format.Of(tensor)).ToString();
        if (tensor.ndim > 2)
            AppendSlices(text, tensor, "", format, width);
        else
            AppendTable(text.Append(format.NewLine), tensor.ndim == 1 ? [tensor] : tensor.unbind(), format, width);
        return text.ToString();
    }

    private static void AppendSlices(StringBuilder text, Tensor tensor, string indices, ValueFormat format, int width)
    {
        for (int i = 0; i < tensor.size(0); i++)
        {
            using Tensor slice = tensor.select(0, i);
            if (slice.ndim > 2)
            {
                AppendSlices(text, slice, $"{indices}{i},", format, width);
                continue;
            }
            text.Append(format.NewLine).Append($"[{indices}{i},..,..] =").Append(format.NewLine);
            AppendTable(text, slice.unbind(), format, width);
        }
    }

    private static void AppendTable(StringBuilder text, Tensor[] rows, ValueFormat format, int width)
    {
        List<string>[] cells = Array.ConvertAll(rows, row => CellsOf(row, format, width));
        int columns = cells.Min(row => row.Count);
        string end = columns < rows[0].size(0) ? $" {Ellipsis}{format.NewLine}" : format.NewLine;
        int[] widths = [.. Enumerable.Range(0, columns).Select(column => cells.Max(row => row[column].Length))];
        foreach (List<string> row in cells)
        {
            for (int column = 0; column < columns; column++)
                text.Append(' ').Append(row[column].PadLeft(widths[column]));
            text.Append(end);
        }
    }

    /// <summary>The values of a row as long as they and an ellipsis fit into the width.</summary>
    private static List<string> CellsOf(Tensor row, ValueFormat format, int width)
    {
        var cells = new List<string>();
        foreach (Tensor item in row.unbind())
        {
            string cell = format.Of(item);
            if (width - cell.Length - Ellipsis.Length - 1 < 0)
                break;
            cells.Add(cell);
            width -= cell.Length + 1;
        }
        return cells;
    }
}
