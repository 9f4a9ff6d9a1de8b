using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Microsoft.Data.Analysis;

public partial class DataFrame
{
    public static DataFrame LoadFrom(IEnumerable<IList<object>> vals, IList<(string, Type)> columnInfos)
    {
        DataFrame frame = new(columnInfos.Select(info => ColumnKinds.Create(info.Item2, info.Item1)).ToList());
        foreach (IList<object> row in vals)
            frame.Append(row, inPlace: true);
        return frame;
    }

    public DataFrame Append(IEnumerable<DataFrameRow> rows, bool inPlace = false, CultureInfo cultureInfo = null)
    {
        DataFrame frame = inPlace ? this : Clone();
        foreach (DataFrameRow row in rows)
            frame.Append(row.GetValues(), inPlace: true, cultureInfo);
        return frame;
    }

    public DataFrame Append(IEnumerable<object> row = null, bool inPlace = false, CultureInfo cultureInfo = null)
    {
        DataFrame frame = inPlace ? this : Clone();
        List<object> values = row?.Take(Columns.Count + 1).ToList() ?? [];
        List<object> converted = frame.Columns.Zip(values, (column, value) => ConvertTo(column, NullIfMissing(column, value), cultureInfo)).ToList();
        if (values.Count > Columns.Count)
            throw new ArgumentException($"Parameter.Count exceeds the number of columns({Columns.Count}) in the DataFrame ", nameof(row));
        for (int i = 0; i < frame.Columns.Count; i++)
            AppendTo(frame.Columns[i], i < converted.Count ? converted[i] : null);
        frame.Columns.RowCount++;
        return frame;
    }

    public DataFrame Append(IEnumerable<KeyValuePair<string, object>> row, bool inPlace = false, CultureInfo cultureInfo = null)
    {
        DataFrame frame = inPlace ? this : Clone();
        ArgumentNullException.ThrowIfNull(row);
        long rowCount = Rows.Count;
        List<(DataFrameColumn Column, object Value)> converted = [];
        foreach ((string columnName, object value) in row)
        {
            DataFrameColumn column = frame.Columns[columnName];
            converted.Add((column, ConvertTo(column, value, cultureInfo)));
        }
        foreach ((DataFrameColumn column, object value) in converted)
            AppendTo(column, value);
        foreach (DataFrameColumn column in frame.Columns.Where(column => column.Length == rowCount))
            AppendTo(column, null);
        frame.Columns.RowCount++;
        return frame;
    }

    // An empty text is a text; for the other kinds it is a null, as the word null is for all.
    private static object NullIfMissing(DataFrameColumn column, object value)
        => value is string text && (text.Length == 0 && column.DataType != typeof(string) || text.Equals("null", StringComparison.OrdinalIgnoreCase)) ? null : value;

    private static object ConvertTo(DataFrameColumn column, object value, CultureInfo culture)
        => value is null ? null : Convert.ChangeType(value, column.DataType, culture ?? CultureInfo.CurrentCulture);

    private static void AppendTo(DataFrameColumn column, object value)
    {
        column.Resize(column.Length + 1);
        column[column.Length - 1] = value;
    }
}
