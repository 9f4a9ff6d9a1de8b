namespace LaMo.Core.Serialization.Torch;

/// <summary>The class of a storage.</summary>
internal sealed record TorchStorageType(string DataType, int ValueSize);

/// <summary>The values that one tensor or several are views of; they lie outside the pickle under a key.</summary>
internal sealed record TorchStorage(TorchStorageType Type, string Key, long Count)
{
    public long ByteLength => Count * Type.ValueSize;

    /// <returns><see langword="null"/> if it is not the tuple that <c>torch.save</c> writes: "storage", class, key, device, number of values[, view].</returns>
    public static TorchStorage? FromPersistentId(object? id) =>
        id is object?[] { Length: 5 or 6 } parts && parts is ["storage", TorchStorageType type, string key, string, long count, ..]
            && parts is [_, _, _, _, _] or [_, _, _, _, _, null] && count >= 0 && count <= long.MaxValue / type.ValueSize
            ? new TorchStorage(type, key, count) : null;
}
