namespace Microsoft.Data.Analysis;

public abstract partial class DataFrameColumn
{
    public static DataFrameColumn operator +(DataFrameColumn left, DataFrameColumn right) => left.Add(right);

    public static DataFrameColumn operator +(DataFrameColumn column, byte value) => column.Add(value);

    public static DataFrameColumn operator +(byte value, DataFrameColumn column) => column.ReverseAdd(value);

    public static DataFrameColumn operator +(DataFrameColumn column, decimal value) => column.Add(value);

    public static DataFrameColumn operator +(decimal value, DataFrameColumn column) => column.ReverseAdd(value);

    public static DataFrameColumn operator +(DataFrameColumn column, double value) => column.Add(value);

    public static DataFrameColumn operator +(double value, DataFrameColumn column) => column.ReverseAdd(value);

    public static DataFrameColumn operator +(DataFrameColumn column, float value) => column.Add(value);

    public static DataFrameColumn operator +(float value, DataFrameColumn column) => column.ReverseAdd(value);

    public static DataFrameColumn operator +(DataFrameColumn column, int value) => column.Add(value);

    public static DataFrameColumn operator +(int value, DataFrameColumn column) => column.ReverseAdd(value);

    public static DataFrameColumn operator +(DataFrameColumn column, long value) => column.Add(value);

    public static DataFrameColumn operator +(long value, DataFrameColumn column) => column.ReverseAdd(value);

    public static DataFrameColumn operator +(DataFrameColumn column, sbyte value) => column.Add(value);

    public static DataFrameColumn operator +(sbyte value, DataFrameColumn column) => column.ReverseAdd(value);

    public static DataFrameColumn operator +(DataFrameColumn column, short value) => column.Add(value);

    public static DataFrameColumn operator +(short value, DataFrameColumn column) => column.ReverseAdd(value);

    public static DataFrameColumn operator +(DataFrameColumn column, uint value) => column.Add(value);

    public static DataFrameColumn operator +(uint value, DataFrameColumn column) => column.ReverseAdd(value);

    public static DataFrameColumn operator +(DataFrameColumn column, ulong value) => column.Add(value);

    public static DataFrameColumn operator +(ulong value, DataFrameColumn column) => column.ReverseAdd(value);

    public static DataFrameColumn operator +(DataFrameColumn column, ushort value) => column.Add(value);

    public static DataFrameColumn operator +(ushort value, DataFrameColumn column) => column.ReverseAdd(value);

    public static DataFrameColumn operator -(DataFrameColumn left, DataFrameColumn right) => left.Subtract(right);

    public static DataFrameColumn operator -(DataFrameColumn column, byte value) => column.Subtract(value);

    public static DataFrameColumn operator -(byte value, DataFrameColumn column) => column.ReverseSubtract(value);

    public static DataFrameColumn operator -(DataFrameColumn column, decimal value) => column.Subtract(value);

    public static DataFrameColumn operator -(decimal value, DataFrameColumn column) => column.ReverseSubtract(value);

    public static DataFrameColumn operator -(DataFrameColumn column, double value) => column.Subtract(value);

    public static DataFrameColumn operator -(double value, DataFrameColumn column) => column.ReverseSubtract(value);

    public static DataFrameColumn operator -(DataFrameColumn column, float value) => column.Subtract(value);

    public static DataFrameColumn operator -(float value, DataFrameColumn column) => column.ReverseSubtract(value);

    public static DataFrameColumn operator -(DataFrameColumn column, int value) => column.Subtract(value);

    public static DataFrameColumn operator -(int value, DataFrameColumn column) => column.ReverseSubtract(value);

    public static DataFrameColumn operator -(DataFrameColumn column, long value) => column.Subtract(value);

    public static DataFrameColumn operator -(long value, DataFrameColumn column) => column.ReverseSubtract(value);

    public static DataFrameColumn operator -(DataFrameColumn column, sbyte value) => column.Subtract(value);

    public static DataFrameColumn operator -(sbyte value, DataFrameColumn column) => column.ReverseSubtract(value);

    public static DataFrameColumn operator -(DataFrameColumn column, short value) => column.Subtract(value);

    public static DataFrameColumn operator -(short value, DataFrameColumn column) => column.ReverseSubtract(value);

    public static DataFrameColumn operator -(DataFrameColumn column, uint value) => column.Subtract(value);

    public static DataFrameColumn operator -(uint value, DataFrameColumn column) => column.ReverseSubtract(value);

