using System;
using System.Collections;
using System.Collections.Generic;

namespace Microsoft.ML.Data;

public readonly struct VBuffer<T> : IEnumerable
{
    private readonly T[] _values;
    private readonly int[] _indices;
    private readonly int _count;

    public readonly int Length;

    public VBuffer(int length, T[] values, int[] indices = null)
    {
        ArgumentCheck.InRange(length >= 0, nameof(length));
        ArgumentCheck.InRange(SizeOf(values) >= length, nameof(values));
        Length = length;
        _count = length;
        _values = values;
        _indices = indices;
    }

    public VBuffer(int length, int count, T[] values, int[] indices)
    {
        ArgumentCheck.InRange(length >= 0, nameof(length));
        ArgumentCheck.InRange(0 <= count && count <= length, nameof(count));
        ArgumentCheck.InRange(SizeOf(values) >= count, nameof(values));
        ArgumentCheck.InRange(count == length || SizeOf(indices) >= count, nameof(indices));
        Length = length;
        _count = count;
        _values = values;
        _indices = indices;
    }

    public bool IsDense => _count == Length;

    public ReadOnlySpan<T> GetValues() => _values.AsSpan(0, _count);

    public ReadOnlySpan<int> GetIndices() => IsDense ? default : _indices.AsSpan(0, _count);

    public void CopyToDense(ref VBuffer<T> destination)
    {
        VBufferEditor<T> editor = VBufferEditor.Create(ref destination, Length);
        CopyTo(editor.Values);
        destination = editor.Commit();
    }

    public void CopyTo(ref VBuffer<T> destination)
    {
        VBufferEditor<T> editor = VBufferEditor.Create(ref destination, Length, _count);
        GetValues().CopyTo(editor.Values);
        GetIndices().CopyTo(editor.Indices);
        destination = editor.Commit();
    }

    public void CopyTo(ref VBuffer<T> destination, int sourceIndex, int length)
    {
        ArgumentCheck.InRange(0 <= sourceIndex && sourceIndex <= Length, nameof(sourceIndex));
        ArgumentCheck.InRange(0 <= length && sourceIndex <= Length - length, nameof(length));

        (int first, int last) = IsDense
            ? (sourceIndex, sourceIndex + length)
            : (FirstExplicitFrom(sourceIndex), FirstExplicitFrom(sourceIndex + length));
        VBufferEditor<T> editor = VBufferEditor.Create(ref destination, length, last - first);
        _values.AsSpan(first, last - first).CopyTo(editor.Values);
        for (int i = 0; i < editor.Indices.Length; i++)
            editor.Indices[i] = _indices[first + i] - sourceIndex;
        destination = editor.Commit();
    }

    public void CopyTo(Span<T> destination) => CopyTo(destination, 0);

    public void CopyTo(Span<T> destination, int destinationIndex, T defaultValue = default)
    {
        ArgumentCheck.InRange(0 <= destinationIndex && destinationIndex <= destination.Length - Length,
            nameof(destination), "Not large enough to hold these values.");

        Span<T> target = destination.Slice(destinationIndex, Length);
        if (IsDense)
        {
            GetValues().CopyTo(target);
            return;
        }

        // The real one ignores defaultValue when nothing is explicit.
        target.Fill(_count == 0 ? default : defaultValue);
        for (int i = 0; i < _count; i++)
            target[_indices[i]] = _values[i];
    }

    public static void Copy(T[] source, int sourceIndex, ref VBuffer<T> destination, int length)
    {
        ArgumentCheck.InRange(0 <= length && length <= SizeOf(source), nameof(length));
        ArgumentCheck.InRange(0 <= sourceIndex && sourceIndex <= SizeOf(source) - length, nameof(sourceIndex));
        VBufferEditor<T> editor = VBufferEditor.Create(ref destination, length);
        source.AsSpan(sourceIndex, length).CopyTo(editor.Values);
        destination = editor.Commit();
    }

    public IEnumerable<KeyValuePair<int, T>> Items(bool all = false)
    {
        int next = 0;
        for (int i = 0; i < _count; i++)
        {
            int index = IsDense ? i : _indices[i];
            for (; all && next < index; next++)
                yield return new KeyValuePair<int, T>(next, default);
            yield return new KeyValuePair<int, T>(index, _values[i]);
            next = index + 1;
        }
        for (; all && next < Length; next++)
            yield return new KeyValuePair<int, T>(next, default);
    }

    public IEnumerable<T> DenseValues()
    {
        foreach (KeyValuePair<int, T> item in Items(all: true))
            yield return item.Value;
    }

    public void GetItemOrDefault(int index, ref T destination) => destination = GetItemOrDefault(index);

    public T GetItemOrDefault(int index)
    {
        ArgumentCheck.InRange(0 <= index && index < Length, nameof(index));
        if (IsDense)
            return _values[index];
        int position = GetIndices().BinarySearch(index);
        return position >= 0 ? _values[position] : default;
    }

    public override string ToString()
        => IsDense ? $"Dense vector of size {Length}" : $"Sparse vector of size {Length}, {_count} explicit values";

    // Like the real one this walks the physical array, which may be longer than the explicit values.
    public IEnumerator GetEnumerator() => _values.GetEnumerator();

    internal VBufferEditor<T> EditorFor(int length, int count, int capacityLimit, bool keepOld, bool requireIndicesOnDense)
    {
        bool wantsIndices = count < length || requireIndicesOnDense;
        T[] values = _values;
        int[] indices = _indices;
        bool newValues = EnsureSize(ref values, count, capacityLimit, keepOld);
        bool newIndices = wantsIndices && EnsureSize(ref indices, count, capacityLimit, keepOld);
        return new VBufferEditor<T>(length, count, values, indices, wantsIndices, newValues, newIndices);
    }

    internal VBufferEditor<T> Editor() => EditorFor(Length, _count, Array.MaxLength, keepOld: false, requireIndicesOnDense: false);

    private static int SizeOf<TItem>(TItem[] array) => array == null ? 0 : array.Length;

    private static bool EnsureSize<TItem>(ref TItem[] array, int size, int limit, bool keepOld)
    {
        ArgumentCheck.InRange(size <= limit, "max", "min must not exceed max");
        int old = SizeOf(array);
        if (old >= size)
            return false;
        int doubled = (int)Math.Min(old == 0 ? 4 : 2L * old, limit);
        var larger = new TItem[Math.Max(doubled, size)];
        if (keepOld && old > 0)
            array.CopyTo(larger, 0);
        array = larger;
        return true;
    }

    private int FirstExplicitFrom(int index)
    {
        int position = GetIndices().BinarySearch(index);
        return position >= 0 ? position : ~position;
    }
}
