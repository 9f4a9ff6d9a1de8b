using System;

namespace Microsoft.Data.Analysis;

internal sealed class DateTimeMath : ElementMath<DateTime>
{
    public override Func<DateTime, DateTime, bool> Comparison(ComparisonOperation operation) => operation switch
    {
        ComparisonOperation.Equals => static (x, y) => x == y,
        ComparisonOperation.NotEquals => static (x, y) => x != y,
        ComparisonOperation.GreaterThanOrEqual => static (x, y) => x >= y,
        ComparisonOperation.LessThanOrEqual => static (x, y) => x <= y,
        ComparisonOperation.GreaterThan => static (x, y) => x > y,
        _ => static (x, y) => x < y,
    };

    public override DateTime Seed(Reduction reduction) => reduction switch
    {
        Reduction.Max => DateTime.MinValue,
        Reduction.Min => DateTime.MaxValue,
        _ => throw new NotSupportedException(),
    };

    public override Func<DateTime, DateTime, DateTime> Step(Reduction reduction, bool overflowThrows) => reduction switch
    {
        Reduction.Max => static (x, y) => x > y ? x : y,
        Reduction.Min => static (x, y) => x < y ? x : y,
        _ => throw new NotSupportedException(),
    };
}
