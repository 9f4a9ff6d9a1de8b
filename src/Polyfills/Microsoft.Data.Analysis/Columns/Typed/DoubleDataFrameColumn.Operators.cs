namespace Microsoft.Data.Analysis;

public partial class DoubleDataFrameColumn
{
    public static DoubleDataFrameColumn operator +(DoubleDataFrameColumn left, Int32DataFrameColumn right) => left.Add(right);
    public static DoubleDataFrameColumn operator +(DoubleDataFrameColumn left, Int64DataFrameColumn right) => left.Add(right);
    public static DoubleDataFrameColumn operator +(DoubleDataFrameColumn left, SingleDataFrameColumn right) => left.Add(right);
    public static DoubleDataFrameColumn operator +(DoubleDataFrameColumn left, DoubleDataFrameColumn right) => left.Add(right);
    public static DoubleDataFrameColumn operator +(DoubleDataFrameColumn column, int value) => column.Add(value);
    public static DoubleDataFrameColumn operator +(DoubleDataFrameColumn column, long value) => column.Add(value);
    public static DoubleDataFrameColumn operator +(DoubleDataFrameColumn column, float value) => column.Add(value);
    public static DoubleDataFrameColumn operator +(DoubleDataFrameColumn column, double value) => column.Add(value);
    public static DoubleDataFrameColumn operator +(int value, DoubleDataFrameColumn column) => column.ReverseAdd(value);
    public static DoubleDataFrameColumn operator +(long value, DoubleDataFrameColumn column) => column.ReverseAdd(value);
    public static DoubleDataFrameColumn operator +(float value, DoubleDataFrameColumn column) => column.ReverseAdd(value);
    public static DoubleDataFrameColumn operator +(double value, DoubleDataFrameColumn column) => column.ReverseAdd(value);

    public static DoubleDataFrameColumn operator -(DoubleDataFrameColumn left, Int32DataFrameColumn right) => left.Subtract(right);
    public static DoubleDataFrameColumn operator -(DoubleDataFrameColumn left, Int64DataFrameColumn right) => left.Subtract(right);
    public static DoubleDataFrameColumn operator -(DoubleDataFrameColumn left, SingleDataFrameColumn right) => left.Subtract(right);
    public static DoubleDataFrameColumn operator -(DoubleDataFrameColumn left, DoubleDataFrameColumn right) => left.Subtract(right);
    public static DoubleDataFrameColumn operator -(DoubleDataFrameColumn column, int value) => column.Subtract(value);
    public static DoubleDataFrameColumn operator -(DoubleDataFrameColumn column, long value) => column.Subtract(value);
    public static DoubleDataFrameColumn operator -(DoubleDataFrameColumn column, float value) => column.Subtract(value);
    public static DoubleDataFrameColumn operator -(DoubleDataFrameColumn column, double value) => column.Subtract(value);
    public static DoubleDataFrameColumn operator -(int value, DoubleDataFrameColumn column) => column.ReverseSubtract(value);
    public static DoubleDataFrameColumn operator -(long value, DoubleDataFrameColumn column) => column.ReverseSubtract(value);
    public static DoubleDataFrameColumn operator -(float value, DoubleDataFrameColumn column) => column.ReverseSubtract(value);
    public static DoubleDataFrameColumn operator -(double value, DoubleDataFrameColumn column) => column.ReverseSubtract(value);

