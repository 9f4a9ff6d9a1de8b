using LaMo.Core.Kernels;

namespace LaMo.Core.Training.Cpu;

/// <summary>Some columns of a matrix W <c>[in, out]</c>, and of a bias b, as a layer y = x W + b: forward, backward, and the gradients of W and b.</summary>
internal sealed class TrainedLinear
{
    private readonly GradientSum _weight;
    private readonly GradientSum _bias;
    private readonly int _first;
    private readonly int _inputs;
    private readonly int _columns;
    private readonly int _stride;
    private readonly float[] _biasValues;
    private readonly PackedMatrix _forward;
    private readonly PackedMatrix _backward;
    private bool _packed;

    /// <param name="weight">W.</param>
    /// <param name="bias">b.</param>
    /// <param name="first">The first of the columns.</param>
    /// <param name="columns">Their number.</param>
    public TrainedLinear(GradientSum weight, GradientSum bias, int first, int columns)
    {
        (_weight, _bias, _first, _columns) = (weight, bias, first, columns);
        (_inputs, _stride) = ((int)weight.Parameter.shape[0], (int)weight.Parameter.shape[1]);
        _biasValues = new float[columns];
        _forward = new PackedMatrix(_inputs, columns);
        _backward = new PackedMatrix(columns, _inputs);
    }

    /// <summary>Takes over the parameters' present values.</summary>
    public void Refresh()
    {
        if (!_packed || _weight.IsNeeded)
        {
            ReadOnlySpan<float> values = TensorMemory.Floats(_weight.Parameter)[_first..];
            _forward.Load(values, _stride, 1);
            _backward.Load(values, 1, _stride);
        }
        TensorMemory.Floats(_bias.Parameter).Slice(_first, _columns).CopyTo(_biasValues);
        _packed = true;
    }

    /// <summary>y = x W + b.</summary>
    /// <param name="x"><c>[rows, in]</c></param>
    /// <param name="y"><c>[rows, columns]</c></param>
    /// <param name="rows">In whole tiles.</param>
    public void Forward(float[] x, float[] y, int rows)
    {
        for (int row = 0; row < rows; row++)
            _biasValues.CopyTo(y, row * _columns);
        _forward.Add(x, 0, _inputs, y, 0, _columns, rows, threads: 1);
    }

    /// <summary>dx += dy W^T, and the gradients of W and b.</summary>
    /// <param name="x"><c>[rows, in]</c></param>
    /// <param name="dy">The gradient of y, <c>[rows, columns]</c></param>
    /// <param name="dx">The gradient of x, <c>[rows, in]</c></param>
    /// <param name="rows">In whole tiles; rows of padding have no gradient.</param>
    /// <param name="thread">The thread that this runs on.</param>
    public void Backward(float[] x, float[] dy, float[] dx, int rows, int thread)
    {
        _backward.Add(dy, 0, _columns, dx, 0, _inputs, rows, threads: 1);
        if (_weight.IsNeeded)
            MatrixProduct.Add(ref x[0], 1, _inputs, ref dy[0], _columns, ref _weight.Of(thread)[_first], _stride, _inputs, rows, _columns);
        if (_bias.IsNeeded)
            for (int row = 0; row < rows; row++)
                Pointwise.Add(_bias.Of(thread).AsSpan(_first, _columns), dy.AsSpan(row * _columns, _columns));
    }
}
