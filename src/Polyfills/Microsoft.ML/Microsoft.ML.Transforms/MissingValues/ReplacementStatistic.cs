using System.Collections.Generic;
using System.Numerics;
using ReplacementMode = Microsoft.ML.Transforms.MissingValueReplacingEstimator.ReplacementMode;

namespace Microsoft.ML.Transforms;

/// <summary>The number that stands for the missing ones among others.</summary>
internal abstract class ReplacementStatistic<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public static ReplacementStatistic<T> Create(ReplacementMode mode) => mode switch
    {
        ReplacementMode.Mean => new Mean(),
        ReplacementMode.Mode => new Mode(),
        _ => new Extreme(isMaximum: mode == ReplacementMode.Maximum),
    };

    public abstract void Add(T value);

    /// <param name="total">How many values there were: those that were not added are zeros.</param>
    public abstract T Finish(long total);

    private sealed class Mean : ReplacementStatistic<T>
    {
        private long _notFinite;
        private long _count;
        private double _mean;

        public override void Add(T value)
        {
            if (value == T.Zero)
                return;
            if (!T.IsFinite(value))
            {
                _notFinite++;
                return;
            }
            _count++;
            double x = double.CreateTruncating(value);
            // The difference of numbers of different signs could overflow.
            _mean = _mean > 0 ^ x > 0 ? _mean - _mean / _count + x / _count : _mean + (x - _mean) / _count;
        }

        public override T Finish(long total)
            => total == _notFinite ? T.Zero : T.CreateTruncating(_mean * ((double)_count / (total - _notFinite)));
    }

    private sealed class Extreme(bool isMaximum) : ReplacementStatistic<T>
    {
        private T _extreme = isMaximum ? T.NegativeInfinity : T.PositiveInfinity;
        private long _added;

        public override void Add(T value)
        {
            _added++;
            if (isMaximum ? value > _extreme : value < _extreme)
                _extreme = value;
        }

        public override T Finish(long total)
        {
            if (_added < total)
                Add(T.Zero);
            return _extreme;
        }
    }

    /// <summary>The value that was the first to be seen most often; the zeros left out of sparse vectors do not count.</summary>
    private sealed class Mode : ReplacementStatistic<T>
    {
        private readonly Dictionary<T, int> _counts = [];
        private T _mode;
        private int _largestCount;

        public override void Add(T value)
        {
            if (!T.IsFinite(value))
                return;
            int count = _counts[value] = _counts.GetValueOrDefault(value) + 1;
            if (count > _largestCount)
                (_mode, _largestCount) = (value, count);
        }

        public override T Finish(long total) => _mode;
    }
}