    public static DoubleDataFrameColumn operator *(DoubleDataFrameColumn left, Int32DataFrameColumn right) => left.Multiply(right);
    public static DoubleDataFrameColumn operator *(DoubleDataFrameColumn left, Int64DataFrameColumn right) => left.Multiply(right);
    public static DoubleDataFrameColumn operator *(DoubleDataFrameColumn left, SingleDataFrameColumn right) => left.Multiply(right);
    public static DoubleDataFrameColumn operator *(DoubleDataFrameColumn left, DoubleDataFrameColumn right) => left.Multiply(right);
    public static DoubleDataFrameColumn operator *(DoubleDataFrameColumn column, int value) => column.Multiply(value);
    public static DoubleDataFrameColumn operator *(DoubleDataFrameColumn column, long value) => column.Multiply(value);
    public static DoubleDataFrameColumn operator *(DoubleDataFrameColumn column, float value) => column.Multiply(value);
    public static DoubleDataFrameColumn operator *(DoubleDataFrameColumn column, double value) => column.Multiply(value);
    public static DoubleDataFrameColumn operator *(int value, DoubleDataFrameColumn column) => column.ReverseMultiply(value);
    public static DoubleDataFrameColumn operator *(long value, DoubleDataFrameColumn column) => column.ReverseMultiply(value);
    public static DoubleDataFrameColumn operator *(float value, DoubleDataFrameColumn column) => column.ReverseMultiply(value);
    public static DoubleDataFrameColumn operator *(double value, DoubleDataFrameColumn column) => column.ReverseMultiply(value);

    public static DoubleDataFrameColumn operator /(DoubleDataFrameColumn left, Int32DataFrameColumn right) => left.Divide(right);
    public static DoubleDataFrameColumn operator /(DoubleDataFrameColumn left, Int64DataFrameColumn right) => left.Divide(right);
    public static DoubleDataFrameColumn operator /(DoubleDataFrameColumn left, SingleDataFrameColumn right) => left.Divide(right);
    public static DoubleDataFrameColumn operator /(DoubleDataFrameColumn left, DoubleDataFrameColumn right) => left.Divide(right);
    public static DoubleDataFrameColumn operator /(DoubleDataFrameColumn column, int value) => column.Divide(value);
    public static DoubleDataFrameColumn operator /(DoubleDataFrameColumn column, long value) => column.Divide(value);
    public static DoubleDataFrameColumn operator /(DoubleDataFrameColumn column, float value) => column.Divide(value);
    public static DoubleDataFrameColumn operator /(DoubleDataFrameColumn column, double value) => column.Divide(value);
    public static DoubleDataFrameColumn operator /(int value, DoubleDataFrameColumn column) => column.ReverseDivide(value);
    public static DoubleDataFrameColumn operator /(long value, DoubleDataFrameColumn column) => column.ReverseDivide(value);
    public static DoubleDataFrameColumn operator /(float value, DoubleDataFrameColumn column) => column.ReverseDivide(value);
    public static DoubleDataFrameColumn operator /(double value, DoubleDataFrameColumn column) => column.ReverseDivide(value);

    public static DoubleDataFrameColumn operator %(DoubleDataFrameColumn left, Int32DataFrameColumn right) => left.Modulo(right);
    public static DoubleDataFrameColumn operator %(DoubleDataFrameColumn left, Int64DataFrameColumn right) => left.Modulo(right);
    public static DoubleDataFrameColumn operator %(DoubleDataFrameColumn left, SingleDataFrameColumn right) => left.Modulo(right);
    public static DoubleDataFrameColumn operator %(DoubleDataFrameColumn left, DoubleDataFrameColumn right) => left.Modulo(right);
    public static DoubleDataFrameColumn operator %(DoubleDataFrameColumn column, int value) => column.Modulo(value);
    public static DoubleDataFrameColumn operator %(DoubleDataFrameColumn column, long value) => column.Modulo(value);
    public static DoubleDataFrameColumn operator %(DoubleDataFrameColumn column, float value) => column.Modulo(value);
    public static DoubleDataFrameColumn operator %(DoubleDataFrameColumn column, double value) => column.Modulo(value);
    public static DoubleDataFrameColumn operator %(int value, DoubleDataFrameColumn column) => column.ReverseModulo(value);
    public static DoubleDataFrameColumn operator %(long value, DoubleDataFrameColumn column) => column.ReverseModulo(value);
    public static DoubleDataFrameColumn operator %(float value, DoubleDataFrameColumn column) => column.ReverseModulo(value);
    public static DoubleDataFrameColumn operator %(double value, DoubleDataFrameColumn column) => column.ReverseModulo(value);
}
