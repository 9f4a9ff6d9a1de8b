using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp;

// TorchSharp's own file format of a tensor: its type, the number of dimensions, their sizes, then the elements as they lie in memory.
public static partial class TensorExtensionMethods
{
    public static Parameter AsParameter(this Tensor tensor) => new(tensor);

    public static void Save(this Tensor tensor, BinaryWriter writer)
    {
        if (tensor.device_type != DeviceType.CPU)
        {
            using var copy = tensor.to(CPU);
            copy.Save(writer);
            return;
        }

        var shape = tensor.shape;
        writer.Encode((int)tensor.dtype);
        writer.Encode(shape.Length);
        foreach (var size in shape) writer.Encode(size);
        tensor.WriteBytesToStream(writer.BaseStream);
    }

    /// <summary>Fills a tensor, or goes past what the stream holds of one.</summary>
    public static void Load(this Tensor tensor, BinaryReader reader, bool skip = false)
    {
        if (ReadType(reader) != tensor.dtype)
            throw new ArgumentException("Mismatched tensor data types while loading. Make sure that the model you are loading into is exactly the same as the origin.");
        LoadShapeAndElements(tensor, ReadShape(reader), reader, skip);
    }

    /// <summary>A new tensor from the stream; zeros where its elements are skipped.</summary>
    public static Tensor Load(BinaryReader reader, bool skip = false)
    {
        Tensor? tensor = null;
        Load(ref tensor, reader, skip);
        return tensor!;
    }

    public static void Load(ref Tensor? tensor, BinaryReader reader, bool skip = false)
    {
        var type = ReadType(reader);
        var shape = ReadShape(reader);
        tensor ??= zeros(shape, type);
        LoadShapeAndElements(tensor, shape, reader, skip);
    }

    private static ScalarType ReadType(BinaryReader reader) => (ScalarType)reader.Decode();

    private static long[] ReadShape(BinaryReader reader)
    {
        var shape = new long[reader.Decode()];
        for (var i = 0; i < shape.Length; i++) shape[i] = reader.Decode();
        return shape;
    }

    private static void LoadShapeAndElements(Tensor tensor, long[] shape, BinaryReader reader, bool skip)
    {
        if (skip)
        {
            reader.BaseStream.Seek(shape.TotalSize() * tensor.ElementSize, SeekOrigin.Current);
            return;
        }
        if (!shape.SequenceEqual(tensor.shape))
            throw new ArgumentException("Mismatched tensor shape while loading. Make sure that the model you are loading into is exactly the same as the origin.");

        if (tensor.device_type == DeviceType.CPU)
        {
            tensor.ReadBytesFromStream(reader.BaseStream);
            return;
        }
        using var _ = no_grad();
        using var elements = zeros_like(tensor, device: CPU);
        elements.ReadBytesFromStream(reader.BaseStream);
        tensor.copy_(elements);
    }
}
