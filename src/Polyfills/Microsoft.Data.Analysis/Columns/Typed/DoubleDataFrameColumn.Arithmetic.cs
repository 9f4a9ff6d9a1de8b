namespace Microsoft.Data.Analysis;

// The wider of the two types is the result's: Int32, Int64, Single, Double.
public partial class DoubleDataFrameColumn
{
    public DoubleDataFrameColumn Add(Int32DataFrameColumn column, bool inPlace = false) => (DoubleDataFrameColumn)Operate(BinaryOperation.Add, column.ToDoubleColumn(), inPlace);
    public DoubleDataFrameColumn Add(Int64DataFrameColumn column, bool inPlace = false) => (DoubleDataFrameColumn)Operate(BinaryOperation.Add, column.ToDoubleColumn(), inPlace);
    public DoubleDataFrameColumn Add(SingleDataFrameColumn column, bool inPlace = false) => (DoubleDataFrameColumn)Operate(BinaryOperation.Add, column.ToDoubleColumn(), inPlace);
    public DoubleDataFrameColumn Add(DoubleDataFrameColumn column, bool inPlace = false) => (DoubleDataFrameColumn)Operate(BinaryOperation.Add, column, inPlace);
    public DoubleDataFrameColumn Add(int value, bool inPlace = false) => (DoubleDataFrameColumn)Operate(BinaryOperation.Add, value, inPlace);
    public DoubleDataFrameColumn Add(long value, bool inPlace = false) => (DoubleDataFrameColumn)Operate(BinaryOperation.Add, value, inPlace);
    public DoubleDataFrameColumn Add(float value, bool inPlace = false) => (DoubleDataFrameColumn)Operate(BinaryOperation.Add, value, inPlace);
    public DoubleDataFrameColumn Add(double value, bool inPlace = false) => (DoubleDataFrameColumn)Operate(BinaryOperation.Add, value, inPlace);
    public DoubleDataFrameColumn ReverseAdd(int value, bool inPlace = false) => (DoubleDataFrameColumn)OperateReversed(BinaryOperation.Add, value, inPlace);
    public DoubleDataFrameColumn ReverseAdd(long value, bool inPlace = false) => (DoubleDataFrameColumn)OperateReversed(BinaryOperation.Add, value, inPlace);
    public DoubleDataFrameColumn ReverseAdd(float value, bool inPlace = false) => (DoubleDataFrameColumn)OperateReversed(BinaryOperation.Add, value, inPlace);
    public DoubleDataFrameColumn ReverseAdd(double value, bool inPlace = false) => (DoubleDataFrameColumn)OperateReversed(BinaryOperation.Add, value, inPlace);

    public DoubleDataFrameColumn Subtract(Int32DataFrameColumn column, bool inPlace = false) => (DoubleDataFrameColumn)Operate(BinaryOperation.Subtract, column.ToDoubleColumn(), inPlace);
    public DoubleDataFrameColumn Subtract(Int64DataFrameColumn column, bool inPlace = false) => (DoubleDataFrameColumn)Operate(BinaryOperation.Subtract, column.ToDoubleColumn(), inPlace);
    public DoubleDataFrameColumn Subtract(SingleDataFrameColumn column, bool inPlace = false) => (DoubleDataFrameColumn)Operate(BinaryOperation.Subtract, column.ToDoubleColumn(), inPlace);
    public DoubleDataFrameColumn Subtract(DoubleDataFrameColumn column, bool inPlace = false) => (DoubleDataFrameColumn)Operate(BinaryOperation.Subtract, column, inPlace);
    public DoubleDataFrameColumn Subtract(int value, bool inPlace = false) => (DoubleDataFrameColumn)Operate(BinaryOperation.Subtract, value, inPlace);
    public DoubleDataFrameColumn Subtract(long value, bool inPlace = false) => (DoubleDataFrameColumn)Operate(BinaryOperation.Subtract, value, inPlace);
    public DoubleDataFrameColumn Subtract(float value, bool inPlace = false) => (DoubleDataFrameColumn)Operate(BinaryOperation.Subtract, value, inPlace);
    public DoubleDataFrameColumn Subtract(double value, bool inPlace = false) => (DoubleDataFrameColumn)Operate(BinaryOperation.Subtract, value, inPlace);
    public DoubleDataFrameColumn ReverseSubtract(int value, bool inPlace = false) => (DoubleDataFrameColumn)OperateReversed(BinaryOperation.Subtract, value, inPlace);
    public DoubleDataFrameColumn ReverseSubtract(long value, bool inPlace = false) => (DoubleDataFrameColumn)OperateReversed(BinaryOperation.Subtract, value, inPlace);
    public DoubleDataFrameColumn ReverseSubtract(float value, bool inPlace = false) => (DoubleDataFrameColumn)OperateReversed(BinaryOperation.Subtract, value, inPlace);
    public DoubleDataFrameColumn ReverseSubtract(double value, bool inPlace = false) => (DoubleDataFrameColumn)OperateReversed(BinaryOperation.Subtract, value, inPlace);

