using System;

namespace Microsoft.Data.Analysis;

public partial class DateTimeDataFrameColumn
{
    public BooleanDataFrameColumn ElementwiseEquals(DateTimeDataFrameColumn column) => Test(ComparisonOperation.Equals, column);

    public BooleanDataFrameColumn ElementwiseEquals(DateTime value) => Test(ComparisonOperation.Equals, value);

    public BooleanDataFrameColumn ElementwiseNotEquals(DateTimeDataFrameColumn column) => Test(ComparisonOperation.NotEquals, column);

    public BooleanDataFrameColumn ElementwiseNotEquals(DateTime value) => Test(ComparisonOperation.NotEquals, value);

    public BooleanDataFrameColumn ElementwiseGreaterThanOrEqual(DateTimeDataFrameColumn column) => Test(ComparisonOperation.GreaterThanOrEqual, column);

    public BooleanDataFrameColumn ElementwiseGreaterThanOrEqual(DateTime value) => Test(ComparisonOperation.GreaterThanOrEqual, value);

    public BooleanDataFrameColumn ElementwiseLessThanOrEqual(DateTimeDataFrameColumn column) => Test(ComparisonOperation.LessThanOrEqual, column);

    public BooleanDataFrameColumn ElementwiseLessThanOrEqual(DateTime value) => Test(ComparisonOperation.LessThanOrEqual, value);

    public BooleanDataFrameColumn ElementwiseGreaterThan(DateTimeDataFrameColumn column) => Test(ComparisonOperation.GreaterThan, column);

    public BooleanDataFrameColumn ElementwiseGreaterThan(DateTime value) => Test(ComparisonOperation.GreaterThan, value);

    public BooleanDataFrameColumn ElementwiseLessThan(DateTimeDataFrameColumn column) => Test(ComparisonOperation.LessThan, column);

    public BooleanDataFrameColumn ElementwiseLessThan(DateTime value) => Test(ComparisonOperation.LessThan, value);
}
