using LaMo.Core.Kernels;
using LaMo.Core.Networks;

namespace LaMo.Core.Training.Cpu;

/// <summary>LoRA's factors of a query, key and value projection in training: y += (alpha / r) B A x for each third of y.</summary>
internal sealed class TrainedLora : ITrainedLayer
{
    private readonly TrainedParameter _a;
    private readonly TrainedParameter _b;
    private readonly int _width;
    private readonly int _rank;
    private readonly float _scaling;
    private readonly PackedMatrix _reduce;
    private readonly PackedMatrix _reduceBack;
    private readonly PackedMatrix[] _expand;
    private readonly PackedMatrix[] _expandBack;

    /// <param name="config">The rank, the scaling and the dropout rate.</param>
    /// <param name="a">A, <c>[3 r, d]</c>.</param>
    /// <param name="b">B, <c>[3 d, r]</c>.</param>
    public TrainedLora(LoraConfig config, TrainedParameter a, TrainedParameter b)
    {
        (_a, _b, _width, _rank, _scaling) = (a, b, a.Columns, config.Rank, (float)(config.Alpha / config.Rank));
        Dropout = config.Dropout;
        _reduce = new PackedMatrix(_width, 3 * _rank);
        _reduceBack = new PackedMatrix(3 * _rank, _width);
        _expand = [.. Enumerable.Range(0, 3).Select(_ => new PackedMatrix(_rank, _width))];
        _expandBack = [.. Enumerable.Range(0, 3).Select(_ => new PackedMatrix(_width, _rank))];
    }

    /// <summary>The rank r.</summary>
    public int Rank => _rank;

    /// <summary>The dropout rate of its input.</summary>
    public double Dropout { get; }

    /// <inheritdoc/>
    public void Refresh()
    {
        // Scaled where nothing else depends on it: A x on the way forward, and its gradient on the way back.
        _reduce.Load(_a.Values, 1, _width, _scaling);
        _reduceBack.Load(_a.Values, _width, 1);
        for (int third = 0; third < 3; third++)
        {
            ReadOnlySpan<float> part = _b.Values[(third * _width * _rank)..];
            _expand[third].Load(part, 1, _rank);
            _expandBack[third].Load(part, _rank, 1, _scaling);
        }
    }

    /// <summary>(alpha / r) A x.</summary>
    /// <param name="x"><c>[token, d]</c></param>
    /// <param name="reduced"><c>[token, 3 r]</c></param>
    /// <param name="rows">In whole tiles.</param>
    public void Reduce(float[] x, float[] reduced, int rows) => _reduce.Set(x, 0, _width, reduced, 0, 3 * _rank, rows, threads: 1);

    /// <summary>y += B of what was reduced, of one third.</summary>
    public void Expand(int third, float[] reduced, float[] y, int rows) => _expand[third].Add(reduced, 0, _rank, y, 0, _width, rows, threads: 1);

    /// <summary>The gradient of one third of A x from that of y, and B's.</summary>
    public void ExpandBack(int third, float[] reduced, float[] dy, float[] dReduced, int rows, int thread)
    {
        _expandBack[third].Set(dy, 0, _width, dReduced, 0, _rank, rows, threads: 1);
        if (_b.IsNeeded)
            MatrixProduct.Add(ref dy[0], 1, _width, ref reduced[0], _rank, ref _b.Gradient(thread)[third * _width * _rank], _rank, _width, rows, _rank);
    }

    /// <summary>dx = A^T d(A x), and A's gradient.</summary>
    public void ReduceBack(float[] x, float[] dReduced, float[] dx, int rows, int thread)
    {
        _reduceBack.Set(dReduced, 0, 3 * _rank, dx, 0, _width, rows, threads: 1);
        if (_a.IsNeeded)
            MatrixProduct.Add(ref dReduced[0], 1, 3 * _rank, ref x[0], _width, ref _a.Gradient(thread)[0], _width, 3 * _rank, rows, _width);
    }
}