    public static DataFrameColumn operator -(DataFrameColumn column, ulong value) => column.Subtract(value);

    public static DataFrameColumn operator -(ulong value, DataFrameColumn column) => column.ReverseSubtract(value);

    public static DataFrameColumn operator -(DataFrameColumn column, ushort value) => column.Subtract(value);

    public static DataFrameColumn operator -(ushort value, DataFrameColumn column) => column.ReverseSubtract(value);

    public static DataFrameColumn operator *(DataFrameColumn left, DataFrameColumn right) => left.Multiply(right);

    public static DataFrameColumn operator *(DataFrameColumn column, byte value) => column.Multiply(value);

    public static DataFrameColumn operator *(byte value, DataFrameColumn column) => column.ReverseMultiply(value);

    public static DataFrameColumn operator *(DataFrameColumn column, decimal value) => column.Multiply(value);

    public static DataFrameColumn operator *(decimal value, DataFrameColumn column) => column.ReverseMultiply(value);

    public static DataFrameColumn operator *(DataFrameColumn column, double value) => column.Multiply(value);

    public static DataFrameColumn operator *(double value, DataFrameColumn column) => column.ReverseMultiply(value);

    public static DataFrameColumn operator *(DataFrameColumn column, float value) => column.Multiply(value);

    public static DataFrameColumn operator *(float value, DataFrameColumn column) => column.ReverseMultiply(value);

    public static DataFrameColumn operator *(DataFrameColumn column, int value) => column.Multiply(value);

    public static DataFrameColumn operator *(int value, DataFrameColumn column) => column.ReverseMultiply(value);

    public static DataFrameColumn operator *(DataFrameColumn column, long value) => column.Multiply(value);

    public static DataFrameColumn operator *(long value, DataFrameColumn column) => column.ReverseMultiply(value);

    public static DataFrameColumn operator *(DataFrameColumn column, sbyte value) => column.Multiply(value);

    public static DataFrameColumn operator *(sbyte value, DataFrameColumn column) => column.ReverseMultiply(value);

    public static DataFrameColumn operator *(DataFrameColumn column, short value) => column.Multiply(value);

    public static DataFrameColumn operator *(short value, DataFrameColumn column) => column.ReverseMultiply(value);

    public static DataFrameColumn operator *(DataFrameColumn column, uint value) => column.Multiply(value);

    public static DataFrameColumn operator *(uint value, DataFrameColumn column) => column.ReverseMultiply(value);

    public static DataFrameColumn operator *(DataFrameColumn column, ulong value) => column.Multiply(value);

    public static DataFrameColumn operator *(ulong value, DataFrameColumn column) => column.ReverseMultiply(value);

    public static DataFrameColumn operator *(DataFrameColumn column, ushort value) => column.Multiply(value);

    public static DataFrameColumn operator *(ushort value, DataFrameColumn column) => column.ReverseMultiply(value);

    public static DataFrameColumn operator /(DataFrameColumn left, DataFrameColumn right) => left.Divide(right);

    public static DataFrameColumn operator /(DataFrameColumn column, byte value) => column.Divide(value);

    public static DataFrameColumn operator /(byte value, DataFrameColumn column) => column.ReverseDivide(value);

    public static DataFrameColumn operator /(DataFrameColumn column, decimal value) => column.Divide(value);

    public static DataFrameColumn operator /(decimal value, DataFrameColumn column) => column.ReverseDivide(value);

    public static DataFrameColumn operator /(DataFrameColumn column, double value) => column.Divide(value);

    public static DataFrameColumn operator /(double value, DataFrameColumn column) => column.ReverseDivide(value);

    public static DataFrameColumn operator /(DataFrameColumn column, float value) => column.Divide(value);

    public static DataFrameColumn operator /(float value, DataFrameColumn column) => column.ReverseDivide(value);

    public static DataFrameColumn operator /(DataFrameColumn column, int value) => column.Divide(value);

    public static DataFrameColumn operator /(int value, DataFrameColumn column) => column.ReverseDivide(value);

    public static DataFrameColumn operator /(DataFrameColumn column, long value) => column.Divide(value);

    public static DataFrameColumn operator /(long value, DataFrameColumn column) => column.ReverseDivide(value);

    public static DataFrameColumn operator /(DataFrameColumn column, sbyte value) => column.Divide(value);

    public static DataFrameColumn operator /(sbyte value, DataFrameColumn column) => column.ReverseDivide(value);

