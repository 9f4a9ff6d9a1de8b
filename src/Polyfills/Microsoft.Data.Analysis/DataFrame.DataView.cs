using System;
using System.Collections.Generic;
using Microsoft.ML;

namespace Microsoft.Data.Analysis;

public partial class DataFrame : IDataView
{
    private DataViewSchema _schema;

    bool IDataView.CanShuffle => false;

    DataViewSchema IDataView.Schema => Schema;

    internal DataViewSchema Schema => _schema ??= CreateSchema();

    long? IDataView.GetRowCount() => Rows.Count;

    DataViewRowCursor IDataView.GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand) => new DataFrameCursor(this, columnsNeeded);

    DataViewRowCursor[] IDataView.GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand) => [new DataFrameCursor(this, columnsNeeded)];

    private DataViewSchema CreateSchema()
    {
        DataViewSchema.Builder builder = new();
        foreach (DataFrameColumn column in Columns)
            column.AddDataViewColumn(builder);
        return builder.ToSchema();
    }
}
