using System;
using System.Data;
using System.Linq;

namespace Microsoft.Data.Analysis;

public partial class DataFrame
{
    public DataTable ToTable()
    {
        DataTable table = new();
        SaveTo(table);
        return table;
    }

    public void SaveTo(DataTable table)
    {
        if (table.Columns.Count == 0)
            foreach (DataFrameColumn column in Columns)
                table.Columns.Add(column.Name, column.DataType);
        else if (!table.Columns.Cast<DataColumn>().Select(column => column.DataType).SequenceEqual(Columns.Select(column => column.DataType)))
            throw new ArgumentException();
        foreach (DataFrameRow row in Rows)
            table.Rows.Add(row.Select(value => value ?? DBNull.Value).ToArray());
    }
}
