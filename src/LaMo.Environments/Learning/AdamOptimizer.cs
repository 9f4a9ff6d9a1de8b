using System.Numerics;
using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace LaMo.Environments.Learning;

/// <summary>
/// Adam (Kingma and Ba, 2015) in one pass over a parameter's memory. For small networks the many tensor operations of torch's own would cost more than the
/// gradients.
/// </summary>
internal sealed class AdamOptimizer
{
    private const float Beta1 = 0.9f;
    private const float Beta2 = 0.999f;
    private const float Epsilon = 1e-8f;

    private readonly Tensor[] _parameters;
    private readonly float[][] _means;
    private readonly float[][] _squares;

    /// <param name="parameters">The parameters, contiguous float32 on the CPU.</param>
    public AdamOptimizer(IEnumerable<Tensor> parameters)
    {
        _parameters = [.. parameters];
        _means = [.. _parameters.Select(parameter => new float[parameter.numel()])];
        _squares = [.. _parameters.Select(parameter => new float[parameter.numel()])];
    }

    /// <summary>The steps taken.</summary>
    public int Steps { get; private set; }

    /// <summary>Takes a step down a loss' gradient.</summary>
    /// <param name="loss">The scalar loss.</param>
    /// <param name="learningRate">The learning rate.</param>
    public void Minimize(Tensor loss, float learningRate)
    {
        IList<Tensor> gradients = autograd.grad([loss], _parameters);
        Steps++;
        float rate = learningRate / (1 - MathF.Pow(Beta1, Steps)), correction = 1 / MathF.Sqrt(1 - MathF.Pow(Beta2, Steps));
        for (int i = 0; i < _parameters.Length; i++)
            Update(Values(_parameters[i]), Values(gradients[i].contiguous()), _means[i], _squares[i], rate, correction);
    }

    /// <summary>Writes the moments.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.Write(Steps);
        foreach (float[] moments in _means.Concat(_squares))
            writer.Write(MemoryMarshal.AsBytes(moments.AsSpan()));
    }

    /// <summary>Reads the moments that were written for the same parameters.</summary>
    public void Load(BinaryReader reader)
    {
        Steps = reader.ReadInt32();
        foreach (float[] moments in _means.Concat(_squares))
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(moments.AsSpan()));
    }

    private static Span<float> Values(Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);

    private static void Update(Span<float> values, ReadOnlySpan<float> gradients, Span<float> means, Span<float> squares, float rate, float correction)
    {
        int i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var gradient = new Vector<float>(gradients[i..]);
            Vector<float> mean = new Vector<float>(means[i..]) * Beta1 + gradient * (1 - Beta1);
            Vector<float> square = new Vector<float>(squares[i..]) * Beta2 + gradient * gradient * (1 - Beta2);
            mean.CopyTo(means[i..]);
            square.CopyTo(squares[i..]);
            (new Vector<float>(values[i..]) - mean * rate / (Vector.SquareRoot(square) * correction + new Vector<float>(Epsilon))).CopyTo(values[i..]);
        }
        for (; i < values.Length; i++)
        {
            means[i] = means[i] * Beta1 + gradients[i] * (1 - Beta1);
            squares[i] = squares[i] * Beta2 + gradients[i] * gradients[i] * (1 - Beta2);
            values[i] -= means[i] * rate / (MathF.Sqrt(squares[i]) * correction + Epsilon);
        }
    }
}
