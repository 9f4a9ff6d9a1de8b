namespace Microsoft.Data.Analysis;

// The wider of the two types is the result's: Int32, Int64, Single, Double.
public partial class Int32DataFrameColumn
{
    public Int32DataFrameColumn Add(Int32DataFrameColumn column, bool inPlace = false) => (Int32DataFrameColumn)Operate(BinaryOperation.Add, column, inPlace);
    public Int64DataFrameColumn Add(Int64DataFrameColumn column) => (Int64DataFrameColumn)ToInt64Column().Operate(BinaryOperation.Add, column, inPlace: true);
    public SingleDataFrameColumn Add(SingleDataFrameColumn column) => (SingleDataFrameColumn)ToSingleColumn().Operate(BinaryOperation.Add, column, inPlace: true);
    public DoubleDataFrameColumn Add(DoubleDataFrameColumn column) => (DoubleDataFrameColumn)ToDoubleColumn().Operate(BinaryOperation.Add, column, inPlace: true);
    public Int32DataFrameColumn Add(int value, bool inPlace = false) => (Int32DataFrameColumn)Operate(BinaryOperation.Add, value, inPlace);
    public Int64DataFrameColumn Add(long value) => (Int64DataFrameColumn)ToInt64Column().Operate(BinaryOperation.Add, value, inPlace: true);
    public SingleDataFrameColumn Add(float value) => (SingleDataFrameColumn)ToSingleColumn().Operate(BinaryOperation.Add, value, inPlace: true);
    public DoubleDataFrameColumn Add(double value) => (DoubleDataFrameColumn)ToDoubleColumn().Operate(BinaryOperation.Add, value, inPlace: true);
    public Int32DataFrameColumn ReverseAdd(int value, bool inPlace = false) => (Int32DataFrameColumn)OperateReversed(BinaryOperation.Add, value, inPlace);
    public Int64DataFrameColumn ReverseAdd(long value) => (Int64DataFrameColumn)ToInt64Column().OperateReversed(BinaryOperation.Add, value, inPlace: true);
    public SingleDataFrameColumn ReverseAdd(float value) => (SingleDataFrameColumn)ToSingleColumn().OperateReversed(BinaryOperation.Add, value, inPlace: true);
    public DoubleDataFrameColumn ReverseAdd(double value) => (DoubleDataFrameColumn)ToDoubleColumn().OperateReversed(BinaryOperation.Add, value, inPlace: true);

    public Int32DataFrameColumn Subtract(Int32DataFrameColumn column, bool inPlace = false) => (Int32DataFrameColumn)Operate(BinaryOperation.Subtract, column, inPlace);
    public Int64DataFrameColumn Subtract(Int64DataFrameColumn column) => (Int64DataFrameColumn)ToInt64Column().Operate(BinaryOperation.Subtract, column, inPlace: true);
    public SingleDataFrameColumn Subtract(SingleDataFrameColumn column) => (SingleDataFrameColumn)ToSingleColumn().Operate(BinaryOperation.Subtract, column, inPlace: true);
    public DoubleDataFrameColumn Subtract(DoubleDataFrameColumn column) => (DoubleDataFrameColumn)ToDoubleColumn().Operate(BinaryOperation.Subtract, column, inPlace: true);
    public Int32DataFrameColumn Subtract(int value, bool inPlace = false) => (Int32DataFrameColumn)Operate(BinaryOperation.Subtract, value, inPlace);
    public Int64DataFrameColumn Subtract(long value) => (Int64DataFrameColumn)ToInt64Column().Operate(BinaryOperation.Subtract, value, inPlace: true);
    public SingleDataFrameColumn Subtract(float value) => (SingleDataFrameColumn)ToSingleColumn().Operate(BinaryOperation.Subtract, value, inPlace: true);
    public DoubleDataFrameColumn Subtract(double value) => (DoubleDataFrameColumn)ToDoubleColumn().Operate(BinaryOperation.Subtract, value, inPlace: true);
    public Int32DataFrameColumn ReverseSubtract(int value, bool inPlace = false) => (Int32DataFrameColumn)OperateReversed(BinaryOperation.Subtract, value, inPlace);
    public Int64DataFrameColumn ReverseSubtract(long value) => (Int64DataFrameColumn)ToInt64Column().OperateReversed(BinaryOperation.Subtract, value, inPlace: true);
    public SingleDataFrameColumn ReverseSubtract(float value) => (SingleDataFrameColumn)ToSingleColumn().OperateReversed(BinaryOperation.Subtract, value, inPlace: true);
    public DoubleDataFrameColumn ReverseSubtract(double value) => (DoubleDataFrameColumn)ToDoubleColumn().OperateReversed(BinaryOperation.Subtract, value, inPlace: true);

