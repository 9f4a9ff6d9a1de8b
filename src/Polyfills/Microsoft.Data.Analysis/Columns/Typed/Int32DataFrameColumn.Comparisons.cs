namespace Microsoft.Data.Analysis;

public partial class Int32DataFrameColumn
{
    public BooleanDataFrameColumn ElementwiseEquals(Int32DataFrameColumn column) => Test(ComparisonOperation.Equals, column);
    public BooleanDataFrameColumn ElementwiseEquals(Int64DataFrameColumn column) => ToInt64Column().Test(ComparisonOperation.Equals, column);
    public BooleanDataFrameColumn ElementwiseEquals(SingleDataFrameColumn column) => ToSingleColumn().Test(ComparisonOperation.Equals, column);
    public BooleanDataFrameColumn ElementwiseEquals(DoubleDataFrameColumn column) => ToDoubleColumn().Test(ComparisonOperation.Equals, column);
    public BooleanDataFrameColumn ElementwiseEquals(int value) => Test(ComparisonOperation.Equals, value);
    public BooleanDataFrameColumn ElementwiseEquals(long value) => ToInt64Column().Test(ComparisonOperation.Equals, value);
    public BooleanDataFrameColumn ElementwiseEquals(float value) => ToSingleColumn().Test(ComparisonOperation.Equals, value);
    public BooleanDataFrameColumn ElementwiseEquals(double value) => ToDoubleColumn().Test(ComparisonOperation.Equals, value);

    public BooleanDataFrameColumn ElementwiseNotEquals(Int32DataFrameColumn column) => Test(ComparisonOperation.NotEquals, column);
    public BooleanDataFrameColumn ElementwiseNotEquals(Int64DataFrameColumn column) => ToInt64Column().Test(ComparisonOperation.NotEquals, column);
    public BooleanDataFrameColumn ElementwiseNotEquals(SingleDataFrameColumn column) => ToSingleColumn().Test(ComparisonOperation.NotEquals, column);
    public BooleanDataFrameColumn ElementwiseNotEquals(DoubleDataFrameColumn column) => ToDoubleColumn().Test(ComparisonOperation.NotEquals, column);
    public BooleanDataFrameColumn ElementwiseNotEquals(int value) => Test(ComparisonOperation.NotEquals, value);
    public BooleanDataFrameColumn ElementwiseNotEquals(long value) => ToInt64Column().Test(ComparisonOperation.NotEquals, value);
    public BooleanDataFrameColumn ElementwiseNotEquals(float value) => ToSingleColumn().Test(ComparisonOperation.NotEquals, value);
    public BooleanDataFrameColumn ElementwiseNotEquals(double value) => ToDoubleColumn().Test(ComparisonOperation.NotEquals, value);

    public BooleanDataFrameColumn ElementwiseGreaterThanOrEqual(Int32DataFrameColumn column) => Test(ComparisonOperation.GreaterThanOrEqual, column);
    public BooleanDataFrameColumn ElementwiseGreaterThanOrEqual(Int64DataFrameColumn column) => ToInt64Column().Test(ComparisonOperation.GreaterThanOrEqual, column);
    public BooleanDataFrameColumn ElementwiseGreaterThanOrEqual(SingleDataFrameColumn column) => ToSingleColumn().Test(ComparisonOperation.GreaterThanOrEqual, column);
    public BooleanDataFrameColumn ElementwiseGreaterThanOrEqual(DoubleDataFrameColumn column) => ToDoubleColumn().Test(ComparisonOperation.GreaterThanOrEqual, column);
    public BooleanDataFrameColumn ElementwiseGreaterThanOrEqual(int value) => Test(ComparisonOperation.GreaterThanOrEqual, value);
    public BooleanDataFrameColumn ElementwiseGreaterThanOrEqual(long value) => ToInt64Column().Test(ComparisonOperation.GreaterThanOrEqual, value);
    public BooleanDataFrameColumn ElementwiseGreaterThanOrEqual(float value) => ToSingleColumn().Test(ComparisonOperation.GreaterThanOrEqual, value);
    public BooleanDataFrameColumn ElementwiseGreaterThanOrEqual(double value) => ToDoubleColumn().Test(ComparisonOperation.GreaterThanOrEqual, value);

