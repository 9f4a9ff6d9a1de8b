namespace TorchSharp;

public static unsafe partial class torch
{
    public static Tensor randint(long low, long high, Size size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null)
    {
        ScalarType type = dtype ?? ScalarType.Int64;
        RequireInRange(low, type, nameof(low));
        RequireInRange(high - 1, type, nameof(high));
        long[] shape = size.Shape;
        fixed (long* sizes = shape)
            return Tensor.Wrap(NativeMethods.tensor_randint(low, high, sizes, shape.Length, generator?.Handle ?? IntPtr.Zero, new(type, device, requires_grad)), generator).Named(names);
    }

    public static Tensor randint(long high, Size size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        randint(0, high, size, dtype, device, requires_grad, generator, names);

    public static Tensor randint(long low, long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        randint(low, high, new Size(size), dtype, device, requires_grad, generator, names);

    public static Tensor randint(long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        randint(0, high, new Size(size), dtype, device, requires_grad, generator, names);

    public static Tensor randint(int low, int high, int[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        randint(low, high, new Size(size), dtype, device, requires_grad, generator, names);

    public static Tensor randint(int high, int[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        randint(0, high, new Size(size), dtype, device, requires_grad, generator, names);

    public static Tensor randperm(long n, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) =>
        Tensor.Wrap(NativeMethods.tensor_randperm(n, generator?.Handle ?? IntPtr.Zero, new(dtype ?? ScalarType.Int64, device, requires_grad)), generator);

    public static Tensor randperm(long n, Tensor @out, Generator? generator = null) =>
        Tensor.Wrap(NativeMethods.tensor_randperm_out(n, generator?.Handle ?? IntPtr.Zero, @out.Handle), @out, generator);

    public static Tensor normal(Tensor mean, Tensor std, Generator? generator = null)
    {
        if (std.device_type != mean.device_type || std.device_index != mean.device_index)
            throw new ArgumentException("The 'means' and 'stddev' tensors must be located on the same device.");
        return Tensor.Wrap(NativeMethods.tensor_normal(mean.Handle, std.Handle, generator?.Handle ?? IntPtr.Zero), mean, std, generator);
    }

    public static Tensor normal(double mean, double std, ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        randn(size, dtype, device, requires_grad: false, generator, names).mul_(std).add_(mean).requires_grad_(requires_grad);

    private static void RequireInRange(long value, ScalarType type, string argument)
    {
        var (low, high) = type switch
        {
            ScalarType.Byte => (byte.MinValue, byte.MaxValue),
            ScalarType.Int8 => (sbyte.MinValue, sbyte.MaxValue),
            ScalarType.Int16 => (short.MinValue, short.MaxValue),
            ScalarType.Int32 => (int.MinValue, int.MaxValue),
            _ => (long.MinValue, long.MaxValue),
        };
        if (value < low || value > high)
            throw new ArgumentOutOfRangeException(argument, value, $"The value is outside the range of {type}");
    }
}