    public static DataFrameColumn operator /(DataFrameColumn column, short value) => column.Divide(value);

    public static DataFrameColumn operator /(short value, DataFrameColumn column) => column.ReverseDivide(value);

    public static DataFrameColumn operator /(DataFrameColumn column, uint value) => column.Divide(value);

    public static DataFrameColumn operator /(uint value, DataFrameColumn column) => column.ReverseDivide(value);

    public static DataFrameColumn operator /(DataFrameColumn column, ulong value) => column.Divide(value);

    public static DataFrameColumn operator /(ulong value, DataFrameColumn column) => column.ReverseDivide(value);

    public static DataFrameColumn operator /(DataFrameColumn column, ushort value) => column.Divide(value);

    public static DataFrameColumn operator /(ushort value, DataFrameColumn column) => column.ReverseDivide(value);

    public static DataFrameColumn operator %(DataFrameColumn left, DataFrameColumn right) => left.Modulo(right);

    public static DataFrameColumn operator %(DataFrameColumn column, byte value) => column.Modulo(value);

    public static DataFrameColumn operator %(byte value, DataFrameColumn column) => column.ReverseModulo(value);

    public static DataFrameColumn operator %(DataFrameColumn column, decimal value) => column.Modulo(value);

    public static DataFrameColumn operator %(decimal value, DataFrameColumn column) => column.ReverseModulo(value);

    public static DataFrameColumn operator %(DataFrameColumn column, double value) => column.Modulo(value);

    public static DataFrameColumn operator %(double value, DataFrameColumn column) => column.ReverseModulo(value);

    public static DataFrameColumn operator %(DataFrameColumn column, float value) => column.Modulo(value);

    public static DataFrameColumn operator %(float value, DataFrameColumn column) => column.ReverseModulo(value);

    public static DataFrameColumn operator %(DataFrameColumn column, int value) => column.Modulo(value);

    public static DataFrameColumn operator %(int value, DataFrameColumn column) => column.ReverseModulo(value);

    public static DataFrameColumn operator %(DataFrameColumn column, long value) => column.Modulo(value);

    public static DataFrameColumn operator %(long value, DataFrameColumn column) => column.ReverseModulo(value);

    public static DataFrameColumn operator %(DataFrameColumn column, sbyte value) => column.Modulo(value);

    public static DataFrameColumn operator %(sbyte value, DataFrameColumn column) => column.ReverseModulo(value);

    public static DataFrameColumn operator %(DataFrameColumn column, short value) => column.Modulo(value);

    public static DataFrameColumn operator %(short value, DataFrameColumn column) => column.ReverseModulo(value);

    public static DataFrameColumn operator %(DataFrameColumn column, uint value) => column.Modulo(value);

    public static DataFrameColumn operator %(uint value, DataFrameColumn column) => column.ReverseModulo(value);

    public static DataFrameColumn operator %(DataFrameColumn column, ulong value) => column.Modulo(value);

    public static DataFrameColumn operator %(ulong value, DataFrameColumn column) => column.ReverseModulo(value);

    public static DataFrameColumn operator %(DataFrameColumn column, ushort value) => column.Modulo(value);

    public static DataFrameColumn operator %(ushort value, DataFrameColumn column) => column.ReverseModulo(value);

    public static DataFrameColumn operator &(DataFrameColumn left, DataFrameColumn right) => left.And(right);

    public static DataFrameColumn operator &(DataFrameColumn column, bool value) => column.And(value);

    public static DataFrameColumn operator &(bool value, DataFrameColumn column) => column.ReverseAnd(value);

    public static DataFrameColumn operator |(DataFrameColumn left, DataFrameColumn right) => left.Or(right);

    public static DataFrameColumn operator |(DataFrameColumn column, bool value) => column.Or(value);

    public static DataFrameColumn operator |(bool value, DataFrameColumn column) => column.ReverseOr(value);

    public static DataFrameColumn operator ^(DataFrameColumn left, DataFrameColumn right) => left.Xor(right);

    public static DataFrameColumn operator ^(DataFrameColumn column, bool value) => column.Xor(value);

    public static DataFrameColumn operator ^(bool value, DataFrameColumn column) => column.ReverseXor(value);

    public static DataFrameColumn operator <<(DataFrameColumn column, int value) => column.LeftShift(value);

    public static DataFrameColumn operator >>(DataFrameColumn column, int value) => column.RightShift(value);
}
