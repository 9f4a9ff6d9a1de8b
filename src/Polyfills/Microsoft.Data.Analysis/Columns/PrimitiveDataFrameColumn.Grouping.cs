using System;
using System.Collections.Generic;

namespace Microsoft.Data.Analysis;

public partial class PrimitiveDataFrameColumn<T>
{
    public override DataFrame ValueCounts()
    {
        PrimitiveDataFrameColumn<T> values = new("Values");
        PrimitiveDataFrameColumn<long> counts = new("Counts");
        foreach ((T value, ICollection<long> rows) in GroupColumnValues<T>(out _))
        {
            values.Append(value);
            counts.Append(rows.Count);
        }
        return new DataFrame(values, counts);
    }

    public override GroupBy GroupBy(int columnIndex, DataFrame parent) => new GroupBy<T>(parent, columnIndex, GroupColumnValues<T>(out _));

    public override Dictionary<TKey, ICollection<long>> GroupColumnValues<TKey>(out HashSet<long> nullIndices)
    {
        if (typeof(TKey) != typeof(T))
            throw new NotImplementedException(nameof(TKey));
        nullIndices = [];
        Dictionary<T, ICollection<long>> groups = [];
        for (long i = 0; i < Length; i++)
            if (this[i] is not { } value)
                nullIndices.Add(i);
            else if (groups.TryGetValue(value, out ICollection<long> rows))
                rows.Add(i);
            else
                groups.Add(value, new List<long> { i });
        return (Dictionary<TKey, ICollection<long>>)(object)groups;
    }

    public override Dictionary<long, ICollection<long>> GetGroupedOccurrences(DataFrameColumn other, out HashSet<long> otherColumnNullIndices)
        => GetGroupedOccurrences<T>(other, out otherColumnNullIndices);
}
