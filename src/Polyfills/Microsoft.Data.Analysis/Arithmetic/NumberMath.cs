using System;
using System.Numerics;

namespace Microsoft.Data.Analysis;

internal class NumberMath<T> : ElementMath<T>
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    public override Func<T, T, T> Binary(BinaryOperation operation) => operation switch
    {
        BinaryOperation.Add => static (x, y) => x + y,
        BinaryOperation.Subtract => static (x, y) => x - y,
        BinaryOperation.Multiply => static (x, y) => x * y,
        BinaryOperation.Divide => static (x, y) => x / y,
        BinaryOperation.Modulo => static (x, y) => x % y,
        _ => throw new NotSupportedException(),
    };

    public override Func<T, T, bool> Comparison(ComparisonOperation operation) => operation switch
    {
        ComparisonOperation.Equals => static (x, y) => x == y,
        ComparisonOperation.NotEquals => static (x, y) => x != y,
        ComparisonOperation.GreaterThanOrEqual => static (x, y) => x >= y,
        ComparisonOperation.LessThanOrEqual => static (x, y) => x <= y,
        ComparisonOperation.GreaterThan => static (x, y) => x > y,
        _ => static (x, y) => x < y,
    };

    public override T Seed(Reduction reduction) => reduction switch
    {
        Reduction.Max => T.MinValue,
        Reduction.Min => T.MaxValue,
        Reduction.Product => T.One,
        _ => T.Zero,
    };

    public override Func<T, T, T> Step(Reduction reduction, bool overflowThrows) => (reduction, overflowThrows) switch
    {
        (Reduction.Max, _) => T.Max,
        (Reduction.Min, _) => T.Min,
        (Reduction.Product, true) => static (x, y) => checked(x * y),
        (Reduction.Product, false) => static (x, y) => x * y,
        (_, true) => static (x, y) => checked(x + y),
        (_, false) => static (x, y) => x + y,
    };

    // Through Decimal for every type: values beyond its range overflow.
    public override Func<T, T> Abs => static value => T.CreateChecked(Math.Abs(decimal.CreateChecked(value)));

    public override Func<T, T> Round => static value => T.CreateChecked(Math.Round(decimal.CreateChecked(value)));

    public override TNumber To<TNumber>(T value) => TNumber.CreateChecked(value);
}

/// <summary>Numbers with bits that can be combined: all but Decimal.</summary>
internal class BinaryNumberMath<T> : NumberMath<T>
    where T : unmanaged, INumber<T>, IMinMaxValue<T>, IBitwiseOperators<T, T, T>
{
    public override Func<T, T, T> Binary(BinaryOperation operation) => operation switch
    {
        BinaryOperation.And => static (x, y) => x & y,
        BinaryOperation.Or => static (x, y) => x | y,
        BinaryOperation.Xor => static (x, y) => x ^ y,
        _ => base.Binary(operation),
    };
}

internal sealed class IntegerMath<T> : BinaryNumberMath<T>
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
{
    public override Func<T, int, T> Shift(ShiftOperation operation)
        => operation == ShiftOperation.LeftShift ? static (x, count) => x << count : static (x, count) => x >> count;
}
