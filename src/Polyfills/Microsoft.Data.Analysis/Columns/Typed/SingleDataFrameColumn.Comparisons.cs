namespace Microsoft.Data.Analysis;

public partial class SingleDataFrameColumn
{
    public BooleanDataFrameColumn ElementwiseEquals(Int32DataFrameColumn column) => Test(ComparisonOperation.Equals, column.ToSingleColumn());
    public BooleanDataFrameColumn ElementwiseEquals(Int64DataFrameColumn column) => Test(ComparisonOperation.Equals, column.ToSingleColumn());
    public BooleanDataFrameColumn ElementwiseEquals(SingleDataFrameColumn column) => Test(ComparisonOperation.Equals, column);
    public BooleanDataFrameColumn ElementwiseEquals(DoubleDataFrameColumn column) => ToDoubleColumn().Test(ComparisonOperation.Equals, column);
    public BooleanDataFrameColumn ElementwiseEquals(int value) => Test(ComparisonOperation.Equals, value);
    public BooleanDataFrameColumn ElementwiseEquals(long value) => Test(ComparisonOperation.Equals, value);
    public BooleanDataFrameColumn ElementwiseEquals(float value) => Test(ComparisonOperation.Equals, value);
    public BooleanDataFrameColumn ElementwiseEquals(double value) => ToDoubleColumn().Test(ComparisonOperation.Equals, value);

    public BooleanDataFrameColumn ElementwiseNotEquals(Int32DataFrameColumn column) => Test(ComparisonOperation.NotEquals, column.ToSingleColumn());
    public BooleanDataFrameColumn ElementwiseNotEquals(Int64DataFrameColumn column) => Test(ComparisonOperation.NotEquals, column.ToSingleColumn());
    public BooleanDataFrameColumn ElementwiseNotEquals(SingleDataFrameColumn column) => Test(ComparisonOperation.NotEquals, column);
    public BooleanDataFrameColumn ElementwiseNotEquals(DoubleDataFrameColumn column) => ToDoubleColumn().Test(ComparisonOperation.NotEquals, column);
    public BooleanDataFrameColumn ElementwiseNotEquals(int value) => Test(ComparisonOperation.NotEquals, value);
    public BooleanDataFrameColumn ElementwiseNotEquals(long value) => Test(ComparisonOperation.NotEquals, value);
    public BooleanDataFrameColumn ElementwiseNotEquals(float value) => Test(ComparisonOperation.NotEquals, value);
    public BooleanDataFrameColumn ElementwiseNotEquals(double value) => ToDoubleColumn().Test(ComparisonOperation.NotEquals, value);

    public BooleanDataFrameColumn ElementwiseGreaterThanOrEqual(Int32DataFrameColumn column) => Test(ComparisonOperation.GreaterThanOrEqual, column.ToSingleColumn());
    public BooleanDataFrameColumn ElementwiseGreaterThanOrEqual(Int64DataFrameColumn column) => Test(ComparisonOperation.GreaterThanOrEqual, column.ToSingleColumn());
    public BooleanDataFrameColumn ElementwiseGreaterThanOrEqual(SingleDataFrameColumn column) => Test(ComparisonOperation.GreaterThanOrEqual, column);
    public BooleanDataFrameColumn ElementwiseGreaterThanOrEqual(DoubleDataFrameColumn column) => ToDoubleColumn().Test(ComparisonOperation.GreaterThanOrEqual, column);
    public BooleanDataFrameColumn ElementwiseGreaterThanOrEqual(int value) => Test(ComparisonOperation.GreaterThanOrEqual, value);
    public BooleanDataFrameColumn ElementwiseGreaterThanOrEqual(long value) => Test(ComparisonOperation.GreaterThanOrEqual, value);
    public BooleanDataFrameColumn ElementwiseGreaterThanOrEqual(float value) => Test(ComparisonOperation.GreaterThanOrEqual, value);
    public BooleanDataFrameColumn ElementwiseGreaterThanOrEqual(double value) => ToDoubleColumn().Test(ComparisonOperation.GreaterThanOrEqual, value);

