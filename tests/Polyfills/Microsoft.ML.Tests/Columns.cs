namespace Microsoft.ML.Tests;

/// <summary>Reads columns through the cursor API alone.</summary>
internal static class Columns
{
    public static T[] Read<T>(this IDataView view, string name)
    {
        DataViewSchema.Column column = view.Schema[name];
        using DataViewRowCursor cursor = view.GetRowCursor([column]);
        ValueGetter<T> getter = cursor.GetGetter<T>(column);
        var values = new List<T>();
        T value = default!;
        while (cursor.MoveNext())
        {
            getter(ref value);
            values.Add(value);
        }
        return values.ToArray();
    }

    public static T[][] ReadVectors<T>(this IDataView view, string name)
    {
        DataViewSchema.Column column = view.Schema[name];
        using DataViewRowCursor cursor = view.GetRowCursor([column]);
        ValueGetter<Data.VBuffer<T>> getter = cursor.GetGetter<Data.VBuffer<T>>(column);
        var values = new List<T[]>();
        Data.VBuffer<T> value = default;
        while (cursor.MoveNext())
        {
            getter(ref value);
            values.Add(value.DenseValues().ToArray());
        }
        return values.ToArray();
    }

    public static string[] ReadTexts(this IDataView view, string name) => view.Read<ReadOnlyMemory<char>>(name).Select(text => text.ToString()).ToArray();

    public static T[] Annotation<T>(this DataViewSchema.Column column, string kind)
    {
        Data.VBuffer<T> values = default;
        column.Annotations.GetValue(kind, ref values);
        return values.DenseValues().ToArray();
    }
}
