using static TorchSharp.torch;

namespace TorchSharp;

public sealed class Scalar : IDisposable
{
    private readonly Number _value;
    private bool _disposed;

    internal Scalar(Number value) => _value = value;

    internal Scalar(long value) => _value = new() { Type = (long)ScalarType.Int64, Integer = value };

    internal Scalar(double value) => _value = new() { Type = (long)ScalarType.Float64, Real = value };

    internal Scalar(bool value) => _value = new() { Type = (long)ScalarType.Bool, Integer = value ? 1 : 0 };

    internal Number Value => _disposed ? throw new InvalidOperationException("Scalar invalid -- empty handle.") : _value;

    public ScalarType Type => (ScalarType)Value.Type;

    public static implicit operator Scalar(byte value) => new((long)value);
    public static implicit operator Scalar(sbyte value) => new((long)value);
    public static implicit operator Scalar(short value) => new((long)value);
    public static implicit operator Scalar(int value) => new((long)value);
    public static implicit operator Scalar(long value) => new(value);
    public static implicit operator Scalar(Half value) => new((double)value);
    public static implicit operator Scalar(float value) => new((double)value);
    public static implicit operator Scalar(double value) => new(value);
    public static implicit operator Scalar(bool value) => new(value);

    public void Dispose() => _disposed = true;
}
