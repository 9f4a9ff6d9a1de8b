using static TorchSharp.torch;

namespace TorchSharp;

public static partial class TensorExtensionMethods
{
    public static int ElementSize(this ScalarType type) => type switch
    {
        ScalarType.Byte or ScalarType.Int8 or ScalarType.Bool => 1,
        ScalarType.Int16 or ScalarType.Float16 or ScalarType.BFloat16 => 2,
        ScalarType.Int32 or ScalarType.Float32 => 4,
        ScalarType.Int64 or ScalarType.Float64 or ScalarType.ComplexFloat32 => 8,
        ScalarType.ComplexFloat64 => 16,
        _ => throw new NotImplementedException(),
    };

    public static ReadOnlySpan<int> IntShape(this Tensor tensor) => Array.ConvertAll(tensor.shape, size => (int)size);

    public static long TotalSize(this IEnumerable<long> shape) => shape.Aggregate(1L, (product, size) => product * size);

    public static Half ToHalf(this Tensor value) => value.ToScalar().ToHalf();
    public static float ToSingle(this Tensor value) => value.ToScalar().ToSingle();
    public static double ToDouble(this Tensor value) => value.ToScalar().ToDouble();
    public static sbyte ToSByte(this Tensor value) => value.ToScalar().ToSByte();
    public static byte ToByte(this Tensor value) => value.ToScalar().ToByte();
    public static short ToInt16(this Tensor value) => value.ToScalar().ToInt16();
    public static int ToInt32(this Tensor value) => value.ToScalar().ToInt32();
    public static long ToInt64(this Tensor value) => value.ToScalar().ToInt64();
    public static bool ToBoolean(this Tensor value) => value.ToScalar().ToBoolean();

    public static Tensor ToTensor<T>(this T[] rawArray, long[] dimensions, bool doCopy = false, bool requires_grad = false)
    {
        return rawArray switch
        {
            byte[] array => tensor(array, dimensions, requires_grad: requires_grad),
            sbyte[] array => tensor(array, dimensions, requires_grad: requires_grad),
            short[] array => tensor(array, dimensions, requires_grad: requires_grad),
            int[] array => tensor(array, dimensions, requires_grad: requires_grad),
            long[] array => tensor(array, dimensions, requires_grad: requires_grad),
            float[] array => tensor(array, dimensions, requires_grad: requires_grad),
            double[] array => tensor(array, dimensions, requires_grad: requires_grad),
            bool[] array => tensor(array, dimensions, requires_grad: requires_grad),
            _ => throw new NotImplementedException($"Creating tensor of type {typeof(T)} is not supported."),
        };
    }

    public static Tensor ToTensor<T>(this T scalar, Device? device = null, bool requires_grad = false) where T : struct
    {
        if (requires_grad && typeof(T) != typeof(float) && typeof(T) != typeof(double))
            throw new ArgumentException(nameof(requires_grad), "Only floating point types support gradients.");
        return scalar switch
        {
            byte value => tensor(value, uint8, device, requires_grad),
            sbyte value => tensor(value, int8, device, requires_grad),
            short value => tensor(value, int16, device, requires_grad),
            int value => tensor(value, int32, device, requires_grad),
            long value => tensor(value, int64, device, requires_grad),
            float value => tensor(value, device, requires_grad),
            double value => tensor(value, float64, device, requires_grad),
            _ => throw new NotImplementedException($"Creating tensor of type {typeof(T)} is not supported."),
        };
    }

    internal static bool toWillCopy(this Tensor tensor, Device device) => tensor.toWillCopy(device.type, device.index);

    internal static bool toWillCopy(this Tensor tensor, DeviceType deviceType, int deviceIndex) =>
        tensor.device_index != deviceIndex || tensor.device_type != deviceType;

    internal static bool toWillCopy(this Tensor tensor, ScalarType dtype) => tensor.dtype != dtype;

    internal static bool toWillCopy(this Tensor tensor, ScalarType dtype, Device device) =>
        tensor.toWillCopy(device) || tensor.toWillCopy(dtype);
}
