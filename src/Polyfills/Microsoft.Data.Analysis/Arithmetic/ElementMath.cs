using System;

namespace Microsoft.Data.Analysis;

/// <summary>What can be computed with the values of a column; NotSupportedException for what cannot.</summary>
internal abstract class ElementMath<T>
    where T : unmanaged
{
    public static ElementMath<T> Instance { get; } = (ElementMath<T>)ElementMath.Create(typeof(T));

    public virtual Func<T, T, T> Binary(BinaryOperation operation) => throw new NotSupportedException();

    public virtual Func<T, int, T> Shift(ShiftOperation operation) => throw new NotSupportedException();

    public virtual Func<T, T, bool> Comparison(ComparisonOperation operation) => throw new NotSupportedException();

    /// <summary>The value that a reduction of a whole column starts from.</summary>
    public virtual T Seed(Reduction reduction) => throw new NotSupportedException();

    public virtual Func<T, T, T> Step(Reduction reduction, bool overflowThrows) => throw new NotSupportedException();

    public virtual Func<T, T> Abs => throw new NotSupportedException();

    public virtual Func<T, T> Round => throw new NotSupportedException();

    /// <summary>The value as a number of another type, as by a cast.</summary>
    public virtual TNumber To<TNumber>(T value)
        where TNumber : System.Numerics.INumberBase<TNumber> => throw new NotSupportedException();
}

internal static class ElementMath
{
    public static object Create(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Boolean => new BooleanMath(),
        TypeCode.Byte => new IntegerMath<byte>(),
        TypeCode.Char => new IntegerMath<char>(),
        TypeCode.DateTime => new DateTimeMath(),
        TypeCode.Decimal => new NumberMath<decimal>(),
        TypeCode.Double => new BinaryNumberMath<double>(),
        TypeCode.Int16 => new IntegerMath<short>(),
        TypeCode.Int32 => new IntegerMath<int>(),
        TypeCode.Int64 => new IntegerMath<long>(),
        TypeCode.SByte => new IntegerMath<sbyte>(),
        TypeCode.Single => new BinaryNumberMath<float>(),
        TypeCode.UInt16 => new IntegerMath<ushort>(),
        TypeCode.UInt32 => new IntegerMath<uint>(),
        TypeCode.UInt64 => new IntegerMath<ulong>(),
        _ => throw new NotSupportedException(),
    };

    /// <summary>A scalar of any numeric type but Decimal as a Double.</summary>
    public static double ToDouble<T>(T scalar)
        => scalar is byte or sbyte or short or ushort or int or uint or long or ulong or float or double
            ? Convert.ToDouble(scalar)
            : throw new NotSupportedException();

    /// <summary>A scalar of any numeric type as a Decimal.</summary>
    public static decimal ToDecimal<T>(T scalar)
        => scalar is decimal or byte or sbyte or short or ushort or int or uint or long or ulong or float or double
            ? Convert.ToDecimal(scalar)
            : throw new NotSupportedException();
}
