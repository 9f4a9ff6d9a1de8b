using TorchSharp;
using static TorchSharp.torch;

namespace LaMo.Core.Serialization;

/// <summary>What a file says of one of its tensors.</summary>
/// <param name="DataType">The type of its values, by the names of the safetensors format: <c>F32</c>, <c>F16</c>, <c>BF16</c>, <c>I64</c>, …</param>
/// <param name="Shape">Its dimensions.</param>
public sealed record TensorInfo(string DataType, IReadOnlyList<long> Shape)
{
    /// <summary>The floating-point types that are read and written; everything is float32 in memory.</summary>
    internal static (string Name, ScalarType Type)[] FloatTypes { get; } = [("F32", ScalarType.Float32), ("F16", ScalarType.Float16), ("BF16", ScalarType.BFloat16)];

    /// <summary>The size of a value in bytes; <see langword="null"/> for a type that is not known.</summary>
    internal int? ValueSize => DataType switch
    {
        "BOOL" or "U8" or "I8" or "F8_E4M3" or "F8_E5M2" => 1,
        "F16" or "BF16" or "I16" or "U16" => 2,
        "F32" or "I32" or "U32" => 4,
        "F64" or "I64" or "U64" => 8,
        _ => null,
    };

    /// <summary>The product of the dimensions; <see langword="null"/> if one is negative or the product is beyond Int64.</summary>
    internal long? ValueCount
    {
        get
        {
            if (Shape.Contains(0))
                return Shape.Any(size => size < 0) ? null : 0;
            Int128 count = 1;
            foreach (long size in Shape)
            {
                count *= size;
                if (size < 0 || count > long.MaxValue)
                    return null;
            }
            return (long)count;
        }
    }

    /// <summary>Checks that the values can be read into a tensor.</summary>
    /// <param name="file">The file, for the message.</param>
    /// <param name="name">The tensor's name in it.</param>
    /// <param name="shape">The shape that is needed.</param>
    /// <exception cref="InvalidDataException">The type or the shape is another one; the message names file and tensor.</exception>
    internal void Check(string file, string name, ReadOnlySpan<long> shape)
    {
        if (!FloatTypes.Any(type => type.Name == DataType))
            throw Fault(file, name, $"has dtype {DataType}, expected F32, F16 or BF16");
        if (!shape.SequenceEqual([.. Shape]))
            throw Fault(file, name, $"has shape [{string.Join(", ", Shape)}], expected [{string.Join(", ", shape.ToArray())}]");
    }

    /// <summary>Reads values that lie one after another into a tensor of the same shape.</summary>
    internal void ReadValues(Stream stream, string file, string name, Tensor destination)
    {
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        ScalarType type = FloatTypes.First(known => known.Name == DataType).Type;
        bool isDirect = type == ScalarType.Float32 && destination.device_type == DeviceType.CPU;
        Tensor values = isDirect ? destination : empty(destination.shape, type);
        ReadExactly(stream, values.bytes, file, name);
        if (!isDirect)
            destination.copy_(values);
    }

    internal static void ReadExactly(Stream stream, Span<byte> buffer, string file, string name)
    {
        int read;
        try
        {
            read = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{file} is damaged within the values of tensor '{name}': {e.Message}", e);
        }
        if (read < buffer.Length)
            throw new InvalidDataException($"{file} ends within the values of tensor '{name}'.");
    }

    internal static InvalidDataException Fault(string file, string name, string problem) => new($"{file}: tensor '{name}' {problem}.");
}
