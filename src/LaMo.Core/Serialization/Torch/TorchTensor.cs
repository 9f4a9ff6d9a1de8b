namespace LaMo.Core.Serialization.Torch;

/// <summary>A strided view of a storage.</summary>
internal sealed record TorchTensor(TorchStorage Storage, long Offset, long[] Shape, long[] Strides, long Extent)
{
    public TensorInfo Info { get; } = new(Storage.Type.DataType, Shape);

    /// <summary>Whether the values lie one after another, in the order of the indices.</summary>
    public bool IsContiguous
    {
        get
        {
            long stride = 1;
            for (int i = Shape.Length - 1; i >= 0; i--)
            {
                if (Shape[i] != 1 && Strides[i] != stride)
                    return false;
                stride *= Shape[i];
            }
            return true;
        }
    }

    /// <summary>PyTorch's <c>_rebuild_tensor_v2(storage, offset, size, stride, requires_grad, backward_hooks)</c>.</summary>
    /// <returns><see langword="null"/> if the view is not within its storage, or an argument is of another type.</returns>
    public static TorchTensor? Rebuild(object?[] arguments)
    {
        if (arguments is not [TorchStorage storage, long offset, object?[] size, object?[] stride, bool, PickleDictionary] || offset < 0 || size.Length != stride.Length)
            return null;
        if (!size.Concat(stride).All(number => number is long and >= 0))
            return null;
        long[] shape = [.. size.Cast<long>()], strides = [.. stride.Cast<long>()];
        Int128 extent = shape.Contains(0) ? 0 : 1; // the values from the first that is used to the last
        for (int i = 0; i < shape.Length && extent > 0; i++)
        {
            extent += (Int128)(shape[i] - 1) * strides[i];
            if (extent > storage.Count)
                return null;
        }
        return offset + extent <= storage.Count ? new TorchTensor(storage, offset, shape, strides, (long)extent) : null;
    }
}
