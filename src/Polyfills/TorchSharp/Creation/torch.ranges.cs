namespace TorchSharp;

public static partial class torch
{
    public static Tensor arange(Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        bool integers = start.Type.IsIntegral() && stop.Type.IsIntegral() && step.Type.IsIntegral();
        return Tensor.Wrap(NativeMethods.tensor_arange(start.Value, stop.Value, step.Value, new(dtype ?? (integers ? ScalarType.Int64 : get_default_dtype()), device, requires_grad)));
    }

    public static Tensor arange(Scalar start, Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(start, stop, 1, dtype, device, requires_grad);

    public static Tensor arange(Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(0, stop, 1, dtype, device, requires_grad);

    public static Tensor linspace(double start, double end, long steps, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Tensor.Wrap(NativeMethods.tensor_linspace(start, end, steps, new(dtype ?? get_default_dtype(), device, requires_grad)));

    public static Tensor eye(long rows, long columns = -1, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Tensor.Wrap(NativeMethods.tensor_eye(rows, columns == -1 ? rows : columns, new(dtype ?? get_default_dtype(), device, requires_grad))).Named(names);
}
