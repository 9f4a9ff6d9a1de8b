using System.Globalization;
using Microsoft.Data.Analysis;
using Microsoft.ML.Data;

namespace LaMo.Tests;

/// <summary>
/// Frames as one line: name:ColumnClass[values], columns separated by semicolons and in braces. 1f is Single, 1d Double, 1L Int64.
/// </summary>
internal static class Notation
{
    public static string Of(DataFrame frame) => $"{{{string.Join("; ", frame.Columns.Select(Of))}}}";

    public static string Of(DataFrameColumn column) => $"{column.Name}:{ClassOf(column)}[{string.Join(", ", column.Cast<object>().Select(Value))}]";

    public static string Value(object value) => value switch
    {
        null => "null",
        float number => number.ToString(CultureInfo.InvariantCulture) + "f",
        double number => number.ToString(CultureInfo.InvariantCulture) + "d",
        long number => number + "L",
        string text => $"\"{text}\"",
        DateTime time => time.ToString("yyyy-MM-ddTHH:mm:ss"),
        VBuffer<float> vector => $"VBuffer(length {vector.Length}: {string.Join(", ", vector.DenseValues().Select(item => Value(item)))})",
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    private static string ClassOf(DataFrameColumn column)
    {
        Type type = column.GetType();
        return type.IsGenericType ? $"{type.Name[..type.Name.IndexOf('`')]}<{type.GetGenericArguments()[0].Name}>" : type.Name;
    }
}
