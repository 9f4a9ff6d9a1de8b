#nullable disable // as in the real assembly
using System.Collections;
using static TorchSharp.torch;

namespace TorchSharp.Utils;

public sealed unsafe class TensorAccessor<T> : IDisposable, IEnumerable<T>
    where T : unmanaged
{
    private Tensor _tensor; // kept alive: its memory is what is accessed
    private T* _data;

    internal TensorAccessor(Tensor tensor)
    {
        if (tensor.device_type != DeviceType.CPU)
            throw new InvalidOperationException("Reading data from non-CPU memory is not supported. Move or copy the tensor to the cpu before reading.");
        _data = (T*)tensor.DataPointer();
        _tensor = tensor;
    }

    public long Count => _tensor?.numel() ?? 0;

    public bool IsReadOnly => false;

    public T[] ToArray()
    {
        var result = new T[Count];
        CopyTo(result);
        return result;
    }

    public Array ToNDArray()
    {
        if (_tensor.ndim == 0)
            return ToArray();
        var result = Array.CreateInstance(typeof(T), _tensor.shape);
        if (result.LongLength > 0)
            fixed (byte* bytes = &System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(result))
                CopyTo(new Span<T>(bytes, result.Length));
        return result;
    }

    public T this[params long[] indices]
    {
        get => _data[Offset(indices)];
        set => _data[Offset(indices)] = value;
    }

    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        long count = Overlap(array.Length - arrayIndex, tensorIndex);
        if (_tensor.is_contiguous())
        {
            new ReadOnlySpan<T>(_data + tensorIndex, (int)count).CopyTo(array[arrayIndex..]);
            return;
        }
        foreach (long offset in Offsets(tensorIndex, count))
            array[arrayIndex++] = _data[offset];
    }

    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyFrom((ReadOnlySpan<T>)array, arrayIndex, tensorIndex);

    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        long count = Overlap(array.Length - arrayIndex, tensorIndex);
        if (_tensor.is_contiguous())
        {
            array.Slice(arrayIndex, (int)count).CopyTo(new Span<T>(_data + tensorIndex, (int)count));
            return;
        }
        foreach (long offset in Offsets(tensorIndex, count))
            _data[offset] = array[arrayIndex++];
    }

    public IEnumerator<T> GetEnumerator()
    {
        foreach (long offset in Offsets(0, Count))
            yield return At(offset);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override bool Equals(object obj) => obj is TensorAccessor<T> other && (_data == other._data || this.SequenceEqual(other));

    public override int GetHashCode() => base.GetHashCode();

    public static bool operator ==(TensorAccessor<T> left, TensorAccessor<T> right) => left.SequenceEqual(right);

    public static bool operator !=(TensorAccessor<T> left, TensorAccessor<T> right) => !(left == right);

    public void Dispose()
    {
        _data = null;
        _tensor = null;
    }

    // An iterator cannot hold a pointer itself.
    private T At(long offset) => _data[offset];

    private long Overlap(long room, long tensorIndex)
    {
        long count = Count;
        if (count == 0 && tensorIndex == 0)
            return 0;
        if (tensorIndex < 0 || tensorIndex >= count)
            throw new ArgumentOutOfRangeException("startingIndex");
        return Math.Max(0, Math.Min(room, count - tensorIndex));
    }

    private long Offset(long[] indices)
    {
        if (indices.Length == 1)
        {
            if (indices[0] >= Count)
                throw new IndexOutOfRangeException();
            if (indices[0] < 0)
                throw new ArgumentOutOfRangeException($"{indices[0]} in a collection of  ${Count} elements.");
            return Offsets(indices[0], 1).First();
        }
        long[] shape = _tensor.shape, strides = _tensor.stride();
        long offset = 0;
        for (int i = shape.Length - 1; i >= 0; i--)
        {
            if (indices[i] >= shape[i] || indices[i] < 0)
                throw new IndexOutOfRangeException($"{indices[i]} >= {shape[i]} in dimension {i}.");
            offset += indices[i] * strides[i];
        }
        return offset;
    }

    /// <summary>Where consecutive elements, in the tensor's order, lie in memory.</summary>
    private IEnumerable<long> Offsets(long first, long count)
    {
        if (count == 0)
            yield break;
        long[] shape = _tensor.shape, strides = _tensor.stride(), position = new long[shape.Length];
        long offset = 0, rest = first;
        for (int i = shape.Length - 1; i >= 0; i--)
        {
            rest = Math.DivRem(rest, shape[i], out position[i]);
            offset += position[i] * strides[i];
        }
        while (count-- > 0)
        {
            yield return offset;
            for (int i = shape.Length - 1; i >= 0; i--)
            {
                offset += strides[i];
                if (++position[i] < shape[i])
                    break;
                offset -= position[i] * strides[i];
                position[i] = 0;
            }
        }
    }
}
