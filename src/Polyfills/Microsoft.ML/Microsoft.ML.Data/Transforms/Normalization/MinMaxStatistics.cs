using System;
using System.Numerics;

namespace Microsoft.ML.Transforms;

internal sealed class MinMaxStatistics<T> : SlotStatistics<T>
    where T : struct, IFloatingPointIeee754<T>
{
    private readonly bool _fixZero;
    private readonly T[] _min;
    private readonly T[] _max;
    private readonly long[] _explicitRows;

    public MinMaxStatistics(int size, bool fixZero)
        : base(size)
    {
        _fixZero = fixZero;
        _min = new T[size];
        _max = new T[size];
        _explicitRows = new long[size];
        Array.Fill(_min, T.PositiveInfinity);
        Array.Fill(_max, T.NegativeInfinity);
    }

    public override INormalizerFunction Finish()
    {
        var scale = new T[Size];
        var offset = new T[Size];
        for (int i = 0; i < Size; i++)
        {
            if (_explicitRows[i] < Rows)
                Widen(i, T.Zero);
            // A constant slot, or one without numbers, carries no information and becomes zero.
            if (!(_max[i] > _min[i]))
                continue;
            scale[i] = T.One / (_fixZero ? T.Max(T.Abs(_max[i]), T.Abs(_min[i])) : _max[i] - _min[i]);
            if (!_fixZero && scale[i] != T.Zero)
                offset[i] = _min[i];
        }
        return new AffineFunction<T>(scale, offset);
    }

    protected override void Add(int slot, T value)
    {
        _explicitRows[slot]++;
        Widen(slot, value);
    }

    // NaN compares false, so it leaves no trace.
    private void Widen(int slot, T value)
    {
        if (_max[slot] < value)
            _max[slot] = value;
        if (_min[slot] > value)
            _min[slot] = value;
    }
}
