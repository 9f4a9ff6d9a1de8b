using System.Runtime.InteropServices;

namespace LaMo.Core.Data.Npz;

/// <summary>A number type of NumPy, little-endian.</summary>
internal abstract class NpyType
{
    private static readonly Dictionary<string, NpyType> All = new()
    {
        ["|b1"] = new Of<byte>(NumberKind.Boolean, value => value == 0 ? 0 : 1),
        ["|u1"] = new Of<byte>(NumberKind.Byte, value => value),
        ["|i1"] = new Of<sbyte>(NumberKind.Integer, value => value),
        ["<i2"] = new Of<short>(NumberKind.Integer, value => value),
        ["<u2"] = new Of<ushort>(NumberKind.Integer, value => value),
        ["<i4"] = new Of<int>(NumberKind.Integer, value => value),
        ["<u4"] = new Of<uint>(NumberKind.Integer, value => value),
        ["<i8"] = new Of<long>(NumberKind.Integer, value => value),
        ["<u8"] = new Of<ulong>(NumberKind.Integer, value => value),
        ["<f2"] = new Of<Half>(NumberKind.Float, value => (float)value),
        ["<f4"] = new Of<float>(NumberKind.Float, value => value),
        ["<f8"] = new Of<double>(NumberKind.Float, value => (float)value),
    };

    private NpyType(NumberKind kind, int size)
    {
        Kind = kind;
        Size = size;
    }

    public NumberKind Kind { get; }

    /// <summary>The bytes of a value.</summary>
    public int Size { get; }

    /// <exception cref="InvalidDataException">The type is not one of numbers that are supported.</exception>
    public static NpyType Find(string description) => All.TryGetValue(description, out NpyType? type) ? type : throw new InvalidDataException(
        description.Contains('O') ? "holds Python objects, which are programs and are not run" : $"holds values of the type {description}, which is not supported");

    public abstract void ToSingle(ReadOnlySpan<byte> bytes, Span<float> values);

    public abstract void ToInt64(ReadOnlySpan<byte> bytes, Span<long> values);

    private sealed class Of<T>(NumberKind kind, Func<T, float> convert) : NpyType(kind, Marshal.SizeOf<T>())
        where T : unmanaged, System.Numerics.INumberBase<T>
    {
        public override void ToSingle(ReadOnlySpan<byte> bytes, Span<float> values)
        {
            ReadOnlySpan<T> source = MemoryMarshal.Cast<byte, T>(bytes);
            for (int i = 0; i < source.Length; i++)
                values[i] = convert(source[i]);
        }

        public override void ToInt64(ReadOnlySpan<byte> bytes, Span<long> values)
        {
            ReadOnlySpan<T> source = MemoryMarshal.Cast<byte, T>(bytes);
            for (int i = 0; i < source.Length; i++)
                values[i] = long.CreateSaturating(source[i]);
        }
    }
}
