using System.Globalization;
using Microsoft.ML.Data;

namespace Microsoft.ML.Tests;

/// <summary>Rows as text that tells every value, and whether a vector is dense.</summary>
internal static class RowText
{
    public static string[] Of(IDataView view)
        => view.Preview(int.MaxValue).RowView.Select(row => string.Join(" ", row.Values.Select(value => $"{value.Key}={Of(value.Value)}"))).ToArray();

    private static string Of(object value) => value switch
    {
        VBuffer<float> vector => Vector(vector),
        VBuffer<double> vector => Vector(vector),
        VBuffer<int> vector => Vector(vector),
        VBuffer<uint> vector => Vector(vector),
        VBuffer<byte> vector => Vector(vector),
        VBuffer<ReadOnlyMemory<char>> vector => Vector(vector),
        DateTime time => time.ToString("o"),
        DateTimeOffset time => time.ToString("o"),
        ReadOnlyMemory<char> text => $"'{text}'",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Vector<T>(VBuffer<T> vector)
    {
        string items = string.Join(",", vector.DenseValues().Select(item => Of(item!)));
        return vector.IsDense ? $"[{items}]" : $"<{items}>";
    }
}
