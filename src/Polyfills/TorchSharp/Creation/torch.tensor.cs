namespace TorchSharp;

public static unsafe partial class torch
{
    /// <summary>A tensor with its own copy of the elements.</summary>
    private static Tensor Copied<T>(
        ReadOnlySpan<T> elements, ReadOnlySpan<long> dimensions, ScalarType? dtype, Device? device, bool requiresGrad, string[]? names = null)
        where T : unmanaged
    {
        RequireElements(dimensions, elements.Length);
        ScalarType sourceType = ToScalarType(typeof(T));
        fixed (T* data = elements)
        fixed (long* sizes = dimensions)
            return Tensor.Wrap(NativeMethods.tensor_copy_of((IntPtr)data, sizes, dimensions.Length, sourceType, new(dtype ?? sourceType, device, requiresGrad))).Named(names);
    }

    private static Tensor Copied<T>(Array elements, ScalarType? dtype, Device? device, bool requiresGrad, string[]? names)
        where T : unmanaged
    {
        fixed (byte* data = &System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(elements))
            return Copied(new ReadOnlySpan<T>(data, elements.Length), ShapeOf(elements), dtype, device, requiresGrad, names);
    }

    private static long[] ShapeOf(Array array) => Enumerable.Range(0, array.Rank).Select(array.GetLongLength).ToArray();

    private static void RequireElements(ReadOnlySpan<long> dimensions, long available)
    {
        long needed = 1;
        foreach (long size in dimensions)
            needed *= size;
        if (needed > available)
            throw new ArgumentException($"mismatched total size creating a tensor from an array: {needed} vs. {available}");
    }
}
