using System;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Microsoft.Data.Analysis;

public partial class PrimitiveDataFrameColumn<T>
{
    protected internal override void AddDataViewColumn(DataViewSchema.Builder builder) => builder.AddColumn(Name, DataViewKinds.TypeOf(typeof(T)));

    protected internal override Delegate GetDataViewGetter(DataViewRowCursor cursor) => (object)this switch
    {
        PrimitiveDataFrameColumn<float> column => (ValueGetter<float>)((ref float value) => value = column[cursor.Position] ?? float.NaN),
        PrimitiveDataFrameColumn<double> column => (ValueGetter<double>)((ref double value) => value = column[cursor.Position] ?? double.NaN),
        PrimitiveDataFrameColumn<decimal> column => (ValueGetter<double>)((ref double value) => value = (double?)column[cursor.Position] ?? double.NaN),
        PrimitiveDataFrameColumn<char> column => (ValueGetter<ushort>)((ref ushort value) => value = column[cursor.Position].GetValueOrDefault()),
        _ => (ValueGetter<T>)((ref T value) => value = this[cursor.Position].GetValueOrDefault()),
    };

    protected internal override Delegate GetValueGetterUsingCursor(DataViewRowCursor cursor, DataViewSchema.Column schemaColumn) => cursor.GetGetter<T>(schemaColumn);

    protected internal override void AddValueUsingCursor(DataViewRowCursor cursor, Delegate getter)
    {
        T value = default;
        ((ValueGetter<T>)getter)(ref value);
        long row = cursor.Position;
        if (row < Length)
            this[row] = value;
        else if (row == Length)
            Append(value);
        else
            throw new IndexOutOfRangeException(nameof(row));
    }
}
