using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>What counts as missing: NaN, and the key 0.</summary>
internal static class MissingValues
{
    /// <summary>The rows that have no missing value in any of the columns.</summary>
    public static IDataView Filter(IDataView source, string[] columns)
    {
        var chosen = new List<DataViewSchema.Column>();
        foreach (string name in columns)
        {
            DataViewSchema.Column column = source.Schema.GetColumnOrNull(name) ?? throw Contracts.ExceptParam("Columns", $"Source column '{name}' not found");
            Contracts.CheckParam(chosen.All(other => other.Index != column.Index), "Columns", $"Source column '{name}' specified multiple times");
            DataViewType itemType = column.Type.GetItemType();
            Contracts.CheckParam(itemType == NumberDataViewType.Single || itemType == NumberDataViewType.Double || itemType is KeyDataViewType, "Columns",
                $"Column '{name}' has type {column.Type} which does not support missing values, so we cannot filter on them");
            chosen.Add(column);
        }
        DataViewSchema.Column[] dependencies = chosen.ToArray();
        return new RowFilter(source, dependencies, row =>
        {
            Func<bool>[] hasMissing = dependencies
                .Select(column => TypeDispatch.Invoke(MakeTest<int>, column.Type.GetItemType().RawType, row, column))
                .ToArray();
            return () => !hasMissing.Any(test => test());
        });
    }

    private static Func<bool> MakeTest<T>(DataViewRow row, DataViewSchema.Column column)
    {
        Func<T, bool> isMissing = Predicate<T>(column.Type.GetItemType());
        if (column.Type is VectorDataViewType)
        {
            ValueGetter<VBuffer<T>> getVector = row.GetGetter<VBuffer<T>>(column);
            VBuffer<T> vector = default;
            return () =>
            {
                getVector(ref vector);
                // A value that a sparse vector leaves out is 0, which is a missing key.
                if (!vector.IsDense && isMissing(default))
                    return true;
                foreach (T item in vector.GetValues())
                {
                    if (isMissing(item))
                        return true;
                }
                return false;
            };
        }
        ValueGetter<T> getter = row.GetGetter<T>(column);
        T value = default;
        return () =>
        {
            getter(ref value);
            return isMissing(value);
        };
    }

    private static Func<T, bool> Predicate<T>(DataViewType type)
    {
        if (type is KeyDataViewType)
            return value => EqualityComparer<T>.Default.Equals(value, default);
        return value => value switch
        {
            float single => float.IsNaN(single),
            double number => double.IsNaN(number),
            _ => false,
        };
    }
}
