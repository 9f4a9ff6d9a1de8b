using System.Buffers.Binary;
using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace LaMo.Core.Serialization;

/// <summary>
/// Reads and writes tensors in the safetensors format: a little-endian header length, a JSON header that gives each tensor's dtype, shape and byte
/// range, and the raw values. Float32 tensors only.
/// </summary>
public static class Safetensors
{
    // The format's own limit; it keeps a damaged length from asking for gigabytes.
    private const long MaxHeaderLength = 100_000_000;

    private const string Float32 = "F32";

    /// <summary>Writes tensors in the order of their names.</summary>
    /// <param name="stream">Where to write; left open.</param>
    /// <param name="tensors">The tensors by name, float32 on the CPU or any device.</param>
    public static void Write(Stream stream, IReadOnlyDictionary<string, Tensor> tensors)
    {
        string[] names = [.. tensors.Keys.Order(StringComparer.Ordinal)];
        byte[] header = Header(names, tensors);
        Span<byte> length = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach (string name in names)
        {
            using DisposeScope scope = NewDisposeScope();
            stream.Write(tensors[name].detach().cpu().contiguous().bytes);
        }
    }

    /// <summary>Reads tensors into existing ones of the same names and shapes.</summary>
    /// <param name="stream">Where to read from, at the file's beginning.</param>
    /// <param name="destination">The tensors to fill by name, contiguous float32 on the CPU; the file must hold exactly these.</param>
    /// <exception cref="InvalidDataException">The file is damaged, or holds other tensors than asked for; the message names the tensor.</exception>
    public static void Read(Stream stream, IReadOnlyDictionary<string, Tensor> destination)
    {
        IReadOnlyList<Entry> entries = ReadHeader(stream);
        string? extra = entries.Select(entry => entry.Name).FirstOrDefault(name => !destination.ContainsKey(name));
        if (extra != null)
            throw new InvalidDataException($"Tensor '{extra}' is not part of the model.");
        string? missing = destination.Keys.Except(entries.Select(entry => entry.Name)).FirstOrDefault();
        if (missing != null)
            throw new InvalidDataException($"Tensor '{missing}' is missing.");

        foreach (Entry entry in entries)
        {
            Tensor tensor = destination[entry.Name];
            if (entry.DataType != Float32)
                throw new InvalidDataException($"Tensor '{entry.Name}' has dtype {entry.DataType}, expected {Float32}.");
            if (!entry.Shape.AsSpan().SequenceEqual(tensor.shape))
                throw new InvalidDataException($"Tensor '{entry.Name}' has shape [{string.Join(", ", entry.Shape)}], expected [{string.Join(", ", tensor.shape)}].");
            if (entry.End - entry.Begin != tensor.numel() * sizeof(float))
                throw new InvalidDataException($"Tensor '{entry.Name}' has {entry.End - entry.Begin} bytes, expected {tensor.numel() * sizeof(float)}.");
            ReadExactly(stream, tensor.bytes, $"the values of tensor '{entry.Name}'");
        }
    }

    private static byte[] Header(string[] names, IReadOnlyDictionary<string, Tensor> tensors)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            long begin = 0;
            foreach (string name in names)
            {
                Tensor tensor = tensors[name];
                if (tensor.dtype != ScalarType.Float32)
                    throw new ArgumentException($"Tensor '{name}' has dtype {tensor.dtype}, only Float32 can be written.", nameof(tensors));
                long end = begin + tensor.numel() * sizeof(float);
                json.WriteStartObject(name);
                json.WriteString("dtype", Float32);
                WriteNumbers(json, "shape", tensor.shape);
                WriteNumbers(json, "data_offsets", [begin, end]);
                json.WriteEndObject();
                begin = end;
            }
            json.WriteEndObject();
        }
        // The format asks for values that begin at a multiple of 8.
        while (buffer.Length % 8 != 0)
            buffer.WriteByte((byte)' ');
        return buffer.ToArray();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, ReadOnlySpan<long> numbers)
    {
        json.WriteStartArray(name);
        foreach (long number in numbers)
            json.WriteNumberValue(number);
        json.WriteEndArray();
    }

    private static List<Entry> ReadHeader(Stream stream)
    {
        Span<byte> lengthBytes = stackalloc byte[sizeof(long)];
        ReadExactly(stream, lengthBytes, "the header's length");
        long length = BinaryPrimitives.ReadInt64LittleEndian(lengthBytes);
        if (length is < 2 or > MaxHeaderLength)
            throw new InvalidDataException($"The safetensors header claims {length} bytes; it must have 2 to {MaxHeaderLength}.");

        // Grown as it is read, so that a damaged length costs no more memory than the file has.
        using var header = new MemoryStream();
        byte[] chunk = new byte[Math.Min(length, 1 << 16)];
        while (header.Length < length)
        {
            Span<byte> part = chunk.AsSpan(0, (int)Math.Min(chunk.Length, length - header.Length));
            ReadExactly(stream, part, "the header");
            header.Write(part);
        }

        var entries = new List<Entry>();
        try
        {
            using JsonDocument json = JsonDocument.Parse(header.GetBuffer().AsMemory(0, (int)header.Length));
            foreach (JsonProperty property in json.RootElement.EnumerateObject())
            {
                if (property.Name == "__metadata__")
                    continue;
                long[] offsets = Numbers(property.Value.GetProperty("data_offsets"));
                if (offsets.Length != 2)
                    throw new InvalidDataException($"Tensor '{property.Name}' has {offsets.Length} data offsets, expected 2.");
                entries.Add(new Entry(property.Name, property.Value.GetProperty("dtype").GetString() ?? "", Numbers(property.Value.GetProperty("shape")), offsets[0], offsets[1]));
            }
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException("The safetensors header is not the JSON that the format asks for.", e);
        }

        entries.Sort((a, b) => (a.Begin, a.End).CompareTo((b.Begin, b.End)));
        long position = 0;
        foreach (Entry entry in entries)
        {
            if (entry.Begin != position || entry.End < entry.Begin)
                throw new InvalidDataException($"Tensor '{entry.Name}' lies at bytes {entry.Begin} to {entry.End}; it must begin at {position}, where the tensor before it ends.");
            position = entry.End;
        }
        return entries;
    }

    private static long[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(number => number.GetInt64())];

    private static void ReadExactly(Stream stream, Span<byte> buffer, string what)
    {
        if (stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false) < buffer.Length)
            throw new InvalidDataException($"The safetensors file ends within {what}.");
    }

    private readonly record struct Entry(string Name, string DataType, long[] Shape, long Begin, long End);
}
