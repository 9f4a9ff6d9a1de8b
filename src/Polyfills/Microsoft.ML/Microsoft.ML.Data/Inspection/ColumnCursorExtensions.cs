using System;
using System.Collections.Generic;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

public static class ColumnCursorExtensions
{
    public static IEnumerable<T> GetColumn<T>(this IDataView data, string columnName) => GetColumn<T>(data, data.Schema[columnName]);

    public static IEnumerable<T> GetColumn<T>(this IDataView data, DataViewSchema.Column column)
    {
        Contracts.CheckValue(data, nameof(data));
        Contracts.CheckNonEmpty(column.Name, nameof(column));
        DataViewSchema.Column own = data.Schema[column.Index];
        Contracts.CheckParam(own.Name == column.Name && own.Type == column.Type, nameof(column),
            $"column with name {column.Name}, type {column.Type}, and index {column.Index} cannot be found in {nameof(data)}");

        if (column.Type.RawType == typeof(T))
            return Enumerate<T, T>(data, own, value => value);
        if (typeof(T) == typeof(string) && column.Type is TextDataViewType)
            return (IEnumerable<T>)Enumerate<ReadOnlyMemory<char>, string>(data, own, value => value.ToString());
        if (typeof(T).IsArray)
        {
            Contracts.CheckParam(column.Type is VectorDataViewType, nameof(column),
                $"Cannot load vector type, {column.Type}, specified in {nameof(column)} to the user-defined type, {typeof(T)}.");
            Type itemType = column.Type.GetItemType().RawType;
            if (itemType == typeof(T).GetElementType())
                return (IEnumerable<T>)TypeDispatch.Invoke(EnumerateArrays<int>, itemType, data, own);
            if (typeof(T) == typeof(string[]) && column.Type.GetItemType() is TextDataViewType)
                return (IEnumerable<T>)Enumerate<VBuffer<ReadOnlyMemory<char>>, string[]>(data, own, ToStrings);
        }
        throw Contracts.ExceptParam(nameof(column),
            $"Cannot map column (name: {column.Name}, type: {column.Type}) in {nameof(data)} to the user-defined type, {typeof(T)}.");
    }

    private static IEnumerable<TOut> Enumerate<TIn, TOut>(IDataView data, DataViewSchema.Column column, Func<TIn, TOut> convert)
    {
        using DataViewRowCursor cursor = data.GetRowCursor([column]);
        ValueGetter<TIn> getter = cursor.GetGetter<TIn>(column);
        TIn value = default;
        while (cursor.MoveNext())
        {
            getter(ref value);
            yield return convert(value);
        }
    }

    private static object EnumerateArrays<T>(IDataView data, DataViewSchema.Column column)
        => Enumerate<VBuffer<T>, T[]>(data, column, vector =>
        {
            var array = new T[vector.Length];
            vector.CopyTo(array);
            return array;
        });

    /// <summary>What a sparse vector leaves out becomes null, not empty.</summary>
    private static string[] ToStrings(VBuffer<ReadOnlyMemory<char>> vector)
    {
        var array = new string[vector.Length];
        foreach (KeyValuePair<int, ReadOnlyMemory<char>> item in vector.Items())
            array[item.Key] = item.Value.ToString();
        return array;
    }
}
