using System.Numerics;
using System.Runtime.InteropServices;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LaMo.Core.Training;

/// <summary>
/// Adam (Kingma and Ba, arXiv 1412.6980) on parameters on the CPU, in one pass over each one's memory: on small networks the many tensor operations of TorchSharp's own cost as much as the
/// gradient.
/// </summary>
internal sealed class AdamDescent
{
    private const float Beta1 = 0.9f;
    private const float Beta2 = 0.999f;
    private const float Epsilon = 1e-8f;
    // Added and taken away again, it leaves no denormal numbers, which processors handle slowly and which the moments of a weight whose gradient has become 0 would end as.
    private const float Negligible = 1e-30f;

    private readonly Parameter[] _parameters;
    private readonly float[][] _means;
    private readonly float[][] _squares;
    private int _steps;

    public AdamDescent(IEnumerable<Parameter> parameters, double learningRate)
    {
        _parameters = [.. parameters];
        _means = [.. _parameters.Select(parameter => new float[parameter.NumberOfElements])];
        _squares = [.. _parameters.Select(parameter => new float[parameter.NumberOfElements])];
        LearningRate = learningRate;
    }

    /// <summary>The learning rate of the next steps.</summary>
    public double LearningRate { get; set; }

    /// <summary>Takes a step down a loss, which must depend on all of the parameters; what else it depends on gets no gradient.</summary>
    public void Step(Tensor loss)
    {
        IList<Tensor> gradients = autograd.grad([loss], _parameters);
        _steps++;
        // The moments' bias towards their beginning is corrected in the rate and in the root.
        float rate = (float)(LearningRate / (1 - Math.Pow(Beta1, _steps)));
        float correction = (float)(1 / Math.Sqrt(1 - Math.Pow(Beta2, _steps)));
        for (int i = 0; i < _parameters.Length; i++)
            Update(Values(_parameters[i]), Values(gradients[i].contiguous()), _means[i], _squares[i], rate, correction);
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(_steps);
        foreach (float[] moments in (ReadOnlySpan<float[]>)[.. _means, .. _squares])
            writer.Write(MemoryMarshal.AsBytes<float>(moments));
    }

    public void Load(BinaryReader reader)
    {
        _steps = reader.ReadInt32();
        foreach (float[] moments in (ReadOnlySpan<float[]>)[.. _means, .. _squares])
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(moments.AsSpan()));
    }

    private static Span<float> Values(Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);

    private static void Update(Span<float> weights, ReadOnlySpan<float> gradients, Span<float> means, Span<float> squares, float rate, float correction)
    {
        var negligible = new Vector<float>(Negligible);
        int i = 0;
        for (; i <= weights.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var gradient = new Vector<float>(gradients[i..]);
            Vector<float> mean = new Vector<float>(means[i..]) * Beta1 + gradient * (1 - Beta1);
            Vector<float> square = new Vector<float>(squares[i..]) * Beta2 + gradient * gradient * (1 - Beta2);
            (mean + negligible - negligible).CopyTo(means[i..]);
            (square + negligible - negligible).CopyTo(squares[i..]);
            (new Vector<float>(weights[i..]) - mean * rate / (Vector.SquareRoot(square) * correction + new Vector<float>(Epsilon))).CopyTo(weights[i..]);
        }
        for (; i < weights.Length; i++)
        {
            means[i] = means[i] * Beta1 + gradients[i] * (1 - Beta1) + Negligible - Negligible;
            squares[i] = squares[i] * Beta2 + gradients[i] * gradients[i] * (1 - Beta2) + Negligible - Negligible;
            weights[i] -= means[i] * rate / (MathF.Sqrt(squares[i]) * correction + Epsilon);
        }
    }
}
