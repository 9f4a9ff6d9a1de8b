using System.Numerics;
using System.Runtime.InteropServices;
using LaMo.Core.Kernels;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LaMo.Core.Training;

/// <summary>
/// Adam (Kingma and Ba, arXiv 1412.6980), with decoupled weight decay if it is asked for (AdamW; Loshchilov and Hutter, arXiv 1711.05101), on single-precision parameters on the CPU, in one pass over
/// each one's memory: on small networks the many tensor operations of TorchSharp's own cost as much as the gradient.
/// </summary>
internal sealed class AdamDescent
{
    private const float Beta1 = 0.9f;
    private const float Beta2 = 0.999f;
    // Added and taken away again, it leaves no denormal numbers, which processors handle slowly and which the moments of a weight whose gradient has become 0 would end as.
    private const float Negligible = 1e-30f;

    private readonly Parameter[] _parameters;
    private readonly float _epsilon;
    private readonly double _weightDecay;
    private readonly int[] _steps;
    private readonly float[][] _means;
    private readonly float[][] _squares;

    /// <param name="parameters">The parameters.</param>
    /// <param name="learningRate">The learning rate of the first steps.</param>
    /// <param name="epsilon">What is added to the root of the second moment.</param>
    /// <param name="weightDecay">The fraction, times the learning rate, that the parameters lose in a step.</param>
    public AdamDescent(IEnumerable<Parameter> parameters, double learningRate, double epsilon = 1e-8, double weightDecay = 0)
    {
        _parameters = [.. parameters];
        (LearningRate, _epsilon, _weightDecay) = (learningRate, (float)epsilon, weightDecay);
        _steps = new int[_parameters.Length];
        _means = [.. _parameters.Select(parameter => new float[parameter.NumberOfElements])];
        _squares = [.. _parameters.Select(parameter => new float[parameter.NumberOfElements])];
    }

    /// <summary>The learning rate of the next steps.</summary>
    public double LearningRate { get; set; }

    /// <summary>The norm that all gradients of a loss together are scaled down to (Pascanu et al., arXiv 1211.5063). The default is none.</summary>
    public double MaxGradientNorm { get; init; } = double.PositiveInfinity;

    /// <summary>Takes a step down a loss, which must depend on all of the parameters; what else it depends on gets no gradient.</summary>
    public void Step(Tensor loss)
    {
        Tensor[] gradients = [.. autograd.grad([loss], _parameters).Select(gradient => gradient.contiguous())];
        float scale = GradientClipping.Scale(gradients, MaxGradientNorm);
        for (int i = 0; i < _parameters.Length; i++)
            Update(i, gradients[i], scale);
    }

    /// <summary>Takes a step with the gradients that the parameters hold; those without one stay as they are.</summary>
    /// <param name="scale">What the gradients are multiplied by.</param>
    /// <param name="threads">How many threads may share the work.</param>
    public void Step(float scale, int threads)
    {
        Tensor?[] gradients = [.. _parameters.Select(parameter => parameter.grad?.contiguous())];
        Parallel.For(0, gradients.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
        {
            if (gradients[i] is Tensor gradient)
                Update(i, gradient, scale);
        });
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(MemoryMarshal.AsBytes<int>(_steps));
        foreach (float[] moments in (ReadOnlySpan<float[]>)[.. _means, .. _squares])
            writer.Write(MemoryMarshal.AsBytes<float>(moments));
    }

    public void Load(BinaryReader reader)
    {
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(_steps.AsSpan()));
        foreach (float[] moments in (ReadOnlySpan<float[]>)[.. _means, .. _squares])
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(moments.AsSpan()));
    }

    private void Update(int parameter, Tensor gradient, float scale)
    {
        int steps = ++_steps[parameter];
        // The moments' bias towards their beginning is corrected in the rate and in the root.
        float rate = (float)(LearningRate / (1 - Math.Pow(Beta1, steps)));
        float correction = (float)(1 / Math.Sqrt(1 - Math.Pow(Beta2, steps)));
        Update(TensorMemory.Floats(_parameters[parameter]), TensorMemory.Floats(gradient), _means[parameter], _squares[parameter], scale, (float)(1 - LearningRate * _weightDecay), rate, correction);
    }

    private void Update(Span<float> weights, ReadOnlySpan<float> gradients, Span<float> means, Span<float> squares, float scale, float kept, float rate, float correction)
    {
        var negligible = new Vector<float>(Negligible);
        int i = 0;
        for (; i <= weights.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector<float> gradient = new Vector<float>(gradients[i..]) * scale;
            Vector<float> mean = new Vector<float>(means[i..]) * Beta1 + gradient * (1 - Beta1);
            Vector<float> square = new Vector<float>(squares[i..]) * Beta2 + gradient * gradient * (1 - Beta2);
            (mean + negligible - negligible).CopyTo(means[i..]);
            (square + negligible - negligible).CopyTo(squares[i..]);
            (new Vector<float>(weights[i..]) * kept - mean * rate / (Vector.SquareRoot(square) * correction + new Vector<float>(_epsilon))).CopyTo(weights[i..]);
        }
        for (; i < weights.Length; i++)
        {
            float gradient = gradients[i] * scale;
            means[i] = means[i] * Beta1 + gradient * (1 - Beta1) + Negligible - Negligible;
            squares[i] = squares[i] * Beta2 + gradient * gradient * (1 - Beta2) + Negligible - Negligible;
            weights[i] = weights[i] * kept - means[i] * rate / (MathF.Sqrt(squares[i]) * correction + _epsilon);
        }
    }
}
