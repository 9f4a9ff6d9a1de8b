using System.Runtime.InteropServices;

namespace TorchSharp;

public static unsafe partial class torch
{
    public static Tensor from_array(Array rawArray, Device? device = null) =>
        from_array(rawArray, ToScalarType(ElementTypeOf(rawArray)), device ?? CPU);

    public static Tensor from_array(Array rawArray, ScalarType? dtype, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        ScalarType sourceType = ToScalarType(ElementTypeOf(rawArray));
        return Over(rawArray, 0, ShapeOf(rawArray), sourceType, new(dtype ?? sourceType, device, requires_grad)).Named(names);
    }

    public static Tensor frombuffer(Array rawArray, ScalarType dtype, long count = -1, long offset = 0, bool requires_grad = false)
    {
        long length = rawArray.LongLength;
        if (offset < 0 || offset >= length)
            throw new ArgumentException($"invalid value for 'offset': {offset}");
        if (count < 0)
            count = length - offset;
        if (count > length - offset)
            throw new IndexOutOfRangeException($"element count is too large: {count}");
        ScalarType sourceType = ToScalarType(ElementTypeOf(rawArray));
        return Over(rawArray, offset * sourceType.ElementSize(), [count], sourceType, new(dtype, CPU, requires_grad));
    }

    /// <summary>A tensor over the array's own memory, which stays pinned as long as the tensor uses it.</summary>
    private static Tensor Over(Array array, long byteOffset, long[] shape, ScalarType sourceType, Options options)
    {
        var pin = GCHandle.Alloc(array, GCHandleType.Pinned);
        IntPtr tensor;
        fixed (long* sizes = shape)
            tensor = NativeMethods.tensor_over(pin.AddrOfPinnedObject() + (nint)byteOffset, &Release, GCHandle.ToIntPtr(pin), sizes, shape.Length, sourceType, options);
        return Tensor.Wrap(tensor);
    }

    [UnmanagedCallersOnly]
    private static void Release(IntPtr pin) => GCHandle.FromIntPtr(pin).Free();

    private static Type ElementTypeOf(Array array) => array.GetType().GetElementType()!;
}
