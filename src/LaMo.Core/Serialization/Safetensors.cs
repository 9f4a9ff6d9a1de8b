using System.Buffers.Binary;
using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace LaMo.Core.Serialization;

/// <summary>
/// Reads and writes tensors in the safetensors format: a little-endian header length, a JSON header that gives each tensor's dtype, shape and byte
/// range, and the raw values. Tensors in memory are float32, those in the file float32, float16 or bfloat16.
/// </summary>
public static class Safetensors
{
    /// <summary>Writes tensors in the order of their names.</summary>
    /// <param name="stream">Where to write; left open.</param>
    /// <param name="tensors">The tensors by name, float32 on the CPU or any device.</param>
    /// <param name="dataType">What the values are rounded to: Float32, Float16 or BFloat16. The default value is Float32.</param>
    /// <exception cref="ArgumentException">A tensor is not float32, or the type is none of the three.</exception>
    public static void Write(Stream stream, IReadOnlyDictionary<string, Tensor> tensors, ScalarType dataType = ScalarType.Float32)
    {
        string[] names = [.. tensors.Keys.Order(StringComparer.Ordinal)];
        byte[] header = Header(names, tensors, dataType);
        Span<byte> length = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach (string name in names)
        {
            using DisposeScope scope = NewDisposeScope();
            stream.Write(tensors[name].detach().to(dataType).cpu().contiguous().bytes);
        }
    }

    /// <summary>Writes a file of tensors, so that whoever looks sees either the whole old file or the whole new one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensors">The tensors by name, float32 on the CPU or any device.</param>
    /// <param name="dataType">What the values are rounded to: Float32, Float16 or BFloat16. The default value is Float32.</param>
    /// <exception cref="ArgumentException">A tensor is not float32, or the type is none of the three.</exception>
    public static void WriteFile(string path, IReadOnlyDictionary<string, Tensor> tensors, ScalarType dataType = ScalarType.Float32) =>
        AtomicFile.Write(path, stream => Write(stream, tensors, dataType));

    /// <summary>Reads tensors into existing ones of the same names and shapes.</summary>
    /// <param name="stream">Where to read from, at the file's beginning.</param>
    /// <param name="destination">The tensors to fill by name, contiguous float32 on any device; the file must hold exactly these.</param>
    /// <param name="file">What messages call the file. The default value is <c>The safetensors data</c>.</param>
    /// <exception cref="InvalidDataException">The file is damaged, or holds other tensors than asked for; the message names the file and the tensor.</exception>
    public static void Read(Stream stream, IReadOnlyDictionary<string, Tensor> destination, string file = "The safetensors data")
    {
        IReadOnlyList<SafetensorsHeader.Entry> entries = SafetensorsHeader.Read(stream, file).Entries;
        string? extra = entries.Select(entry => entry.Name).FirstOrDefault(name => !destination.ContainsKey(name));
        if (extra != null)
            throw TensorInfo.Fault(file, extra, "is not part of the model");
        string? missing = destination.Keys.Except(entries.Select(entry => entry.Name)).FirstOrDefault();
        if (missing != null)
            throw TensorInfo.Fault(file, missing, "is missing");
        foreach (SafetensorsHeader.Entry entry in entries)
            entry.Info.Check(file, entry.Name, destination[entry.Name].shape);
        foreach (SafetensorsHeader.Entry entry in entries)
            entry.Info.ReadValues(stream, file, entry.Name, destination[entry.Name]);
    }

    private static byte[] Header(string[] names, IReadOnlyDictionary<string, Tensor> tensors, ScalarType dataType)
    {
        string? typeName = TensorInfo.FloatTypes.FirstOrDefault(type => type.Type == dataType).Name;
        if (typeName is null)
            throw new ArgumentException($"Values cannot be written as {dataType}, only as Float32, Float16 or BFloat16.", nameof(dataType));
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            // Hugging Face's loaders ask which framework's tensors these are.
            json.WriteStartObject("__metadata__");
            json.WriteString("format", "pt");
            json.WriteEndObject();
            long begin = 0;
            foreach (string name in names)
            {
                Tensor tensor = tensors[name];
                if (tensor.dtype != ScalarType.Float32)
                    throw new ArgumentException($"Tensor '{name}' has dtype {tensor.dtype}, only Float32 can be written.", nameof(tensors));
                var info = new TensorInfo(typeName, tensor.shape);
                long end = begin + tensor.numel() * info.ValueSize!.Value;
                json.WriteStartObject(name);
                json.WriteString("dtype", typeName);
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
}
