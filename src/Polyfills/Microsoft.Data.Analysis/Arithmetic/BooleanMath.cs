using System;

namespace Microsoft.Data.Analysis;

internal sealed class BooleanMath : ElementMath<bool>
{
    public override Func<bool, bool, bool> Binary(BinaryOperation operation) => operation switch
    {
        BinaryOperation.And => static (x, y) => x & y,
        BinaryOperation.Or => static (x, y) => x | y,
        BinaryOperation.Xor => static (x, y) => x ^ y,
        _ => throw new NotSupportedException(),
    };

    public override Func<bool, bool, bool> Comparison(ComparisonOperation operation) => operation switch
    {
        ComparisonOperation.Equals => static (x, y) => x == y,
        ComparisonOperation.NotEquals => static (x, y) => x != y,
        _ => throw new NotSupportedException(),
    };
}
