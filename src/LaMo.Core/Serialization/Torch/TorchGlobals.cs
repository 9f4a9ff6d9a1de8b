namespace LaMo.Core.Serialization.Torch;

/// <summary>The globals that a pickle may name: what a dictionary of tensors is made of, and nothing else.</summary>
internal static class TorchGlobals
{
    /// <summary>Makes a value from a call's arguments; <see langword="null"/> if they are not what the function takes.</summary>
    public delegate object? Function(object?[] arguments);

    private static readonly Dictionary<(string Module, string Name), object> _globals = new()
    {
        [("collections", "OrderedDict")] = (Function)OrderedDictionary,
        [("torch._utils", "_rebuild_tensor_v2")] = (Function)TorchTensor.Rebuild,
        [("torch._utils", "_rebuild_parameter")] = (Function)(arguments => arguments is [TorchTensor data, _, _] ? data : null),
        [("torch", "FloatStorage")] = new TorchStorageType("F32", 4),
        [("torch", "HalfStorage")] = new TorchStorageType("F16", 2),
        [("torch", "BFloat16Storage")] = new TorchStorageType("BF16", 2),
        [("torch", "DoubleStorage")] = new TorchStorageType("F64", 8),
        [("torch", "LongStorage")] = new TorchStorageType("I64", 8),
        [("torch", "IntStorage")] = new TorchStorageType("I32", 4),
        [("torch", "ShortStorage")] = new TorchStorageType("I16", 2),
        [("torch", "CharStorage")] = new TorchStorageType("I8", 1),
        [("torch", "ByteStorage")] = new TorchStorageType("U8", 1),
        [("torch", "BoolStorage")] = new TorchStorageType("BOOL", 1),
    };

    /// <returns>A <see cref="Function"/> or a <see cref="TorchStorageType"/>; <see langword="null"/> for what is refused.</returns>
    public static object? Find(string module, string name) => _globals.GetValueOrDefault((module, name));

    private static PickleDictionary? OrderedDictionary(object?[] arguments) => arguments.Length == 0 ? new PickleDictionary() : null;
}
