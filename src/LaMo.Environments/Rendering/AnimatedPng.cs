using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace LaMo.Environments.Rendering;

/// <summary>
/// Writes moving pictures as animated PNG (W3C, "Portable Network Graphics specification, third edition", 2025), which browsers play and other programs show the first
/// picture of.
/// </summary>
public static class AnimatedPng
{
    private const int MaxDelayParts = ushort.MaxValue;

    private static readonly byte[] _signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private static readonly uint[] _crcTable = [.. Enumerable.Range(0, 256).Select(CrcOf)];

    /// <summary>Writes a film that repeats without end.</summary>
    /// <param name="stream">Where to write; left open.</param>
    /// <param name="frames">The pictures, at least one, all of one size.</param>
    /// <param name="framesPerSecond">How fast they follow each other.</param>
    /// <exception cref="ArgumentException">There is no picture, or their sizes differ.</exception>
    public static void Write(Stream stream, IReadOnlyList<Frame> frames, double framesPerSecond)
    {
        if (frames.Count == 0 || frames.Any(frame => (frame.Width, frame.Height) != (frames[0].Width, frames[0].Height)))
            throw new ArgumentException("A film needs pictures, all of one size.", nameof(frames));
        stream.Write(_signature);
        // 8 bits for each of red, green and blue; deflate, the five filters, no interlacing.
        Chunk(stream, "IHDR", [.. Number(frames[0].Width), .. Number(frames[0].Height), 8, 2, 0, 0, 0]);
        Chunk(stream, "acTL", [.. Number(frames.Count), .. Number(0)]);
        int sequence = 0;
        for (int i = 0; i < frames.Count; i++)
        {
            Chunk(stream, "fcTL", [.. Number(sequence++), .. Number(frames[i].Width), .. Number(frames[i].Height), .. Number(0), .. Number(0), .. Delay(framesPerSecond), 0, 0]);
            byte[] data = Compress(frames[i]);
            if (i == 0)
                Chunk(stream, "IDAT", data);
            else
                Chunk(stream, "fdAT", [.. Number(sequence++), .. data]);
        }
        Chunk(stream, "IEND", []);
    }

    private static byte[] Compress(Frame frame)
    {
        using var result = new MemoryStream();
        using (var zlib = new ZLibStream(result, CompressionLevel.Optimal))
        {
            int row = 3 * frame.Width;
            var filtered = new byte[row];
            for (int y = 0; y < frame.Height; y++)
            {
                // Filter 2: each row less the one above.
                ReadOnlySpan<byte> above = y > 0 ? frame.Pixels.AsSpan((y - 1) * row, row) : new byte[row];
                for (int x = 0; x < row; x++)
                    filtered[x] = (byte)(frame.Pixels[y * row + x] - above[x]);
                zlib.WriteByte(2);
                zlib.Write(filtered);
            }
        }
        return result.ToArray();
    }

    private static void Chunk(Stream stream, string type, byte[] data)
    {
        byte[] content = [.. Encoding.ASCII.GetBytes(type), .. data];
        stream.Write(Number(data.Length));
        stream.Write(content);
        uint crc = uint.MaxValue;
        foreach (byte value in content)
            crc = _crcTable[(byte)(crc ^ value)] ^ (crc >> 8);
        stream.Write(Number((int)~crc));
    }

    private static byte[] Number(int value)
    {
        var bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    /// <summary>The time of a picture as a fraction of two 16-bit numbers.</summary>
    private static byte[] Delay(double framesPerSecond)
    {
        var bytes = new byte[2 * sizeof(ushort)];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)Math.Clamp(1000 / framesPerSecond, 1, MaxDelayParts));
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(sizeof(ushort)), 1000);
        return bytes;
    }

    private static uint CrcOf(int value)
    {
        uint crc = (uint)value;
        for (int bit = 0; bit < 8; bit++)
            crc = (crc & 1) != 0 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1;
        return crc;
    }
}
