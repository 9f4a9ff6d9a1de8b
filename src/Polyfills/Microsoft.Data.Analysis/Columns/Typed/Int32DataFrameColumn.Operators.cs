namespace Microsoft.Data.Analysis;

public partial class Int32DataFrameColumn
{
    public static Int32DataFrameColumn operator +(Int32DataFrameColumn left, Int32DataFrameColumn right) => left.Add(right);
    public static Int64DataFrameColumn operator +(Int32DataFrameColumn left, Int64DataFrameColumn right) => left.Add(right);
    public static SingleDataFrameColumn operator +(Int32DataFrameColumn left, SingleDataFrameColumn right) => left.Add(right);
    public static DoubleDataFrameColumn operator +(Int32DataFrameColumn left, DoubleDataFrameColumn right) => left.Add(right);
    public static Int32DataFrameColumn operator +(Int32DataFrameColumn column, int value) => column.Add(value);
    public static Int64DataFrameColumn operator +(Int32DataFrameColumn column, long value) => column.Add(value);
    public static SingleDataFrameColumn operator +(Int32DataFrameColumn column, float value) => column.Add(value);
    public static DoubleDataFrameColumn operator +(Int32DataFrameColumn column, double value) => column.Add(value);
    public static Int32DataFrameColumn operator +(int value, Int32DataFrameColumn column) => column.ReverseAdd(value);
    public static Int64DataFrameColumn operator +(long value, Int32DataFrameColumn column) => column.ReverseAdd(value);
    public static SingleDataFrameColumn operator +(float value, Int32DataFrameColumn column) => column.ReverseAdd(value);
    public static DoubleDataFrameColumn operator +(double value, Int32DataFrameColumn column) => column.ReverseAdd(value);

    public static Int32DataFrameColumn operator -(Int32DataFrameColumn left, Int32DataFrameColumn right) => left.Subtract(right);
    public static Int64DataFrameColumn operator -(Int32DataFrameColumn left, Int64DataFrameColumn right) => left.Subtract(right);
    public static SingleDataFrameColumn operator -(Int32DataFrameColumn left, SingleDataFrameColumn right) => left.Subtract(right);
    public static DoubleDataFrameColumn operator -(Int32DataFrameColumn left, DoubleDataFrameColumn right) => left.Subtract(right);
    public static Int32DataFrameColumn operator -(Int32DataFrameColumn column, int value) => column.Subtract(value);
    public static Int64DataFrameColumn operator -(Int32DataFrameColumn column, long value) => column.Subtract(value);
    public static SingleDataFrameColumn operator -(Int32DataFrameColumn column, float value) => column.Subtract(value);
    public static DoubleDataFrameColumn operator -(Int32DataFrameColumn column, double value) => column.Subtract(value);
    public static Int32DataFrameColumn operator -(int value, Int32DataFrameColumn column) => column.ReverseSubtract(value);
    public static Int64DataFrameColumn operator -(long value, Int32DataFrameColumn column) => column.ReverseSubtract(value);
    public static SingleDataFrameColumn operator -(float value, Int32DataFrameColumn column) => column.ReverseSubtract(value);
    public static DoubleDataFrameColumn operator -(double value, Int32DataFrameColumn column) => column.ReverseSubtract(value);

