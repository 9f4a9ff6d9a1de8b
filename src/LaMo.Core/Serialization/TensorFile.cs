using LaMo.Core.Serialization.Torch;
using static TorchSharp.torch;

namespace LaMo.Core.Serialization;

/// <summary>Named tensors in a file, or in several files with an index: their names, types and shapes are read at once, their values one by one.</summary>
public abstract class TensorFile : IDisposable
{
    /// <summary>The path it was opened by.</summary>
    public abstract string FilePath { get; }

    /// <summary>The tensors by name.</summary>
    public abstract IReadOnlyDictionary<string, TensorInfo> Tensors { get; }

    /// <summary>
    /// Opens a safetensors file (<c>.safetensors</c>), the index of a sharded one (<c>.index.json</c>), or else a PyTorch checkpoint (<c>.bin</c>, <c>.pt</c>).
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is damaged or of another format; the message names it.</exception>
    public static TensorFile Open(string path) =>
        path.EndsWith(".index.json", StringComparison.Ordinal) ? new ShardedTensorFile(path)
        : path.EndsWith(".safetensors", StringComparison.Ordinal) ? new SafetensorsFile(path)
        : TorchFile.Open(path);

    /// <summary>Reads a tensor's values.</summary>
    /// <param name="name">The tensor's name.</param>
    /// <param name="destination">What to fill: contiguous float32 on any device, of the tensor's shape. Float16 and bfloat16 values are widened.</param>
    /// <exception cref="InvalidDataException">There is no such tensor, its type or shape is another one, or the file is damaged; the message names file and tensor.</exception>
    public void Read(string name, Tensor destination)
    {
        if (!Tensors.TryGetValue(name, out TensorInfo? info))
            throw TensorInfo.Fault(FilePath, name, "is missing");
        info.Check(FilePath, name, destination.shape);
        ReadValues(name, destination);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Reads values whose type and shape were checked.</summary>
    protected abstract void ReadValues(string name, Tensor destination);

    /// <summary>Closes what is open.</summary>
    protected abstract void Dispose(bool disposing);
}
