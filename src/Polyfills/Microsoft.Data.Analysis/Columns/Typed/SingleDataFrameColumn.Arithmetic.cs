namespace Microsoft.Data.Analysis;

// The wider of the two types is the result's: Int32, Int64, Single, Double.
public partial class SingleDataFrameColumn
{
    public SingleDataFrameColumn Add(Int32DataFrameColumn column, bool inPlace = false) => (SingleDataFrameColumn)Operate(BinaryOperation.Add, column.ToSingleColumn(), inPlace);
    public SingleDataFrameColumn Add(Int64DataFrameColumn column, bool inPlace = false) => (SingleDataFrameColumn)Operate(BinaryOperation.Add, column.ToSingleColumn(), inPlace);
    public SingleDataFrameColumn Add(SingleDataFrameColumn column, bool inPlace = false) => (SingleDataFrameColumn)Operate(BinaryOperation.Add, column, inPlace);
    public DoubleDataFrameColumn Add(DoubleDataFrameColumn column) => (DoubleDataFrameColumn)ToDoubleColumn().Operate(BinaryOperation.Add, column, inPlace: true);
    public SingleDataFrameColumn Add(int value, bool inPlace = false) => (SingleDataFrameColumn)Operate(BinaryOperation.Add, value, inPlace);
    public SingleDataFrameColumn Add(long value, bool inPlace = false) => (SingleDataFrameColumn)Operate(BinaryOperation.Add, value, inPlace);
    public SingleDataFrameColumn Add(float value, bool inPlace = false) => (SingleDataFrameColumn)Operate(BinaryOperation.Add, value, inPlace);
    public DoubleDataFrameColumn Add(double value) => (DoubleDataFrameColumn)ToDoubleColumn().Operate(BinaryOperation.Add, value, inPlace: true);
    public SingleDataFrameColumn ReverseAdd(int value, bool inPlace = false) => (SingleDataFrameColumn)OperateReversed(BinaryOperation.Add, value, inPlace);
    public SingleDataFrameColumn ReverseAdd(long value, bool inPlace = false) => (SingleDataFrameColumn)OperateReversed(BinaryOperation.Add, value, inPlace);
    public SingleDataFrameColumn ReverseAdd(float value, bool inPlace = false) => (SingleDataFrameColumn)OperateReversed(BinaryOperation.Add, value, inPlace);
    public DoubleDataFrameColumn ReverseAdd(double value) => (DoubleDataFrameColumn)ToDoubleColumn().OperateReversed(BinaryOperation.Add, value, inPlace: true);

    public SingleDataFrameColumn Subtract(Int32DataFrameColumn column, bool inPlace = false) => (SingleDataFrameColumn)Operate(BinaryOperation.Subtract, column.ToSingleColumn(), inPlace);
    public SingleDataFrameColumn Subtract(Int64DataFrameColumn column, bool inPlace = false) => (SingleDataFrameColumn)Operate(BinaryOperation.Subtract, column.ToSingleColumn(), inPlace);
    public SingleDataFrameColumn Subtract(SingleDataFrameColumn column, bool inPlace = false) => (SingleDataFrameColumn)Operate(BinaryOperation.Subtract, column, inPlace);
    public DoubleDataFrameColumn Subtract(DoubleDataFrameColumn column) => (DoubleDataFrameColumn)ToDoubleColumn().Operate(BinaryOperation.Subtract, column, inPlace: true);
    public SingleDataFrameColumn Subtract(int value, bool inPlace = false) => (SingleDataFrameColumn)Operate(BinaryOperation.Subtract, value, inPlace);
    public SingleDataFrameColumn Subtract(long value, bool inPlace = false) => (SingleDataFrameColumn)Operate(BinaryOperation.Subtract, value, inPlace);
    public SingleDataFrameColumn Subtract(float value, bool inPlace = false) => (SingleDataFrameColumn)Operate(BinaryOperation.Subtract, value, inPlace);
    public DoubleDataFrameColumn Subtract(double value) => (DoubleDataFrameColumn)ToDoubleColumn().Operate(BinaryOperation.Subtract, value, inPlace: true);
    public SingleDataFrameColumn ReverseSubtract(int value, bool inPlace = false) => (SingleDataFrameColumn)OperateReversed(BinaryOperation.Subtract, value, inPlace);
    public SingleDataFrameColumn ReverseSubtract(long value, bool inPlace = false) => (SingleDataFrameColumn)OperateReversed(BinaryOperation.Subtract, value, inPlace);
    public SingleDataFrameColumn ReverseSubtract(float value, bool inPlace = false) => (SingleDataFrameColumn)OperateReversed(BinaryOperation.Subtract, value, inPlace);
    public DoubleDataFrameColumn ReverseSubtract(double value) => (DoubleDataFrameColumn)ToDoubleColumn().OperateReversed(BinaryOperation.Subtract, value, inPlace: true);

