using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.MLNet.Tests.Datasets;

/// <summary>What is in data views.</summary>
internal static class DataRows
{
    public static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "Files", file);

    public static float[] Rewards(this IDataView data) => [.. data.GetColumn<float>("Reward")];

    /// <summary>The lengths of the episodes.</summary>
    public static int[] Lengths(this IDataView data) => [.. data.GetColumn<int>("EpisodeId").GroupBy(id => id).Select(episode => episode.Count())];

    /// <summary>All values of all columns as text, row by row.</summary>
    public static List<string> AllRows(this IDataView data)
    {
        var rows = new List<string>();
        using DataViewRowCursor cursor = data.GetRowCursor(data.Schema);
        Func<string>[] values = [.. data.Schema.Select(column => Value(cursor, column))];
        while (cursor.MoveNext())
            rows.Add(string.Join(' ', values.Select(value => value())));
        return rows;
    }

    private static Func<string> Value(DataViewRowCursor row, DataViewSchema.Column column)
    {
        Type type = column.Type.RawType;
        return type == typeof(VBuffer<float>) ? Vector<float>(row, column)
            : type == typeof(VBuffer<byte>) ? Vector<byte>(row, column)
            : type == typeof(float) ? Scalar<float>(row, column)
            : type == typeof(int) ? Scalar<int>(row, column)
            : type == typeof(uint) ? Scalar<uint>(row, column)
            : type == typeof(ReadOnlyMemory<char>) ? Scalar<ReadOnlyMemory<char>>(row, column)
            : type == typeof(VBuffer<ReadOnlyMemory<char>>) ? Vector<ReadOnlyMemory<char>>(row, column)
            : Scalar<bool>(row, column);
    }

    private static Func<string> Scalar<T>(DataViewRowCursor row, DataViewSchema.Column column)
    {
        ValueGetter<T> get = row.GetGetter<T>(column);
        T value = default!;
        return () =>
        {
            get(ref value);
            return value!.ToString()!;
        };
    }

    private static Func<string> Vector<T>(DataViewRowCursor row, DataViewSchema.Column column)
    {
        ValueGetter<VBuffer<T>> get = row.GetGetter<VBuffer<T>>(column);
        VBuffer<T> value = default;
        return () =>
        {
            get(ref value);
            return $"[{string.Join(' ', value.DenseValues())}]";
        };
    }
}
