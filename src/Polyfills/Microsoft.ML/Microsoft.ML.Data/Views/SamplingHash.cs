using System;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>
/// Hashes the sampling key of a split to a place in [0, 1], the same for equal keys: 32-bit MurmurHash3 over a value's 4-byte
/// blocks (UTF-8 for text), of which 30 bits are used. A missing value has no place.
/// </summary>
internal static class SamplingHash
{
    private const uint DefaultSeed = 314489979;
    private const uint Mask = (1u << 30) - 1;

    /// <summary>A function that tells the place of the row's current key.</summary>
    public static Func<double> MakeReader(DataViewRow row, DataViewSchema.Column column, int? seed)
    {
        uint start = seed == null ? DefaultSeed : (uint)seed.Value;
        return column.Type is VectorDataViewType vector
            ? TypeDispatch.Invoke(MakeVectorReader<int>, vector.ItemType.RawType, row, column, start)
            : TypeDispatch.Invoke(MakeScalarReader<int>, column.Type.RawType, row, column, start);
    }

    private static Func<double> MakeScalarReader<T>(DataViewRow row, DataViewSchema.Column column, uint seed)
    {
        ValueGetter<T> getter = row.GetGetter<T>(column);
        bool isKey = column.Type is KeyDataViewType;
        T value = default;
        return () =>
        {
            getter(ref value);
            uint hash = seed;
            int length = 0;
            return TryAdd(value, isKey, ref hash, ref length) ? PlaceOf(value is ReadOnlyMemory<char> ? hash : Finish(hash, length)) : double.NaN;
        };
    }

    private static Func<double> MakeVectorReader<T>(DataViewRow row, DataViewSchema.Column column, uint seed)
    {
        ValueGetter<VBuffer<T>> getter = row.GetGetter<VBuffer<T>>(column);
        bool isKey = column.Type.GetItemType() is KeyDataViewType;
        VBuffer<T> vector = default;
        return () =>
        {
            getter(ref vector);
            uint hash = seed;
            int length = 0;
            foreach (T item in vector.DenseValues())
            {
                if (!TryAdd(item, isKey, ref hash, ref length))
                    return double.NaN;
            }
            return PlaceOf(typeof(T) == typeof(ReadOnlyMemory<char>) ? hash : Finish(hash, length));
        };
    }

    private static double PlaceOf(uint hash) => ((hash & Mask) + 0.5) / (1u << 30);

    private static uint Finish(uint hash, int length) => Murmur.Mix(hash ^ (uint)length);

    /// <summary>Mixes a value in; false if it is missing.</summary>
    private static bool TryAdd<T>(T value, bool isKey, ref uint hash, ref int length)
    {
        switch (value)
        {
            case ReadOnlyMemory<char> text:
                return TryAddText(text, ref hash);
            case float single:
                AddBlocks(BitConverter.SingleToUInt32Bits(single == 0 ? 0 : single), 1, ref hash, ref length);
                return !float.IsNaN(single);
            case double number:
                AddBlocks(BitConverter.DoubleToUInt64Bits(number == 0 ? 0 : number), 2, ref hash, ref length);
                return !double.IsNaN(number);
            case bool flag:
                AddBlocks(flag ? 1u : 0u, 1, ref hash, ref length);
                return true;
            case long or ulong or TimeSpan or DateTime or DateTimeOffset:
                ulong bits = value switch
                {
                    ulong unsigned => unsigned,
                    long signed => (ulong)signed,
                    TimeSpan span => (ulong)span.Ticks,
                    DateTime time => (ulong)time.Ticks,
                    _ => (ulong)((DateTimeOffset)(object)value).UtcTicks,
                };
                AddBlocks(bits, 2, ref hash, ref length);
                return !isKey || bits != 0;
            case DataViewRowId id:
                // The real library mixes in a quarter of the id only.
                hash = Murmur.Round(hash, (uint)id.Low);
                length += 16;
                return true;
            default:
                uint chunk = (uint)Convert.ToInt64(value);
                AddBlocks(chunk, 1, ref hash, ref length);
                return !isKey || chunk != 0;
        }
    }

    private static void AddBlocks(ulong bits, int count, ref uint hash, ref int length)
    {
        for (int i = 0; i < count; i++, bits >>= 32)
            hash = Murmur.Round(hash, (uint)bits);
        length += 4 * count;
    }

    private static bool TryAddText(ReadOnlyMemory<char> text, ref uint hash)
    {
        if (text.IsEmpty)
            return false;
        byte[] bytes = Encoding.UTF8.GetBytes(text.Span.Trim(' ').ToArray());
        ReadOnlySpan<byte> rest = bytes;
        for (; rest.Length >= 4; rest = rest[4..])
            hash = Murmur.Round(hash, MemoryMarshal.Read<uint>(rest));
        if (rest.Length > 0)
        {
            uint tail = 0;
            for (int i = 0; i < rest.Length; i++)
                tail |= (uint)rest[i] << (8 * i);
            hash ^= BitOperations.RotateLeft(tail * 0xCC9E2D51, 15) * 0x1B873593;
        }
        hash = Finish(hash, bytes.Length);
        return true;
    }
}
