using System;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Microsoft.Data.Analysis;

public partial class StringDataFrameColumn
{
    protected internal override void AddDataViewColumn(DataViewSchema.Builder builder) => builder.AddColumn(Name, TextDataViewType.Instance);

    protected internal override Delegate GetDataViewGetter(DataViewRowCursor cursor)
        => (ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> value) => value = this[cursor.Position].AsMemory());

    protected internal override Delegate GetValueGetterUsingCursor(DataViewRowCursor cursor, DataViewSchema.Column schemaColumn)
        => cursor.GetGetter<ReadOnlyMemory<char>>(schemaColumn);

    protected internal override void AddValueUsingCursor(DataViewRowCursor cursor, Delegate getter)
    {
        ReadOnlyMemory<char> value = default;
        ((ValueGetter<ReadOnlyMemory<char>>)getter)(ref value);
        long row = cursor.Position;
        if (row < Length)
            this[row] = value.ToString();
        else if (row == Length)
            Append(value.ToString());
        else
            throw new IndexOutOfRangeException(nameof(row));
    }
}
