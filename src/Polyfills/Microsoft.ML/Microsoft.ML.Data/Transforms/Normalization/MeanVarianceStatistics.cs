using System;
using System.Numerics;

namespace Microsoft.ML.Transforms;

/// <summary>Population mean and variance by Welford's recurrence over the values that are neither zero nor infinite nor NaN; zeros are added at the end.</summary>
internal sealed class MeanVarianceStatistics<T> : SlotStatistics<T>
    where T : struct, IFloatingPointIeee754<T>
{
    private readonly bool _fixZero;
    private readonly bool _useCdf;
    private readonly double[] _mean;
    private readonly double[] _squares;
    private readonly long[] _count;
    private readonly long[] _notFinite;

    public MeanVarianceStatistics(int size, bool fixZero, bool useCdf)
        : base(size)
    {
        _fixZero = fixZero;
        _useCdf = useCdf;
        _mean = new double[size];
        _squares = new double[size];
        _count = new long[size];
        _notFinite = new long[size];
    }

    public override INormalizerFunction Finish()
    {
        var first = new T[Size];
        var second = new T[Size];
        for (int i = 0; i < Size; i++)
        {
            AddZeros(i);
            // A constant slot carries no information and becomes zero.
            if (_squares[i] == 0)
                continue;
            double variance = _squares[i] / _count[i];
            T deviation = T.CreateTruncating(Math.Sqrt(_fixZero && !_useCdf ? variance + _mean[i] * _mean[i] : variance));
            if (_useCdf)
                (first[i], second[i]) = (T.CreateTruncating(_mean[i]), deviation);
            else if ((first[i] = T.One / deviation) != T.Zero && !_fixZero)
                second[i] = T.CreateTruncating(_mean[i]);
        }
        return _useCdf
            ? new CdfFunction<T>(mean: first, deviation: second, useLog: false)
            : new AffineFunction<T>(scale: first, offset: second);
    }

    protected override void Add(int slot, T value)
    {
        if (value == T.Zero)
            return;
        if (!T.IsFinite(value))
        {
            _notFinite[slot]++;
            return;
        }
        _count[slot]++;
        double x = double.CreateTruncating(value);
        double delta = x - _mean[slot];
        _mean[slot] += delta / _count[slot];
        _squares[slot] += delta * (x - _mean[slot]);
    }

    private void AddZeros(int slot)
    {
        long zeros = Rows - _notFinite[slot] - _count[slot];
        if (zeros == 0)
            return;
        _count[slot] += zeros;
        double delta = -_mean[slot];
        _mean[slot] += delta * zeros / _count[slot];
        _squares[slot] += delta * -_mean[slot] * zeros;
    }
}
