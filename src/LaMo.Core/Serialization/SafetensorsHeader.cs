using System.Buffers.Binary;
using System.Text.Json;

namespace LaMo.Core.Serialization;

/// <summary>The beginning of a safetensors file: a little-endian header length and a JSON object with each tensor's dtype, shape and byte range.</summary>
/// <param name="Entries">The tensors in the order of their values.</param>
/// <param name="Length">The number of bytes before the values.</param>
internal sealed record SafetensorsHeader(IReadOnlyList<SafetensorsHeader.Entry> Entries, long Length)
{
    // The format's own limit; it keeps a damaged length from asking for gigabytes.
    private const long MaxLength = 100_000_000;

    public readonly record struct Entry(string Name, TensorInfo Info, long Begin, long End);

    public static SafetensorsHeader Read(Stream stream, string file)
    {
        Span<byte> lengthBytes = stackalloc byte[sizeof(long)];
        ReadExactly(stream, lengthBytes, $"{file} ends within the header's length.");
        long length = BinaryPrimitives.ReadInt64LittleEndian(lengthBytes);
        if (length is < 2 or > MaxLength)
            throw new InvalidDataException($"{file} claims a header of {length} bytes; it must have 2 to {MaxLength}.");

        // Grown as it is read, so that a damaged length costs no more memory than the file has.
        using var header = new MemoryStream();
        byte[] chunk = new byte[Math.Min(length, 1 << 16)];
        while (header.Length < length)
        {
            Span<byte> part = chunk.AsSpan(0, (int)Math.Min(chunk.Length, length - header.Length));
            ReadExactly(stream, part, $"{file} ends within the header.");
            header.Write(part);
        }
        List<Entry> entries = Parse(header.GetBuffer().AsMemory(0, (int)header.Length), file);
        CheckPlaces(entries, file);
        return new SafetensorsHeader(entries, sizeof(long) + length);
    }

    private static List<Entry> Parse(ReadOnlyMemory<byte> header, string file)
    {
        var entries = new List<Entry>();
        var names = new HashSet<string>();
        try
        {
            using JsonDocument json = JsonDocument.Parse(header);
            foreach (JsonProperty property in json.RootElement.EnumerateObject())
            {
                if (property.Name == "__metadata__")
                    continue;
                if (!names.Add(property.Name))
                    throw TensorInfo.Fault(file, property.Name, "is listed twice");
                long[] offsets = Numbers(property.Value.GetProperty("data_offsets"));
                if (offsets.Length != 2)
                    throw TensorInfo.Fault(file, property.Name, $"has {offsets.Length} data offsets, expected 2");
                var info = new TensorInfo(property.Value.GetProperty("dtype").GetString() ?? "", Numbers(property.Value.GetProperty("shape")));
                entries.Add(new Entry(property.Name, info, offsets[0], offsets[1]));
            }
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"{file}: the header is not the JSON that the safetensors format asks for.", e);
        }
        return entries;
    }

    /// <summary>The byte ranges must follow one another without gap or overlap, each as long as its tensor.</summary>
    private static void CheckPlaces(List<Entry> entries, string file)
    {
        entries.Sort((a, b) => (a.Begin, a.End).CompareTo((b.Begin, b.End)));
        long position = 0;
        foreach ((string name, TensorInfo info, long begin, long end) in entries)
        {
            if (begin != position || end < begin)
                throw TensorInfo.Fault(file, name, $"lies at bytes {begin} to {end}; it must begin at {position}, where the tensor before it ends");
            if (info.ValueCount is not long count)
                throw TensorInfo.Fault(file, name, $"has the impossible shape [{string.Join(", ", info.Shape)}]");
            if (info.ValueSize is int size && end - begin != (Int128)count * size)
                throw TensorInfo.Fault(file, name, $"has {end - begin} bytes, expected {(Int128)count * size}");
            position = end;
        }
    }

    private static long[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(number => number.GetInt64())];

    private static void ReadExactly(Stream stream, Span<byte> buffer, string message)
    {
        if (stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false) < buffer.Length)
            throw new InvalidDataException(message);
    }
}