    public BooleanDataFrameColumn ElementwiseLessThanOrEqual(Int32DataFrameColumn column) => Test(ComparisonOperation.LessThanOrEqual, column.ToSingleColumn());
    public BooleanDataFrameColumn ElementwiseLessThanOrEqual(Int64DataFrameColumn column) => Test(ComparisonOperation.LessThanOrEqual, column.ToSingleColumn());
    public BooleanDataFrameColumn ElementwiseLessThanOrEqual(SingleDataFrameColumn column) => Test(ComparisonOperation.LessThanOrEqual, column);
    public BooleanDataFrameColumn ElementwiseLessThanOrEqual(DoubleDataFrameColumn column) => ToDoubleColumn().Test(ComparisonOperation.LessThanOrEqual, column);
    public BooleanDataFrameColumn ElementwiseLessThanOrEqual(int value) => Test(ComparisonOperation.LessThanOrEqual, value);
    public BooleanDataFrameColumn ElementwiseLessThanOrEqual(long value) => Test(ComparisonOperation.LessThanOrEqual, value);
    public BooleanDataFrameColumn ElementwiseLessThanOrEqual(float value) => Test(ComparisonOperation.LessThanOrEqual, value);
    public BooleanDataFrameColumn ElementwiseLessThanOrEqual(double value) => ToDoubleColumn().Test(ComparisonOperation.LessThanOrEqual, value);

    public BooleanDataFrameColumn ElementwiseGreaterThan(Int32DataFrameColumn column) => Test(ComparisonOperation.GreaterThan, column.ToSingleColumn());
    public BooleanDataFrameColumn ElementwiseGreaterThan(Int64DataFrameColumn column) => Test(ComparisonOperation.GreaterThan, column.ToSingleColumn());
    public BooleanDataFrameColumn ElementwiseGreaterThan(SingleDataFrameColumn column) => Test(ComparisonOperation.GreaterThan, column);
    public BooleanDataFrameColumn ElementwiseGreaterThan(DoubleDataFrameColumn column) => ToDoubleColumn().Test(ComparisonOperation.GreaterThan, column);
    public BooleanDataFrameColumn ElementwiseGreaterThan(int value) => Test(ComparisonOperation.GreaterThan, value);
    public BooleanDataFrameColumn ElementwiseGreaterThan(long value) => Test(ComparisonOperation.GreaterThan, value);
    public BooleanDataFrameColumn ElementwiseGreaterThan(float value) => Test(ComparisonOperation.GreaterThan, value);
    public BooleanDataFrameColumn ElementwiseGreaterThan(double value) => ToDoubleColumn().Test(ComparisonOperation.GreaterThan, value);

    public BooleanDataFrameColumn ElementwiseLessThan(Int32DataFrameColumn column) => Test(ComparisonOperation.LessThan, column.ToSingleColumn());
    public BooleanDataFrameColumn ElementwiseLessThan(Int64DataFrameColumn column) => Test(ComparisonOperation.LessThan, column.ToSingleColumn());
    public BooleanDataFrameColumn ElementwiseLessThan(SingleDataFrameColumn column) => Test(ComparisonOperation.LessThan, column);
    public BooleanDataFrameColumn ElementwiseLessThan(DoubleDataFrameColumn column) => ToDoubleColumn().Test(ComparisonOperation.LessThan, column);
    public BooleanDataFrameColumn ElementwiseLessThan(int value) => Test(ComparisonOperation.LessThan, value);
    public BooleanDataFrameColumn ElementwiseLessThan(long value) => Test(ComparisonOperation.LessThan, value);
    public BooleanDataFrameColumn ElementwiseLessThan(float value) => Test(ComparisonOperation.LessThan, value);
    public BooleanDataFrameColumn ElementwiseLessThan(double value) => ToDoubleColumn().Test(ComparisonOperation.LessThan, value);
}