    public Int32DataFrameColumn Multiply(Int32DataFrameColumn column, bool inPlace = false) => (Int32DataFrameColumn)Operate(BinaryOperation.Multiply, column, inPlace);
    public Int64DataFrameColumn Multiply(Int64DataFrameColumn column) => (Int64DataFrameColumn)ToInt64Column().Operate(BinaryOperation.Multiply, column, inPlace: true);
    public SingleDataFrameColumn Multiply(SingleDataFrameColumn column) => (SingleDataFrameColumn)ToSingleColumn().Operate(BinaryOperation.Multiply, column, inPlace: true);
    public DoubleDataFrameColumn Multiply(DoubleDataFrameColumn column) => (DoubleDataFrameColumn)ToDoubleColumn().Operate(BinaryOperation.Multiply, column, inPlace: true);
    public Int32DataFrameColumn Multiply(int value, bool inPlace = false) => (Int32DataFrameColumn)Operate(BinaryOperation.Multiply, value, inPlace);
    public Int64DataFrameColumn Multiply(long value) => (Int64DataFrameColumn)ToInt64Column().Operate(BinaryOperation.Multiply, value, inPlace: true);
    public SingleDataFrameColumn Multiply(float value) => (SingleDataFrameColumn)ToSingleColumn().Operate(BinaryOperation.Multiply, value, inPlace: true);
    public DoubleDataFrameColumn Multiply(double value) => (DoubleDataFrameColumn)ToDoubleColumn().Operate(BinaryOperation.Multiply, value, inPlace: true);
    public Int32DataFrameColumn ReverseMultiply(int value, bool inPlace = false) => (Int32DataFrameColumn)OperateReversed(BinaryOperation.Multiply, value, inPlace);
    public Int64DataFrameColumn ReverseMultiply(long value) => (Int64DataFrameColumn)ToInt64Column().OperateReversed(BinaryOperation.Multiply, value, inPlace: true);
    public SingleDataFrameColumn ReverseMultiply(float value) => (SingleDataFrameColumn)ToSingleColumn().OperateReversed(BinaryOperation.Multiply, value, inPlace: true);
    public DoubleDataFrameColumn ReverseMultiply(double value) => (DoubleDataFrameColumn)ToDoubleColumn().OperateReversed(BinaryOperation.Multiply, value, inPlace: true);

