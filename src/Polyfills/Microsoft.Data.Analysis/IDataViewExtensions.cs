using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.Data.Analysis;

namespace Microsoft.ML;

public static class IDataViewExtensions
{
    private const int DefaultMaxRows = 100;

    public static DataFrame ToDataFrame(this IDataView dataView, long maxRows = DefaultMaxRows) => ToDataFrame(dataView, maxRows, null);

    public static DataFrame ToDataFrame(this IDataView dataView, params string[] selectColumns) => ToDataFrame(dataView, DefaultMaxRows, selectColumns);

    public static DataFrame ToDataFrame(this IDataView dataView, long maxRows, params string[] selectColumns)
    {
        if (maxRows == -1)
            maxRows = long.MaxValue;
        bool all = selectColumns is not { Length: > 0 };
        List<DataViewSchema.Column> sources = dataView.Schema.Where(column => !column.IsHidden && (all || selectColumns.Contains(column.Name))).ToList();
        List<DataFrameColumn> columns = sources.Select(source => DataViewKinds.CreateColumn(source.Type, source.Name)).ToList();

        using (DataViewRowCursor cursor = dataView.GetRowCursor(sources))
        {
            Delegate[] getters = columns.Zip(sources, (column, source) => column.GetValueGetterUsingCursor(cursor, source)).ToArray();
            while (cursor.MoveNext() && cursor.Position < maxRows)
                for (int i = 0; i < getters.Length; i++)
                    columns[i].AddValueUsingCursor(cursor, getters[i]);
        }
        return new DataFrame(columns);
    }
}
