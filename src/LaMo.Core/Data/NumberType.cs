using System.Numerics;
using System.Runtime.InteropServices;

namespace LaMo.Core.Data;

/// <summary>What kind of numbers an array in a file holds.</summary>
internal enum NumberKind
{
    Boolean,
    Byte,
    Integer,
    Float,
}

/// <summary>A type of numbers in a file, little-endian.</summary>
internal abstract class NumberType
{
    private NumberType(NumberKind kind, int size)
    {
        Kind = kind;
        Size = size;
    }

    public static NumberType Boolean { get; } = new Of<byte>(NumberKind.Boolean, value => value == 0 ? 0 : 1);

    public NumberKind Kind { get; }

    /// <summary>The bytes of a value.</summary>
    public int Size { get; }

    /// <summary>An integer type; <see langword="null"/> if there is none of the size.</summary>
    public static NumberType? Integer(int size, bool isSigned) => (size, isSigned) switch
    {
        (1, false) => new Of<byte>(NumberKind.Byte, value => value),
        (1, true) => new Of<sbyte>(NumberKind.Integer, value => value),
        (2, false) => new Of<ushort>(NumberKind.Integer, value => value),
        (2, true) => new Of<short>(NumberKind.Integer, value => value),
        (4, false) => new Of<uint>(NumberKind.Integer, value => value),
        (4, true) => new Of<int>(NumberKind.Integer, value => value),
        (8, false) => new Of<ulong>(NumberKind.Integer, value => value),
        (8, true) => new Of<long>(NumberKind.Integer, value => value),
        _ => null,
    };

    /// <summary>A type of IEEE 754; <see langword="null"/> if there is none of the size.</summary>
    public static NumberType? Float(int size) => size switch
    {
        2 => new Of<Half>(NumberKind.Float, value => (float)value),
        4 => new Of<float>(NumberKind.Float, value => value),
        8 => new Of<double>(NumberKind.Float, value => (float)value),
        _ => null,
    };

    /// <summary>Widens or narrows values to float32; what is too large for it becomes infinite.</summary>
    public abstract void ToSingle(ReadOnlySpan<byte> bytes, Span<float> values);

    /// <summary>Turns values into whole numbers.</summary>
    public abstract void ToInt64(ReadOnlySpan<byte> bytes, Span<long> values);

    private sealed class Of<T>(NumberKind kind, Func<T, float> convert) : NumberType(kind, Marshal.SizeOf<T>())
        where T : unmanaged, INumberBase<T>
    {
        public override void ToSingle(ReadOnlySpan<byte> bytes, Span<float> values)
        {
            ReadOnlySpan<T> source = MemoryMarshal.Cast<byte, T>(bytes);
            if (typeof(T) == typeof(float))
                bytes.CopyTo(MemoryMarshal.AsBytes(values));
            else if (typeof(T) == typeof(double))
                Narrow(MemoryMarshal.Cast<byte, double>(bytes), values);
            else
                for (int i = 0; i < source.Length; i++)
                    values[i] = convert(source[i]);
        }

        public override void ToInt64(ReadOnlySpan<byte> bytes, Span<long> values)
        {
            ReadOnlySpan<T> source = MemoryMarshal.Cast<byte, T>(bytes);
            for (int i = 0; i < source.Length; i++)
                values[i] = long.CreateSaturating(source[i]);
        }

        private static void Narrow(ReadOnlySpan<double> source, Span<float> values)
        {
            int i = 0;
            for (int width = Vector<double>.Count; i <= source.Length - 2 * width; i += 2 * width)
                Vector.Narrow(new Vector<double>(source[i..]), new Vector<double>(source[(i + width)..])).CopyTo(values[i..]);
            for (; i < source.Length; i++)
                values[i] = (float)source[i];
        }
    }
}
