using System;
using System.Collections.Generic;

namespace Microsoft.ML.Data;

/// <summary>Computes columns of a row from other columns of the same row.</summary>
internal abstract class RowMapper
{
    protected RowMapper(DataViewSchema inputSchema, DataViewSchema.DetachedColumn[] outputColumns)
    {
        InputSchema = inputSchema;
        OutputColumns = outputColumns;
    }

    public DataViewSchema InputSchema { get; }

    public IReadOnlyList<DataViewSchema.DetachedColumn> OutputColumns { get; }

    /// <summary>The indices of the input columns that the output column needs.</summary>
    public abstract IEnumerable<int> GetSources(int output);

    /// <summary>The getters of the wanted output columns; null for the others.</summary>
    public abstract Delegate[] MakeGetters(DataViewRow input, Func<int, bool> isWanted);
}
