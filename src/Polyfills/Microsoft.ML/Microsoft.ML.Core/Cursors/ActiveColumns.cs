using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Which columns of a schema a cursor was asked for.</summary>
internal readonly struct ActiveColumns
{
    private readonly bool[] _active;

    public ActiveColumns(IEnumerable<DataViewSchema.Column> columnsNeeded, DataViewSchema schema)
    {
        Contracts.CheckValue(columnsNeeded, nameof(columnsNeeded));
        _active = new bool[schema.Count];
        foreach (DataViewSchema.Column column in columnsNeeded)
        {
            Contracts.Check(column.Index < _active.Length, $"The requested column: {column} is not part of the sourceSchema");
            _active[column.Index] = true;
        }
    }

    public bool this[int index] => _active[index];

    public IEnumerable<int> Indices
    {
        get
        {
            bool[] active = _active;
            return Enumerable.Range(0, active.Length).Where(index => active[index]);
        }
    }

    public bool Contains(DataViewSchema.Column column) => _active[column.Index];

    /// <summary>The getter made for a column, as the type asked for; <paramref name="getters"/> is indexed by column.</summary>
    public ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column, Delegate[] getters)
    {
        Contracts.CheckParam(column.Index < _active.Length && _active[column.Index], nameof(column), "requested column not active");
        return Cast<TValue>(getters[column.Index], column);
    }

    public static ValueGetter<TValue> Cast<TValue>(Delegate getter, DataViewSchema.Column column)
        => getter as ValueGetter<TValue>
            ?? throw Contracts.Except(
                $"Invalid TValue in GetGetter for column #{column}: '{typeof(TValue)}', expected type: '{getter.GetType().GetGenericArguments()[0]}'.");
}
