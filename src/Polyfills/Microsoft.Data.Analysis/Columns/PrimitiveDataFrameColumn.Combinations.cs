using System;

namespace Microsoft.Data.Analysis;

// Operands of two types meet as Decimal if one of them is, as Double otherwise.
public partial class PrimitiveDataFrameColumn<T>
{
    internal override DoubleDataFrameColumn ToDoubleColumn() => new(Name, Store.Convert(ElementMath<T>.Instance.To<double>));

    internal Int64DataFrameColumn ToInt64Column() => new(Name, Store.Convert(ElementMath<T>.Instance.To<long>));

    internal SingleDataFrameColumn ToSingleColumn() => new(Name, Store.Convert(ElementMath<T>.Instance.To<float>));

    internal override DecimalDataFrameColumn ToDecimalColumn() => new(Name, Store.Convert(ElementMath<T>.Instance.To<decimal>));

    internal PrimitiveDataFrameColumn<T> Operate(BinaryOperation operation, PrimitiveDataFrameColumn<T> right, bool inPlace)
    {
        CheckLength(right);
        Func<T, T, T> combine = ElementMath<T>.Instance.Binary(operation);
        PrimitiveDataFrameColumn<T> result = inPlace ? this : Clone();
        Span<T> values = result.Store.Values;
        for (int i = 0; i < values.Length; i++)
        {
            bool rightValid = right.Store.Valid[i];
            // What a null's slot holds must not divide.
            if (rightValid || operation is not (BinaryOperation.Divide or BinaryOperation.Modulo))
                values[i] = combine(values[i], right.Store.Values[i]);
            if (!rightValid)
                result.Store.SetValid(i, false);
        }
        return result;
    }

    internal PrimitiveDataFrameColumn<T> Operate(BinaryOperation operation, T right, bool inPlace)
    {
        Func<T, T, T> combine = ElementMath<T>.Instance.Binary(operation);
        PrimitiveDataFrameColumn<T> result = inPlace ? this : Clone();
        foreach (ref T value in result.Store.Values)
            value = combine(value, right);
        return result;
    }

    internal PrimitiveDataFrameColumn<T> OperateReversed(BinaryOperation operation, T left, bool inPlace)
    {
        Func<T, T, T> combine = ElementMath<T>.Instance.Binary(operation);
        PrimitiveDataFrameColumn<T> result = inPlace ? this : Clone();
        Span<T> values = result.Store.Values;
        for (int i = 0; i < values.Length; i++)
            if (result.Store.Valid[i] || operation is not (BinaryOperation.Divide or BinaryOperation.Modulo))
                values[i] = combine(left, values[i]);
        return result;
    }

    internal BooleanDataFrameColumn Test(ComparisonOperation operation, PrimitiveDataFrameColumn<T> right)
    {
        Func<T, T, bool> compare = ElementMath<T>.Instance.Comparison(operation);
        BooleanDataFrameColumn mask = new(Name);
        for (int i = 0; i < Length; i++)
            mask.Append(compare(Store.Values[i], right.Store.Values[i]));
        return mask;
    }

    internal BooleanDataFrameColumn Test(ComparisonOperation operation, T right)
    {
        Func<T, T, bool> compare = ElementMath<T>.Instance.Comparison(operation);
        BooleanDataFrameColumn mask = new(Name);
        foreach (T value in Store.Values)
            mask.Append(compare(value, right));
        return mask;
    }

    private DataFrameColumn Combine(BinaryOperation operation, DataFrameColumn column, bool inPlace)
    {
        CheckOperand(column);
        if (typeof(T) == typeof(DateTime))
            throw new NotSupportedException();
        if (column is PrimitiveDataFrameColumn<T> same)
            return Operate(operation, same, inPlace);
        CheckMixable(column.DataType);
        if (inPlace)
            throw new ArgumentException($"Expected column to hold values of type {typeof(T)}", nameof(column));
        return MeetAsDecimal(column.DataType)
            ? ToDecimalColumn().Operate(operation, column.ToDecimalColumn(), inPlace: true)
            : ToDoubleColumn().Operate(operation, column.ToDoubleColumn(), inPlace: true);
    }

    private DataFrameColumn CombineValue<U>(BinaryOperation operation, U value, bool inPlace)
    {
        if (value is DataFrameColumn column)
            return Combine(operation, column, inPlace);
        CheckScalar(value, inPlace);
        if (value is T same)
            return Operate(operation, same, inPlace);
        return MeetAsDecimal(typeof(U))
            ? ToDecimalColumn().Operate(operation, ElementMath.ToDecimal(value), inPlace: true)
            : ToDoubleColumn().Operate(operation, ElementMath.ToDouble(value), inPlace: true);
    }

    private DataFrameColumn CombineReversed<U>(BinaryOperation operation, U value, bool inPlace)
    {
        CheckScalar(value, inPlace);
        if (value is T same)
            return OperateReversed(operation, same, inPlace);
        return MeetAsDecimal(typeof(U))
            ? ToDecimalColumn().OperateReversed(operation, ElementMath.ToDecimal(value), inPlace: true)
            : ToDoubleColumn().OperateReversed(operation, ElementMath.ToDouble(value), inPlace: true);
    }

    private PrimitiveDataFrameColumn<bool> CombineMask(BinaryOperation operation, bool value, bool inPlace)
        => this is PrimitiveDataFrameColumn<bool> mask ? mask.Operate(operation, value, inPlace) : throw new NotSupportedException();

    private PrimitiveDataFrameColumn<T> Shift(ShiftOperation operation, int count, bool inPlace)
    {
        Func<T, int, T> shift = ElementMath<T>.Instance.Shift(operation);
        return Transform(value => shift(value, count), inPlace);
    }

    private BooleanDataFrameColumn Compare(ComparisonOperation operation, DataFrameColumn column)
    {
        CheckOperand(column);
        if (column is PrimitiveDataFrameColumn<T> same)
            return Test(operation, same);
        CheckMixable(column.DataType);
        return MeetAsDecimal(column.DataType)
            ? ToDecimalColumn().Test(operation, column.ToDecimalColumn())
            : ToDoubleColumn().Test(operation, column.ToDoubleColumn());
    }

    private PrimitiveDataFrameColumn<bool> CompareValue<U>(ComparisonOperation operation, U value)
    {
        if (value is DataFrameColumn column)
            return Compare(operation, column);
        if (value is T same)
            return Test(operation, same);
        CheckMixable(typeof(U));
        return MeetAsDecimal(typeof(U))
            ? ToDecimalColumn().Test(operation, ElementMath.ToDecimal(value))
            : ToDoubleColumn().Test(operation, ElementMath.ToDouble(value));
    }

    private static bool MeetAsDecimal(Type other) => typeof(T) == typeof(decimal) || other == typeof(decimal);

    private void CheckOperand(DataFrameColumn column)
    {
        if (Type.GetTypeCode(column?.DataType) is TypeCode.Empty or TypeCode.Object or TypeCode.String)
            throw new NotSupportedException();
        CheckLength(column);
    }

    private void CheckLength(DataFrameColumn column)
    {
        if (column.Length != Length)
            throw new ArgumentException(MismatchedLengths, nameof(column));
    }

    private static void CheckMixable(Type other)
    {
        if (typeof(T) == typeof(bool) || typeof(T) == typeof(DateTime) || other == typeof(bool))
            throw new NotSupportedException();
    }

    private static void CheckScalar<U>(U value, bool inPlace)
    {
        CheckMixable(typeof(U));
        if (inPlace && value is not T)
            throw new ArgumentException($"Expected value to be of type {typeof(T)}", nameof(value));
    }
}
