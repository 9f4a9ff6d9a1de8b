namespace LaMo.Core.Data.Inspection;

/// <summary>Collects the statistics of each dimension of a column.</summary>
internal sealed class DimensionStatistics
{
    private readonly long[] _counts;
    private readonly long[] _notFinite;
    private readonly double[] _means;
    private readonly double[] _squares;
    private readonly float[] _minima;
    private readonly float[] _maxima;
    private readonly ulong[] _hashes;

    public DimensionStatistics(int size)
    {
        _counts = new long[size];
        _notFinite = new long[size];
        _means = new double[size];
        _squares = new double[size];
        _minima = new float[size];
        _maxima = new float[size];
        _hashes = new ulong[size];
        Array.Fill(_minima, float.PositiveInfinity);
        Array.Fill(_maxima, float.NegativeInfinity);
    }

    public void Add(ReadOnlySpan<float> row)
    {
        for (int i = 0; i < row.Length; i++)
        {
            float value = row[i];
            // Equal values in equal order give equal hashes (FNV-1a over whole values).
            _hashes[i] = (_hashes[i] ^ BitConverter.SingleToUInt32Bits(value)) * 0x100000001B3;
            if (!float.IsFinite(value))
            {
                _notFinite[i]++;
                continue;
            }
            // Welford's method, which keeps its digits.
            double difference = value - _means[i];
            _means[i] += difference / ++_counts[i];
            _squares[i] += difference * (value - _means[i]);
            _minima[i] = Math.Min(_minima[i], value);
            _maxima[i] = Math.Max(_maxima[i], value);
        }
    }

    public double Mean(int dimension) => _counts[dimension] > 0 ? _means[dimension] : double.NaN;

    public double Deviation(int dimension) => _counts[dimension] > 0 ? Math.Sqrt(_squares[dimension] / _counts[dimension]) : double.NaN;

    public DimensionSummary[] ToSummaries()
    {
        var first = new Dictionary<ulong, int>();
        var summaries = new DimensionSummary[_counts.Length];
        for (int i = 0; i < summaries.Length; i++)
        {
            bool isConstant = _minima[i] == _maxima[i];
            int? duplicate = !isConstant && !first.TryAdd(_hashes[i], i) ? first[_hashes[i]] : null;
            bool any = _counts[i] > 0;
            summaries[i] = new DimensionSummary(any ? _minima[i] : double.NaN, any ? _maxima[i] : double.NaN, Mean(i), Deviation(i), _notFinite[i], duplicate);
        }
        return summaries;
    }
}
