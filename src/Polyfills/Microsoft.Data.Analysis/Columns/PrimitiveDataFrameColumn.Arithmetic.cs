using System;

namespace Microsoft.Data.Analysis;

public partial class PrimitiveDataFrameColumn<T>
{
    public override DataFrameColumn Add(DataFrameColumn column, bool inPlace = false) => Combine(BinaryOperation.Add, column, inPlace);

    public override DataFrameColumn Subtract(DataFrameColumn column, bool inPlace = false) => Combine(BinaryOperation.Subtract, column, inPlace);

    public override DataFrameColumn Multiply(DataFrameColumn column, bool inPlace = false) => Combine(BinaryOperation.Multiply, column, inPlace);

    public override DataFrameColumn Divide(DataFrameColumn column, bool inPlace = false) => Combine(BinaryOperation.Divide, column, inPlace);

    public override DataFrameColumn Modulo(DataFrameColumn column, bool inPlace = false) => Combine(BinaryOperation.Modulo, column, inPlace);

    public override DataFrameColumn And(DataFrameColumn column, bool inPlace = false) => Combine(BinaryOperation.And, column, inPlace);

    public override DataFrameColumn Or(DataFrameColumn column, bool inPlace = false) => Combine(BinaryOperation.Or, column, inPlace);

    public override DataFrameColumn Xor(DataFrameColumn column, bool inPlace = false) => Combine(BinaryOperation.Xor, column, inPlace);

    public override DataFrameColumn Add<U>(U value, bool inPlace = false) => CombineValue(BinaryOperation.Add, value, inPlace);

    public override DataFrameColumn ReverseAdd<U>(U value, bool inPlace = false) => CombineReversed(BinaryOperation.Add, value, inPlace);

    public override DataFrameColumn Subtract<U>(U value, bool inPlace = false) => CombineValue(BinaryOperation.Subtract, value, inPlace);

    public override DataFrameColumn ReverseSubtract<U>(U value, bool inPlace = false) => CombineReversed(BinaryOperation.Subtract, value, inPlace);

    public override DataFrameColumn Multiply<U>(U value, bool inPlace = false) => CombineValue(BinaryOperation.Multiply, value, inPlace);

    public override DataFrameColumn ReverseMultiply<U>(U value, bool inPlace = false) => CombineReversed(BinaryOperation.Multiply, value, inPlace);

    public override DataFrameColumn Divide<U>(U value, bool inPlace = false) => CombineValue(BinaryOperation.Divide, value, inPlace);

    public override DataFrameColumn ReverseDivide<U>(U value, bool inPlace = false) => CombineReversed(BinaryOperation.Divide, value, inPlace);

    public override DataFrameColumn Modulo<U>(U value, bool inPlace = false) => CombineValue(BinaryOperation.Modulo, value, inPlace);

    public override DataFrameColumn ReverseModulo<U>(U value, bool inPlace = false) => CombineReversed(BinaryOperation.Modulo, value, inPlace);

    public override PrimitiveDataFrameColumn<bool> And(bool value, bool inPlace = false) => CombineMask(BinaryOperation.And, value, inPlace);

    public override PrimitiveDataFrameColumn<bool> Or(bool value, bool inPlace = false) => CombineMask(BinaryOperation.Or, value, inPlace);

    public override PrimitiveDataFrameColumn<bool> Xor(bool value, bool inPlace = false) => CombineMask(BinaryOperation.Xor, value, inPlace);

    public override DataFrameColumn LeftShift(int value, bool inPlace = false) => Shift(ShiftOperation.LeftShift, value, inPlace);

    public override DataFrameColumn RightShift(int value, bool inPlace = false) => Shift(ShiftOperation.RightShift, value, inPlace);

    public override PrimitiveDataFrameColumn<bool> ElementwiseEquals(DataFrameColumn column) => column is null ? ElementwiseIsNull() : Compare(ComparisonOperation.Equals, column);

    public override PrimitiveDataFrameColumn<bool> ElementwiseEquals<U>(U value) => CompareValue(ComparisonOperation.Equals, value);

    public override PrimitiveDataFrameColumn<bool> ElementwiseNotEquals(DataFrameColumn column) => column is null ? ElementwiseIsNotNull() : Compare(ComparisonOperation.NotEquals, column);

    public override PrimitiveDataFrameColumn<bool> ElementwiseNotEquals<U>(U value) => CompareValue(ComparisonOperation.NotEquals, value);

    public override PrimitiveDataFrameColumn<bool> ElementwiseGreaterThanOrEqual(DataFrameColumn column) => Compare(ComparisonOperation.GreaterThanOrEqual, column);

    public override PrimitiveDataFrameColumn<bool> ElementwiseGreaterThanOrEqual<U>(U value) => CompareValue(ComparisonOperation.GreaterThanOrEqual, value);

    public override PrimitiveDataFrameColumn<bool> ElementwiseLessThanOrEqual(DataFrameColumn column) => Compare(ComparisonOperation.LessThanOrEqual, column);

    public override PrimitiveDataFrameColumn<bool> ElementwiseLessThanOrEqual<U>(U value) => CompareValue(ComparisonOperation.LessThanOrEqual, value);

    public override PrimitiveDataFrameColumn<bool> ElementwiseGreaterThan(DataFrameColumn column) => Compare(ComparisonOperation.GreaterThan, column);

    public override PrimitiveDataFrameColumn<bool> ElementwiseGreaterThan<U>(U value) => CompareValue(ComparisonOperation.GreaterThan, value);

    public override PrimitiveDataFrameColumn<bool> ElementwiseLessThan(DataFrameColumn column) => Compare(ComparisonOperation.LessThan, column);

    public override PrimitiveDataFrameColumn<bool> ElementwiseLessThan<U>(U value) => CompareValue(ComparisonOperation.LessThan, value);

    public override PrimitiveDataFrameColumn<bool> ElementwiseIsNull() => MaskOf(valid => !valid);

    public override PrimitiveDataFrameColumn<bool> ElementwiseIsNotNull() => MaskOf(valid => valid);

    private BooleanDataFrameColumn MaskOf(Func<bool, bool> ofValidity)
    {
        BooleanDataFrameColumn mask = new(Name);
        foreach (bool valid in Store.Valid)
            mask.Append(ofValidity(valid));
        return mask;
    }
}