    public BooleanDataFrameColumn ElementwiseLessThanOrEqual(Int32DataFrameColumn column) => Test(ComparisonOperation.LessThanOrEqual, column);
    public BooleanDataFrameColumn ElementwiseLessThanOrEqual(Int64DataFrameColumn column) => ToInt64Column().Test(ComparisonOperation.LessThanOrEqual, column);
    public BooleanDataFrameColumn ElementwiseLessThanOrEqual(SingleDataFrameColumn column) => ToSingleColumn().Test(ComparisonOperation.LessThanOrEqual, column);
    public BooleanDataFrameColumn ElementwiseLessThanOrEqual(DoubleDataFrameColumn column) => ToDoubleColumn().Test(ComparisonOperation.LessThanOrEqual, column);
    public BooleanDataFrameColumn ElementwiseLessThanOrEqual(int value) => Test(ComparisonOperation.LessThanOrEqual, value);
    public BooleanDataFrameColumn ElementwiseLessThanOrEqual(long value) => ToInt64Column().Test(ComparisonOperation.LessThanOrEqual, value);
    public BooleanDataFrameColumn ElementwiseLessThanOrEqual(float value) => ToSingleColumn().Test(ComparisonOperation.LessThanOrEqual, value);
    public BooleanDataFrameColumn ElementwiseLessThanOrEqual(double value) => ToDoubleColumn().Test(ComparisonOperation.LessThanOrEqual, value);

    public BooleanDataFrameColumn ElementwiseGreaterThan(Int32DataFrameColumn column) => Test(ComparisonOperation.GreaterThan, column);
    public BooleanDataFrameColumn ElementwiseGreaterThan(Int64DataFrameColumn column) => ToInt64Column().Test(ComparisonOperation.GreaterThan, column);
    public BooleanDataFrameColumn ElementwiseGreaterThan(SingleDataFrameColumn column) => ToSingleColumn().Test(ComparisonOperation.GreaterThan, column);
    public BooleanDataFrameColumn ElementwiseGreaterThan(DoubleDataFrameColumn column) => ToDoubleColumn().Test(ComparisonOperation.GreaterThan, column);
    public BooleanDataFrameColumn ElementwiseGreaterThan(int value) => Test(ComparisonOperation.GreaterThan, value);
    public BooleanDataFrameColumn ElementwiseGreaterThan(long value) => ToInt64Column().Test(ComparisonOperation.GreaterThan, value);
    public BooleanDataFrameColumn ElementwiseGreaterThan(float value) => ToSingleColumn().Test(ComparisonOperation.GreaterThan, value);
    public BooleanDataFrameColumn ElementwiseGreaterThan(double value) => ToDoubleColumn().Test(ComparisonOperation.GreaterThan, value);

    public BooleanDataFrameColumn ElementwiseLessThan(Int32DataFrameColumn column) => Test(ComparisonOperation.LessThan, column);
    public BooleanDataFrameColumn ElementwiseLessThan(Int64DataFrameColumn column) => ToInt64Column().Test(ComparisonOperation.LessThan, column);
    public BooleanDataFrameColumn ElementwiseLessThan(SingleDataFrameColumn column) => ToSingleColumn().Test(ComparisonOperation.LessThan, column);
    public BooleanDataFrameColumn ElementwiseLessThan(DoubleDataFrameColumn column) => ToDoubleColumn().Test(ComparisonOperation.LessThan, column);
    public BooleanDataFrameColumn ElementwiseLessThan(int value) => Test(ComparisonOperation.LessThan, value);
    public BooleanDataFrameColumn ElementwiseLessThan(long value) => ToInt64Column().Test(ComparisonOperation.LessThan, value);
    public BooleanDataFrameColumn ElementwiseLessThan(float value) => ToSingleColumn().Test(ComparisonOperation.LessThan, value);
    public BooleanDataFrameColumn ElementwiseLessThan(double value) => ToDoubleColumn().Test(ComparisonOperation.LessThan, value);
}