    public Int32DataFrameColumn Divide(Int32DataFrameColumn column, bool inPlace = false) => (Int32DataFrameColumn)Operate(BinaryOperation.Divide, column, inPlace);
    public Int64DataFrameColumn Divide(Int64DataFrameColumn column) => (Int64DataFrameColumn)ToInt64Column().Operate(BinaryOperation.Divide, column, inPlace: true);
    public SingleDataFrameColumn Divide(SingleDataFrameColumn column) => (SingleDataFrameColumn)ToSingleColumn().Operate(BinaryOperation.Divide, column, inPlace: true);
    public DoubleDataFrameColumn Divide(DoubleDataFrameColumn column) => (DoubleDataFrameColumn)ToDoubleColumn().Operate(BinaryOperation.Divide, column, inPlace: true);
    public Int32DataFrameColumn Divide(int value, bool inPlace = false) => (Int32DataFrameColumn)Operate(BinaryOperation.Divide, value, inPlace);
    public Int64DataFrameColumn Divide(long value) => (Int64DataFrameColumn)ToInt64Column().Operate(BinaryOperation.Divide, value, inPlace: true);
    public SingleDataFrameColumn Divide(float value) => (SingleDataFrameColumn)ToSingleColumn().Operate(BinaryOperation.Divide, value, inPlace: true);
    public DoubleDataFrameColumn Divide(double value) => (DoubleDataFrameColumn)ToDoubleColumn().Operate(BinaryOperation.Divide, value, inPlace: true);
    public Int32DataFrameColumn ReverseDivide(int value, bool inPlace = false) => (Int32DataFrameColumn)OperateReversed(BinaryOperation.Divide, value, inPlace);
    public Int64DataFrameColumn ReverseDivide(long value) => (Int64DataFrameColumn)ToInt64Column().OperateReversed(BinaryOperation.Divide, value, inPlace: true);
    public SingleDataFrameColumn ReverseDivide(float value) => (SingleDataFrameColumn)ToSingleColumn().OperateReversed(BinaryOperation.Divide, value, inPlace: true);
    public DoubleDataFrameColumn ReverseDivide(double value) => (DoubleDataFrameColumn)ToDoubleColumn().OperateReversed(BinaryOperation.Divide, value, inPlace: true);

    public Int32DataFrameColumn Modulo(Int32DataFrameColumn column, bool inPlace = false) => (Int32DataFrameColumn)Operate(BinaryOperation.Modulo, column, inPlace);
    public Int64DataFrameColumn Modulo(Int64DataFrameColumn column) => (Int64DataFrameColumn)ToInt64Column().Operate(BinaryOperation.Modulo, column, inPlace: true);
    public SingleDataFrameColumn Modulo(SingleDataFrameColumn column) => (SingleDataFrameColumn)ToSingleColumn().Operate(BinaryOperation.Modulo, column, inPlace: true);
    public DoubleDataFrameColumn Modulo(DoubleDataFrameColumn column) => (DoubleDataFrameColumn)ToDoubleColumn().Operate(BinaryOperation.Modulo, column, inPlace: true);
    public Int32DataFrameColumn Modulo(int value, bool inPlace = false) => (Int32DataFrameColumn)Operate(BinaryOperation.Modulo, value, inPlace);
    public Int64DataFrameColumn Modulo(long value) => (Int64DataFrameColumn)ToInt64Column().Operate(BinaryOperation.Modulo, value, inPlace: true);
    public SingleDataFrameColumn Modulo(float value) => (SingleDataFrameColumn)ToSingleColumn().Operate(BinaryOperation.Modulo, value, inPlace: true);
    public DoubleDataFrameColumn Modulo(double value) => (DoubleDataFrameColumn)ToDoubleColumn().Operate(BinaryOperation.Modulo, value, inPlace: true);
    public Int32DataFrameColumn ReverseModulo(int value, bool inPlace = false) => (Int32DataFrameColumn)OperateReversed(BinaryOperation.Modulo, value, inPlace);
    public Int64DataFrameColumn ReverseModulo(long value) => (Int64DataFrameColumn)ToInt64Column().OperateReversed(BinaryOperation.Modulo, value, inPlace: true);
    public SingleDataFrameColumn ReverseModulo(float value) => (SingleDataFrameColumn)ToSingleColumn().OperateReversed(BinaryOperation.Modulo, value, inPlace: true);
    public DoubleDataFrameColumn ReverseModulo(double value) => (DoubleDataFrameColumn)ToDoubleColumn().OperateReversed(BinaryOperation.Modulo, value, inPlace: true);

    public new Int32DataFrameColumn LeftShift(int value, bool inPlace = false) => (Int32DataFrameColumn)base.LeftShift(value, inPlace);
    public new Int32DataFrameColumn RightShift(int value, bool inPlace = false) => (Int32DataFrameColumn)base.RightShift(value, inPlace);
}