    public static Int32DataFrameColumn operator *(Int32DataFrameColumn left, Int32DataFrameColumn right) => left.Multiply(right);
    public static Int64DataFrameColumn operator *(Int32DataFrameColumn left, Int64DataFrameColumn right) => left.Multiply(right);
    public static SingleDataFrameColumn operator *(Int32DataFrameColumn left, SingleDataFrameColumn right) => left.Multiply(right);
    public static DoubleDataFrameColumn operator *(Int32DataFrameColumn left, DoubleDataFrameColumn right) => left.Multiply(right);
    public static Int32DataFrameColumn operator *(Int32DataFrameColumn column, int value) => column.Multiply(value);
    public static Int64DataFrameColumn operator *(Int32DataFrameColumn column, long value) => column.Multiply(value);
    public static SingleDataFrameColumn operator *(Int32DataFrameColumn column, float value) => column.Multiply(value);
    public static DoubleDataFrameColumn operator *(Int32DataFrameColumn column, double value) => column.Multiply(value);
    public static Int32DataFrameColumn operator *(int value, Int32DataFrameColumn column) => column.ReverseMultiply(value);
    public static Int64DataFrameColumn operator *(long value, Int32DataFrameColumn column) => column.ReverseMultiply(value);
    public static SingleDataFrameColumn operator *(float value, Int32DataFrameColumn column) => column.ReverseMultiply(value);
    public static DoubleDataFrameColumn operator *(double value, Int32DataFrameColumn column) => column.ReverseMultiply(value);

    public static Int32DataFrameColumn operator /(Int32DataFrameColumn left, Int32DataFrameColumn right) => left.Divide(right);
    public static Int64DataFrameColumn operator /(Int32DataFrameColumn left, Int64DataFrameColumn right) => left.Divide(right);
    public static SingleDataFrameColumn operator /(Int32DataFrameColumn left, SingleDataFrameColumn right) => left.Divide(right);
    public static DoubleDataFrameColumn operator /(Int32DataFrameColumn left, DoubleDataFrameColumn right) => left.Divide(right);
    public static Int32DataFrameColumn operator /(Int32DataFrameColumn column, int value) => column.Divide(value);
    public static Int64DataFrameColumn operator /(Int32DataFrameColumn column, long value) => column.Divide(value);
    public static SingleDataFrameColumn operator /(Int32DataFrameColumn column, float value) => column.Divide(value);
    public static DoubleDataFrameColumn operator /(Int32DataFrameColumn column, double value) => column.Divide(value);
    public static Int32DataFrameColumn operator /(int value, Int32DataFrameColumn column) => column.ReverseDivide(value);
    public static Int64DataFrameColumn operator /(long value, Int32DataFrameColumn column) => column.ReverseDivide(value);
    public static SingleDataFrameColumn operator /(float value, Int32DataFrameColumn column) => column.ReverseDivide(value);
    public static DoubleDataFrameColumn operator /(double value, Int32DataFrameColumn column) => column.ReverseDivide(value);

    public static Int32DataFrameColumn operator %(Int32DataFrameColumn left, Int32DataFrameColumn right) => left.Modulo(right);
    public static Int64DataFrameColumn operator %(Int32DataFrameColumn left, Int64DataFrameColumn right) => left.Modulo(right);
    public static SingleDataFrameColumn operator %(Int32DataFrameColumn left, SingleDataFrameColumn right) => left.Modulo(right);
    public static DoubleDataFrameColumn operator %(Int32DataFrameColumn left, DoubleDataFrameColumn right) => left.Modulo(right);
    public static Int32DataFrameColumn operator %(Int32DataFrameColumn column, int value) => column.Modulo(value);
    public static Int64DataFrameColumn operator %(Int32DataFrameColumn column, long value) => column.Modulo(value);
    public static SingleDataFrameColumn operator %(Int32DataFrameColumn column, float value) => column.Modulo(value);
    public static DoubleDataFrameColumn operator %(Int32DataFrameColumn column, double value) => column.Modulo(value);
    public static Int32DataFrameColumn operator %(int value, Int32DataFrameColumn column) => column.ReverseModulo(value);
    public static Int64DataFrameColumn operator %(long value, Int32DataFrameColumn column) => column.ReverseModulo(value);
    public static SingleDataFrameColumn operator %(float value, Int32DataFrameColumn column) => column.ReverseModulo(value);
    public static DoubleDataFrameColumn operator %(double value, Int32DataFrameColumn column) => column.ReverseModulo(value);

    public static Int32DataFrameColumn operator <<(Int32DataFrameColumn left, int value) => left.LeftShift(value);
    public static Int32DataFrameColumn operator >>(Int32DataFrameColumn left, int value) => left.RightShift(value);
}
