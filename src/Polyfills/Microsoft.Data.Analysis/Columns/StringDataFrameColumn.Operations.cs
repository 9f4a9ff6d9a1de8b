using System;

namespace Microsoft.Data.Analysis;

public partial class StringDataFrameColumn
{
    public static StringDataFrameColumn operator +(StringDataFrameColumn column, string value) => column.Add(value);

    public static StringDataFrameColumn operator +(string value, StringDataFrameColumn column) => Add(value, column);

    public static StringDataFrameColumn Add(string value, StringDataFrameColumn right) => right.WithEach(text => value + text, inPlace: false);

    public StringDataFrameColumn Add(string value, bool inPlace = false) => WithEach(text => text + value, inPlace);

    public override DataFrameColumn Add<T>(T value, bool inPlace = false) => Add(value.ToString(), inPlace);

    public override DataFrameColumn Add(DataFrameColumn column, bool inPlace = false)
    {
        CheckLength(column, nameof(column));
        StringDataFrameColumn result = inPlace ? this : Clone();
        for (long i = 0; i < Length; i++)
            result[i] += column[i].ToString();
        return result;
    }

    public override PrimitiveDataFrameColumn<bool> ElementwiseEquals(DataFrameColumn column)
    {
        if (column is null)
            return ElementwiseIsNull();
        CheckLength(column, "right");
        return Mask(i => this[i] == column[i]?.ToString());
    }

    public PrimitiveDataFrameColumn<bool> ElementwiseEquals(string value) => Mask(i => this[i] == value);

    public override PrimitiveDataFrameColumn<bool> ElementwiseEquals<T>(T value)
        => value is DataFrameColumn column ? ElementwiseEquals(column) : ElementwiseEquals(value.ToString());

    public override PrimitiveDataFrameColumn<bool> ElementwiseNotEquals(DataFrameColumn column)
    {
        if (column is null)
            return ElementwiseIsNotNull();
        CheckLength(column, nameof(column));
        return Mask(i => this[i] != column[i].ToString());
    }

    public PrimitiveDataFrameColumn<bool> ElementwiseNotEquals(string value) => Mask(i => this[i] != value);

    public override PrimitiveDataFrameColumn<bool> ElementwiseNotEquals<T>(T value)
        => value is DataFrameColumn column ? ElementwiseNotEquals(column) : ElementwiseNotEquals(value.ToString());

    public override PrimitiveDataFrameColumn<bool> ElementwiseIsNull() => Mask(i => this[i] is null);

    public override PrimitiveDataFrameColumn<bool> ElementwiseIsNotNull() => Mask(i => this[i] is not null);

    private StringDataFrameColumn WithEach(Func<string, string> change, bool inPlace)
    {
        StringDataFrameColumn column = inPlace ? this : Clone();
        for (int i = 0; i < column._values.Count; i++)
            column._values[i] = change(column._values[i]); // the count of nulls stays, though text joined to null is text
        return column;
    }

    private PrimitiveDataFrameColumn<bool> Mask(Func<long, bool> test)
    {
        PrimitiveDataFrameColumn<bool> mask = new(Name);
        for (long i = 0; i < Length; i++)
            mask.Append(test(i));
        return mask;
    }

    private void CheckLength(DataFrameColumn column, string parameter)
    {
        if (column.Length != Length)
            throw new ArgumentException(MismatchedLengths, parameter);
    }
}
