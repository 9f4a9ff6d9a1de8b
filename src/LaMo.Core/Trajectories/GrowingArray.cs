namespace LaMo.Core.Trajectories;

/// <summary>An array that values are added to. Where their number was told, it is given away as it is instead of copied.</summary>
internal struct GrowingArray<T>(int capacity)
{
    private T[] _values = new T[capacity];

    public int Count { get; private set; }

    public void Add(T value) => Add([value]);

    public void Add(ReadOnlySpan<T> values)
    {
        if (Count + values.Length > _values.Length)
            Array.Resize(ref _values, Math.Max(checked(Count + values.Length), (int)Math.Min(2L * _values.Length, Array.MaxLength)));
        values.CopyTo(_values.AsSpan(Count));
        Count += values.Length;
    }

    /// <summary>The values; nothing may be added after.</summary>
    public readonly T[] ToArray() => Count == _values.Length ? _values : _values[..Count];
}