    public DoubleDataFrameColumn Multiply(Int32DataFrameColumn column, bool inPlace = false) => (DoubleDataFrameColumn)Operate(BinaryOperation.Multiply, column.ToDoubleColumn(), inPlace);
    public DoubleDataFrameColumn Multiply(Int64DataFrameColumn column, bool inPlace = false) => (DoubleDataFrameColumn)Operate(BinaryOperation.Multiply, column.ToDoubleColumn(), inPlace);
    public DoubleDataFrameColumn Multiply(SingleDataFrameColumn column, bool inPlace = false) => (DoubleDataFrameColumn)Operate(BinaryOperation.Multiply, column.ToDoubleColumn(), inPlace);
    public DoubleDataFrameColumn Multiply(DoubleDataFrameColumn column, bool inPlace = false) => (DoubleDataFrameColumn)Operate(BinaryOperation.Multiply, column, inPlace);
    public DoubleDataFrameColumn Multiply(int value, bool inPlace = false) => (DoubleDataFrameColumn)Operate(BinaryOperation.Multiply, value, inPlace);
    public DoubleDataFrameColumn Multiply(long value, bool inPlace = false) => (DoubleDataFrameColumn)Operate(BinaryOperation.Multiply, value, inPlace);
    public DoubleDataFrameColumn Multiply(float value, bool inPlace = false) => (DoubleDataFrameColumn)Operate(BinaryOperation.Multiply, value, inPlace);
    public DoubleDataFrameColumn Multiply(double value, bool inPlace = false) => (DoubleDataFrameColumn)Operate(BinaryOperation.Multiply, value, inPlace);
    public DoubleDataFrameColumn ReverseMultiply(int value, bool inPlace = false) => (DoubleDataFrameColumn)OperateReversed(BinaryOperation.Multiply, value, inPlace);
    public DoubleDataFrameColumn ReverseMultiply(long value, bool inPlace = false) => (DoubleDataFrameColumn)OperateReversed(BinaryOperation.Multiply, value, inPlace);
    public DoubleDataFrameColumn ReverseMultiply(float value, bool inPlace = false) => (DoubleDataFrameColumn)OperateReversed(BinaryOperation.Multiply, value, inPlace);
    public DoubleDataFrameColumn ReverseMultiply(double value, bool inPlace = false) => (DoubleDataFrameColumn)OperateReversed(BinaryOperation.Multiply, value, inPlace);

