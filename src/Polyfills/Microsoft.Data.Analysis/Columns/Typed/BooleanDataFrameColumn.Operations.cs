namespace Microsoft.Data.Analysis;

public partial class BooleanDataFrameColumn
{
    public BooleanDataFrameColumn And(BooleanDataFrameColumn column, bool inPlace = false) => (BooleanDataFrameColumn)Operate(BinaryOperation.And, column, inPlace);

    public new BooleanDataFrameColumn And(bool value, bool inPlace = false) => (BooleanDataFrameColumn)Operate(BinaryOperation.And, value, inPlace);

    public BooleanDataFrameColumn Or(BooleanDataFrameColumn column, bool inPlace = false) => (BooleanDataFrameColumn)Operate(BinaryOperation.Or, column, inPlace);

    public new BooleanDataFrameColumn Or(bool value, bool inPlace = false) => (BooleanDataFrameColumn)Operate(BinaryOperation.Or, value, inPlace);

    public BooleanDataFrameColumn Xor(BooleanDataFrameColumn column, bool inPlace = false) => (BooleanDataFrameColumn)Operate(BinaryOperation.Xor, column, inPlace);

    public new BooleanDataFrameColumn Xor(bool value, bool inPlace = false) => (BooleanDataFrameColumn)Operate(BinaryOperation.Xor, value, inPlace);

    public static BooleanDataFrameColumn operator &(BooleanDataFrameColumn left, BooleanDataFrameColumn right) => left.And(right);

    public static BooleanDataFrameColumn operator &(BooleanDataFrameColumn left, bool right) => left.And(right);

    public static BooleanDataFrameColumn operator |(BooleanDataFrameColumn left, BooleanDataFrameColumn right) => left.Or(right);

    public static BooleanDataFrameColumn operator |(BooleanDataFrameColumn left, bool right) => left.Or(right);

    public static BooleanDataFrameColumn operator ^(BooleanDataFrameColumn left, BooleanDataFrameColumn right) => left.Xor(right);

    public static BooleanDataFrameColumn operator ^(BooleanDataFrameColumn left, bool right) => left.Xor(right);

    public BooleanDataFrameColumn ElementwiseEquals(BooleanDataFrameColumn column) => Test(ComparisonOperation.Equals, column);

    public BooleanDataFrameColumn ElementwiseEquals(bool value) => Test(ComparisonOperation.Equals, value);

    public BooleanDataFrameColumn ElementwiseNotEquals(BooleanDataFrameColumn column) => Test(ComparisonOperation.NotEquals, column);

    public BooleanDataFrameColumn ElementwiseNotEquals(bool value) => Test(ComparisonOperation.NotEquals, value);

    public BooleanDataFrameColumn ElementwiseGreaterThanOrEqual(BooleanDataFrameColumn column) => Test(ComparisonOperation.GreaterThanOrEqual, column);

    public BooleanDataFrameColumn ElementwiseGreaterThanOrEqual(bool value) => Test(ComparisonOperation.GreaterThanOrEqual, value);

    public BooleanDataFrameColumn ElementwiseLessThanOrEqual(BooleanDataFrameColumn column) => Test(ComparisonOperation.LessThanOrEqual, column);

    public BooleanDataFrameColumn ElementwiseLessThanOrEqual(bool value) => Test(ComparisonOperation.LessThanOrEqual, value);

    public BooleanDataFrameColumn ElementwiseGreaterThan(BooleanDataFrameColumn column) => Test(ComparisonOperation.GreaterThan, column);

    public BooleanDataFrameColumn ElementwiseGreaterThan(bool value) => Test(ComparisonOperation.GreaterThan, value);

    public BooleanDataFrameColumn ElementwiseLessThan(BooleanDataFrameColumn column) => Test(ComparisonOperation.LessThan, column);

    public BooleanDataFrameColumn ElementwiseLessThan(bool value) => Test(ComparisonOperation.LessThan, value);
}