    public SingleDataFrameColumn Multiply(Int32DataFrameColumn column, bool inPlace = false) => (SingleDataFrameColumn)Operate(BinaryOperation.Multiply, column.ToSingleColumn(), inPlace);
    public SingleDataFrameColumn Multiply(Int64DataFrameColumn column, bool inPlace = false) => (SingleDataFrameColumn)Operate(BinaryOperation.Multiply, column.ToSingleColumn(), inPlace);
    public SingleDataFrameColumn Multiply(SingleDataFrameColumn column, bool inPlace = false) => (SingleDataFrameColumn)Operate(BinaryOperation.Multiply, column, inPlace);
    public DoubleDataFrameColumn Multiply(DoubleDataFrameColumn column) => (DoubleDataFrameColumn)ToDoubleColumn().Operate(BinaryOperation.Multiply, column, inPlace: true);
    public SingleDataFrameColumn Multiply(int value, bool inPlace = false) => (SingleDataFrameColumn)Operate(BinaryOperation.Multiply, value, inPlace);
    public SingleDataFrameColumn Multiply(long value, bool inPlace = false) => (SingleDataFrameColumn)Operate(BinaryOperation.Multiply, value, inPlace);
    public SingleDataFrameColumn Multiply(float value, bool inPlace = false) => (SingleDataFrameColumn)Operate(BinaryOperation.Multiply, value, inPlace);
    public DoubleDataFrameColumn Multiply(double value) => (DoubleDataFrameColumn)ToDoubleColumn().Operate(BinaryOperation.Multiply, value, inPlace: true);
    public SingleDataFrameColumn ReverseMultiply(int value, bool inPlace = false) => (SingleDataFrameColumn)OperateReversed(BinaryOperation.Multiply, value, inPlace);
    public SingleDataFrameColumn ReverseMultiply(long value, bool inPlace = false) => (SingleDataFrameColumn)OperateReversed(BinaryOperation.Multiply, value, inPlace);
    public SingleDataFrameColumn ReverseMultiply(float value, bool inPlace = false) => (SingleDataFrameColumn)OperateReversed(BinaryOperation.Multiply, value, inPlace);
    public DoubleDataFrameColumn ReverseMultiply(double value) => (DoubleDataFrameColumn)ToDoubleColumn().OperateReversed(BinaryOperation.Multiply, value, inPlace: true);

