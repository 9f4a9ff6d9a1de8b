namespace Microsoft.Data.Analysis;

public partial class SingleDataFrameColumn
{
    public static SingleDataFrameColumn operator +(SingleDataFrameColumn left, Int32DataFrameColumn right) => left.Add(right);
    public static SingleDataFrameColumn operator +(SingleDataFrameColumn left, Int64DataFrameColumn right) => left.Add(right);
    public static SingleDataFrameColumn operator +(SingleDataFrameColumn left, SingleDataFrameColumn right) => left.Add(right);
    public static DoubleDataFrameColumn operator +(SingleDataFrameColumn left, DoubleDataFrameColumn right) => left.Add(right);
    public static SingleDataFrameColumn operator +(SingleDataFrameColumn column, int value) => column.Add(value);
    public static SingleDataFrameColumn operator +(SingleDataFrameColumn column, long value) => column.Add(value);
    public static SingleDataFrameColumn operator +(SingleDataFrameColumn column, float value) => column.Add(value);
    public static DoubleDataFrameColumn operator +(SingleDataFrameColumn column, double value) => column.Add(value);
    public static SingleDataFrameColumn operator +(int value, SingleDataFrameColumn column) => column.ReverseAdd(value);
    public static SingleDataFrameColumn operator +(long value, SingleDataFrameColumn column) => column.ReverseAdd(value);
    public static SingleDataFrameColumn operator +(float value, SingleDataFrameColumn column) => column.ReverseAdd(value);
    public static DoubleDataFrameColumn operator +(double value, SingleDataFrameColumn column) => column.ReverseAdd(value);

    public static SingleDataFrameColumn operator -(SingleDataFrameColumn left, Int32DataFrameColumn right) => left.Subtract(right);
    public static SingleDataFrameColumn operator -(SingleDataFrameColumn left, Int64DataFrameColumn right) => left.Subtract(right);
    public static SingleDataFrameColumn operator -(SingleDataFrameColumn left, SingleDataFrameColumn right) => left.Subtract(right);
    public static DoubleDataFrameColumn operator -(SingleDataFrameColumn left, DoubleDataFrameColumn right) => left.Subtract(right);
    public static SingleDataFrameColumn operator -(SingleDataFrameColumn column, int value) => column.Subtract(value);
    public static SingleDataFrameColumn operator -(SingleDataFrameColumn column, long value) => column.Subtract(value);
    public static SingleDataFrameColumn operator -(SingleDataFrameColumn column, float value) => column.Subtract(value);
    public static DoubleDataFrameColumn operator -(SingleDataFrameColumn column, double value) => column.Subtract(value);
    public static SingleDataFrameColumn operator -(int value, SingleDataFrameColumn column) => column.ReverseSubtract(value);
    public static SingleDataFrameColumn operator -(long value, SingleDataFrameColumn column) => column.ReverseSubtract(value);
    public static SingleDataFrameColumn operator -(float value, SingleDataFrameColumn column) => column.ReverseSubtract(value);
    public static DoubleDataFrameColumn operator -(double value, SingleDataFrameColumn column) => column.ReverseSubtract(value);

    public static SingleDataFrameColumn operator *(SingleDataFrameColumn left, Int32DataFrameColumn right) => left.Multiply(right);
    public static SingleDataFrameColumn operator *(SingleDataFrameColumn left, Int64DataFrameColumn right) => left.Multiply(right);
    public static SingleDataFrameColumn operator *(SingleDataFrameColumn left, SingleDataFrameColumn right) => left.Multiply(right);
    public static DoubleDataFrameColumn operator *(SingleDataFrameColumn left, DoubleDataFrameColumn right) => left.Multiply(right);
    public static SingleDataFrameColumn operator *(SingleDataFrameColumn column, int value) => column.Multiply(value);
    public static SingleDataFrameColumn operator *(SingleDataFrameColumn column, long value) => column.Multiply(value);
    public static SingleDataFrameColumn operator *(SingleDataFrameColumn column, float value) => column.Multiply(value);
    public static DoubleDataFrameColumn operator *(SingleDataFrameColumn column, double value) => column.Multiply(value);
    public static SingleDataFrameColumn operator *(int value, SingleDataFrameColumn column) => column.ReverseMultiply(value);
    public static SingleDataFrameColumn operator *(long value, SingleDataFrameColumn column) => column.ReverseMultiply(value);
    public static SingleDataFrameColumn operator *(float value, SingleDataFrameColumn column) => column.ReverseMultiply(value);
    public static DoubleDataFrameColumn operator *(double value, SingleDataFrameColumn column) => column.ReverseMultiply(value);

    public static SingleDataFrameColumn operator /(SingleDataFrameColumn left, Int32DataFrameColumn right) => left.Divide(right);
    public static SingleDataFrameColumn operator /(SingleDataFrameColumn left, Int64DataFrameColumn right) => left.Divide(right);
    public static SingleDataFrameColumn operator /(SingleDataFrameColumn left, SingleDataFrameColumn right) => left.Divide(right);
    public static DoubleDataFrameColumn operator /(SingleDataFrameColumn left, DoubleDataFrameColumn right) => left.Divide(right);
    public static SingleDataFrameColumn operator /(SingleDataFrameColumn column, int value) => column.Divide(value);
    public static SingleDataFrameColumn operator /(SingleDataFrameColumn column, long value) => column.Divide(value);
    public static SingleDataFrameColumn operator /(SingleDataFrameColumn column, float value) => column.Divide(value);
    public static DoubleDataFrameColumn operator /(SingleDataFrameColumn column, double value) => column.Divide(value);
    public static SingleDataFrameColumn operator /(int value, SingleDataFrameColumn column) => column.ReverseDivide(value);
    public static SingleDataFrameColumn operator /(long value, SingleDataFrameColumn column) => column.ReverseDivide(value);
    public static SingleDataFrameColumn operator /(float value, SingleDataFrameColumn column) => column.ReverseDivide(value);
    public static DoubleDataFrameColumn operator /(double value, SingleDataFrameColumn column) => column.ReverseDivide(value);

    public static SingleDataFrameColumn operator %(SingleDataFrameColumn left, Int32DataFrameColumn right) => left.Modulo(right);
    public static SingleDataFrameColumn operator %(SingleDataFrameColumn left, Int64DataFrameColumn right) => left.Modulo(right);
    public static SingleDataFrameColumn operator %(SingleDataFrameColumn left, SingleDataFrameColumn right) => left.Modulo(right);
    public static DoubleDataFrameColumn operator %(SingleDataFrameColumn left, DoubleDataFrameColumn right) => left.Modulo(right);
    public static SingleDataFrameColumn operator %(SingleDataFrameColumn column, int value) => column.Modulo(value);
    public static SingleDataFrameColumn operator %(SingleDataFrameColumn column, long value) => column.Modulo(value);
    public static SingleDataFrameColumn operator %(SingleDataFrameColumn column, float value) => column.Modulo(value);
    public static DoubleDataFrameColumn operator %(SingleDataFrameColumn column, double value) => column.Modulo(value);
    public static SingleDataFrameColumn operator %(int value, SingleDataFrameColumn column) => column.ReverseModulo(value);
    public static SingleDataFrameColumn operator %(long value, SingleDataFrameColumn column) => column.ReverseModulo(value);
    public static SingleDataFrameColumn operator %(float value, SingleDataFrameColumn column) => column.ReverseModulo(value);
    public static DoubleDataFrameColumn operator %(double value, SingleDataFrameColumn column) => column.ReverseModulo(value);
}