    public DoubleDataFrameColumn Divide(Int32DataFrameColumn column, bool inPlace = false) => (DoubleDataFrameColumn)Operate(BinaryOperation.Divide, column.ToDoubleColumn(), inPlace);
    public DoubleDataFrameColumn Divide(Int64DataFrameColumn column, bool inPlace = false) => (DoubleDataFrameColumn)Operate(BinaryOperation.Divide, column.ToDoubleColumn(), inPlace);
    public DoubleDataFrameColumn Divide(SingleDataFrameColumn column, bool inPlace = false) => (DoubleDataFrameColumn)Operate(BinaryOperation.Divide, column.ToDoubleColumn(), inPlace);
    public DoubleDataFrameColumn Divide(DoubleDataFrameColumn column, bool inPlace = false) => (DoubleDataFrameColumn)Operate(BinaryOperation.Divide, column, inPlace);
    public DoubleDataFrameColumn Divide(int value, bool inPlace = false) => (DoubleDataFrameColumn)Operate(BinaryOperation.Divide, value, inPlace);
    public DoubleDataFrameColumn Divide(long value, bool inPlace = false) => (DoubleDataFrameColumn)Operate(BinaryOperation.Divide, value, inPlace);
    public DoubleDataFrameColumn Divide(float value, bool inPlace = false) => (DoubleDataFrameColumn)Operate(BinaryOperation.Divide, value, inPlace);
    public DoubleDataFrameColumn Divide(double value, bool inPlace = false) => (DoubleDataFrameColumn)Operate(BinaryOperation.Divide, value, inPlace);
    public DoubleDataFrameColumn ReverseDivide(int value, bool inPlace = false) => (DoubleDataFrameColumn)OperateReversed(BinaryOperation.Divide, value, inPlace);
    public DoubleDataFrameColumn ReverseDivide(long value, bool inPlace = false) => (DoubleDataFrameColumn)OperateReversed(BinaryOperation.Divide, value, inPlace);
    public DoubleDataFrameColumn ReverseDivide(float value, bool inPlace = false) => (DoubleDataFrameColumn)OperateReversed(BinaryOperation.Divide, value, inPlace);
    public DoubleDataFrameColumn ReverseDivide(double value, bool inPlace = false) => (DoubleDataFrameColumn)OperateReversed(BinaryOperation.Divide, value, inPlace);

    public DoubleDataFrameColumn Modulo(Int32DataFrameColumn column, bool inPlace = false) => (DoubleDataFrameColumn)Operate(BinaryOperation.Modulo, column.ToDoubleColumn(), inPlace);
    public DoubleDataFrameColumn Modulo(Int64DataFrameColumn column, bool inPlace = false) => (DoubleDataFrameColumn)Operate(BinaryOperation.Modulo, column.ToDoubleColumn(), inPlace);
    public DoubleDataFrameColumn Modulo(SingleDataFrameColumn column, bool inPlace = false) => (DoubleDataFrameColumn)Operate(BinaryOperation.Modulo, column.ToDoubleColumn(), inPlace);
    public DoubleDataFrameColumn Modulo(DoubleDataFrameColumn column, bool inPlace = false) => (DoubleDataFrameColumn)Operate(BinaryOperation.Modulo, column, inPlace);
    public DoubleDataFrameColumn Modulo(int value, bool inPlace = false) => (DoubleDataFrameColumn)Operate(BinaryOperation.Modulo, value, inPlace);
    public DoubleDataFrameColumn Modulo(long value, bool inPlace = false) => (DoubleDataFrameColumn)Operate(BinaryOperation.Modulo, value, inPlace);
    public DoubleDataFrameColumn Modulo(float value, bool inPlace = false) => (DoubleDataFrameColumn)Operate(BinaryOperation.Modulo, value, inPlace);
    public DoubleDataFrameColumn Modulo(double value, bool inPlace = false) => (DoubleDataFrameColumn)Operate(BinaryOperation.Modulo, value, inPlace);
    public DoubleDataFrameColumn ReverseModulo(int value, bool inPlace = false) => (DoubleDataFrameColumn)OperateReversed(BinaryOperation.Modulo, value, inPlace);
    public DoubleDataFrameColumn ReverseModulo(long value, bool inPlace = false) => (DoubleDataFrameColumn)OperateReversed(BinaryOperation.Modulo, value, inPlace);
    public DoubleDataFrameColumn ReverseModulo(float value, bool inPlace = false) => (DoubleDataFrameColumn)OperateReversed(BinaryOperation.Modulo, value, inPlace);
    public DoubleDataFrameColumn ReverseModulo(double value, bool inPlace = false) => (DoubleDataFrameColumn)OperateReversed(BinaryOperation.Modulo, value, inPlace);
}
