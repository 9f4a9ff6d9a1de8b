using System.Buffers.Binary;
using System.IO.Compression;

namespace LaMo.Core.Data.Hdf5;

/// <summary>Undoes the filters that a chunk went through. libhdf5 would do it too, but trusts what comes out to be as long as it should be.</summary>
internal static class Hdf5Filters
{
    public const int Deflate = 1;
    public const int Shuffle = 2;
    public const int Checksum = 3;

    /// <summary>How many bytes deflate can make of one.</summary>
    public const long MaxCompression = 1032;

    /// <summary>Restores the values of a chunk.</summary>
    /// <param name="stored">The bytes in the file.</param>
    /// <param name="filters">The filters in the order in which they were applied.</param>
    /// <param name="skipped">A bit for each filter that was left out.</param>
    /// <param name="valueSize">The bytes of a value.</param>
    /// <param name="chunk">The chunk's bytes, filled whole.</param>
    /// <exception cref="InvalidDataException">The chunk is damaged; the message says how, not where.</exception>
    public static void Undo(ReadOnlySpan<byte> stored, IReadOnlyList<int> filters, uint skipped, int valueSize, Span<byte> chunk)
    {
        byte[]? unpacked = null;
        for (int i = filters.Count - 1; i >= 0; i--)
        {
            if ((skipped >> i & 1) != 0)
                continue;
            switch (filters[i])
            {
                case Checksum:
                    stored = WithoutChecksum(stored);
                    break;
                case Deflate:
                    // Nothing between shuffling and the values changes their length but a checksum, which is seldom there.
                    int checksums = 0;
                    for (int before = 0; before < i; before++)
                        checksums += filters[before] == Checksum && (skipped >> before & 1) == 0 ? sizeof(uint) : 0;
                    stored = unpacked = Inflate(stored, chunk.Length + checksums);
                    break;
                default:
                    byte[] restored = new byte[stored.Length];
                    Unshuffle(stored, restored, valueSize);
                    stored = restored;
                    break;
            }
        }
        if (stored.Length != chunk.Length)
            throw Damaged();
        stored.CopyTo(chunk);
    }

    /// <summary>The checksum that HDF5 names Fletcher's, over big-endian pairs of bytes.</summary>
    internal static uint Fletcher32(ReadOnlySpan<byte> bytes)
    {
        // Pairs whose sums cannot overflow before they are folded.
        const int PairsPerFold = 360;
        uint sum1 = 0, sum2 = 0;
        for (int position = 0; position < bytes.Length;)
        {
            for (int end = Math.Min(bytes.Length, position + 2 * PairsPerFold); position < end; position += 2)
            {
                sum1 += (uint)(bytes[position] << 8 | (position + 1 < bytes.Length ? bytes[position + 1] : 0));
                sum2 += sum1;
            }
            sum1 = Fold(sum1);
            sum2 = Fold(sum2);
        }
        return Fold(sum2) << 16 | Fold(sum1);

        static uint Fold(uint sum) => (sum & 0xFFFF) + (sum >> 16);
    }

    private static ReadOnlySpan<byte> WithoutChecksum(ReadOnlySpan<byte> stored)
    {
        if (stored.Length < sizeof(uint))
            throw Damaged();
        ReadOnlySpan<byte> bytes = stored[..^sizeof(uint)];
        return BinaryPrimitives.ReadUInt32LittleEndian(stored[^sizeof(uint)..]) == Fletcher32(bytes) ? bytes : throw new InvalidDataException("is damaged: a checksum is wrong");
    }

    private static unsafe byte[] Inflate(ReadOnlySpan<byte> stored, int length)
    {
        byte[] bytes = new byte[length];
        fixed (byte* start = stored)
        {
            using var packed = new UnmanagedMemoryStream(start, stored.Length);
            using var stream = new ZLibStream(packed, CompressionMode.Decompress);
            try
            {
                if (stream.ReadAtLeast(bytes, length, throwOnEndOfStream: false) < length || stream.ReadByte() >= 0)
                    throw Damaged();
            }
            catch (Exception e) when (e is InvalidDataException or IOException)
            {
                throw Damaged();
            }
        }
        return bytes;
    }

    /// <summary>Puts the bytes of each value together again: first come all first bytes, then all second ones, …</summary>
    private static void Unshuffle(ReadOnlySpan<byte> shuffled, Span<byte> values, int valueSize)
    {
        int count = shuffled.Length / valueSize;
        for (int part = 0; part < valueSize; part++)
        {
            ReadOnlySpan<byte> bytes = shuffled.Slice(part * count, count);
            for (int i = 0, place = part; i < bytes.Length; i++, place += valueSize)
                values[place] = bytes[i];
        }
        shuffled[(count * valueSize)..].CopyTo(values[(count * valueSize)..]);
    }

    private static InvalidDataException Damaged() => new("is damaged: a part of it cannot be unpacked");
}
