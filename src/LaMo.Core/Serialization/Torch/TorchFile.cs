using TorchSharp;
using static TorchSharp.torch;

namespace LaMo.Core.Serialization.Torch;

/// <summary>
/// A file written by PyTorch's <c>torch.save</c> that holds a state dict, or a lone tensor (under the empty name). Values that are no tensors are passed over.
/// Both of PyTorch's layouts are read: the zip archive of version 1.6 on, and the older row of pickles.
/// </summary>
internal abstract class TorchFile : TensorFile
{
    private readonly Dictionary<string, TorchTensor> _tensors = [];
    private readonly Dictionary<string, TensorInfo> _infos = [];

    protected TorchFile(string path) => FilePath = path;

    public override string FilePath { get; }

    public override IReadOnlyDictionary<string, TensorInfo> Tensors => _infos;

    public static new TorchFile Open(string path)
    {
        FileStream stream = File.OpenRead(path);
        try
        {
            Span<byte> start = stackalloc byte[2];
            bool isZip = stream.ReadAtLeast(start, 2, throwOnEndOfStream: false) == 2 && start.SequenceEqual("PK"u8);
            stream.Position = 0;
            return isZip ? new TorchZipFile(path, stream) : new TorchLegacyFile(path, stream);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Takes what a pickle gave as the file's tensors.</summary>
    protected void SetTensors(object? root)
    {
        IEnumerable<(object? Key, object? Value)> items = root switch
        {
            PickleDictionary dictionary => dictionary.Items,
            TorchTensor tensor => [("", tensor)],
            _ => throw new InvalidDataException($"{FilePath} holds neither a dictionary of tensors nor a tensor."),
        };
        foreach ((object? key, object? value) in items)
            if (key is string name && value is TorchTensor tensor)
            {
                CheckStorage(name, tensor.Storage);
                _tensors[name] = tensor;
                _infos[name] = tensor.Info;
            }
    }

    /// <summary>Checks that a storage's values are in the file.</summary>
    /// <exception cref="InvalidDataException">They are not.</exception>
    protected abstract void CheckStorage(string name, TorchStorage storage);

    /// <summary>Opens the values of a storage at a byte.</summary>
    /// <exception cref="InvalidDataException">They cannot be read; the message names file and tensor.</exception>
    protected abstract Stream OpenStorage(string name, TorchStorage storage, long position);

    protected override void ReadValues(string name, Tensor destination)
    {
        TorchTensor tensor = _tensors[name];
        using Stream stream = OpenStorage(name, tensor.Storage, tensor.Offset * tensor.Storage.Type.ValueSize);
        if (tensor.IsContiguous)
        {
            tensor.Info.ReadValues(stream, FilePath, name, destination);
            return;
        }
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor values = empty(tensor.Extent);
        (tensor.Info with { Shape = [tensor.Extent] }).ReadValues(stream, FilePath, name, values);
        destination.copy_(values.as_strided(tensor.Shape, tensor.Strides));
    }
}