    public SingleDataFrameColumn Divide(Int32DataFrameColumn column, bool inPlace = false) => (SingleDataFrameColumn)Operate(BinaryOperation.Divide, column.ToSingleColumn(), inPlace);
    public SingleDataFrameColumn Divide(Int64DataFrameColumn column, bool inPlace = false) => (SingleDataFrameColumn)Operate(BinaryOperation.Divide, column.ToSingleColumn(), inPlace);
    public SingleDataFrameColumn Divide(SingleDataFrameColumn column, bool inPlace = false) => (SingleDataFrameColumn)Operate(BinaryOperation.Divide, column, inPlace);
    public DoubleDataFrameColumn Divide(DoubleDataFrameColumn column) => (DoubleDataFrameColumn)ToDoubleColumn().Operate(BinaryOperation.Divide, column, inPlace: true);
    public SingleDataFrameColumn Divide(int value, bool inPlace = false) => (SingleDataFrameColumn)Operate(BinaryOperation.Divide, value, inPlace);
    public SingleDataFrameColumn Divide(long value, bool inPlace = false) => (SingleDataFrameColumn)Operate(BinaryOperation.Divide, value, inPlace);
    public SingleDataFrameColumn Divide(float value, bool inPlace = false) => (SingleDataFrameColumn)Operate(BinaryOperation.Divide, value, inPlace);
    public DoubleDataFrameColumn Divide(double value) => (DoubleDataFrameColumn)ToDoubleColumn().Operate(BinaryOperation.Divide, value, inPlace: true);
    public SingleDataFrameColumn ReverseDivide(int value, bool inPlace = false) => (SingleDataFrameColumn)OperateReversed(BinaryOperation.Divide, value, inPlace);
    public SingleDataFrameColumn ReverseDivide(long value, bool inPlace = false) => (SingleDataFrameColumn)OperateReversed(BinaryOperation.Divide, value, inPlace);
    public SingleDataFrameColumn ReverseDivide(float value, bool inPlace = false) => (SingleDataFrameColumn)OperateReversed(BinaryOperation.Divide, value, inPlace);
    public DoubleDataFrameColumn ReverseDivide(double value) => (DoubleDataFrameColumn)ToDoubleColumn().OperateReversed(BinaryOperation.Divide, value, inPlace: true);

    public SingleDataFrameColumn Modulo(Int32DataFrameColumn column, bool inPlace = false) => (SingleDataFrameColumn)Operate(BinaryOperation.Modulo, column.ToSingleColumn(), inPlace);
    public SingleDataFrameColumn Modulo(Int64DataFrameColumn column, bool inPlace = false) => (SingleDataFrameColumn)Operate(BinaryOperation.Modulo, column.ToSingleColumn(), inPlace);
    public SingleDataFrameColumn Modulo(SingleDataFrameColumn column, bool inPlace = false) => (SingleDataFrameColumn)Operate(BinaryOperation.Modulo, column, inPlace);
    public DoubleDataFrameColumn Modulo(DoubleDataFrameColumn column) => (DoubleDataFrameColumn)ToDoubleColumn().Operate(BinaryOperation.Modulo, column, inPlace: true);
    public SingleDataFrameColumn Modulo(int value, bool inPlace = false) => (SingleDataFrameColumn)Operate(BinaryOperation.Modulo, value, inPlace);
    public SingleDataFrameColumn Modulo(long value, bool inPlace = false) => (SingleDataFrameColumn)Operate(BinaryOperation.Modulo, value, inPlace);
    public SingleDataFrameColumn Modulo(float value, bool inPlace = false) => (SingleDataFrameColumn)Operate(BinaryOperation.Modulo, value, inPlace);
    public DoubleDataFrameColumn Modulo(double value) => (DoubleDataFrameColumn)ToDoubleColumn().Operate(BinaryOperation.Modulo, value, inPlace: true);
    public SingleDataFrameColumn ReverseModulo(int value, bool inPlace = false) => (SingleDataFrameColumn)OperateReversed(BinaryOperation.Modulo, value, inPlace);
    public SingleDataFrameColumn ReverseModulo(long value, bool inPlace = false) => (SingleDataFrameColumn)OperateReversed(BinaryOperation.Modulo, value, inPlace);
    public SingleDataFrameColumn ReverseModulo(float value, bool inPlace = false) => (SingleDataFrameColumn)OperateReversed(BinaryOperation.Modulo, value, inPlace);
    public DoubleDataFrameColumn ReverseModulo(double value) => (DoubleDataFrameColumn)ToDoubleColumn().OperateReversed(BinaryOperation.Modulo, value, inPlace: true);
}
