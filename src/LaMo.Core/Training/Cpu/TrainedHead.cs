using LaMo.Core.Kernels;
using LaMo.Core.Networks;

namespace LaMo.Core.Training.Cpu;

/// <summary>The action head in training, with the loss of the actions that it tells: <see cref="DecisionTransformer.ReadActions"/>, <see cref="ActionLoss"/> and their gradient.</summary>
internal sealed class TrainedHead
{
    private readonly bool _isDiscrete;
    private readonly int _outputs;
    private readonly bool _endsInTanh;
    private readonly TrainedLinear? _inner;
    private readonly TrainedLinear _last;

    /// <param name="config">The network's shape.</param>
    /// <param name="layers">What makes layers of its parameters.</param>
    public TrainedHead(DecisionTransformerConfig config, TrainedLayers layers)
    {
        (_isDiscrete, _outputs) = (config.ActionCount > 0, config.OutputSize);
        bool isPerceptron = config.MlpEmbedding && config.MlpHead;
        _endsInTanh = config.ActionTanh && !isPerceptron;
        _inner = isPerceptron ? layers.Linear("predict_action.fc1") : null;
        _last = isPerceptron ? layers.Linear("predict_action.fc2")
            : !config.SharedProjections ? layers.Linear("predict_action.0")
            : _isDiscrete ? layers.TransposeOfTable("embed_action") : layers.TransposeOfLinear("embed_action");
    }

    /// <summary>Makes what <see cref="Backward"/> needs.</summary>
    /// <param name="width">The model width d.</param>
    /// <param name="steps">The most steps of a window.</param>
    public PerceptronRecord NewRecord(int width, int steps) => new(width, _last.Stride, steps);

    /// <summary>Takes the gradient of the loss back through the head, and adds to those of its parameters.</summary>
    /// <param name="window">The window.</param>
    /// <param name="hidden">The last hidden states at its s_t tokens, <c>[step, d]</c>.</param>
    /// <param name="divisor">What the sum of the losses of all actions is divided by.</param>
    /// <param name="gradient">Gets the gradient of the hidden states.</param>
    /// <param name="record">Its own, of <see cref="NewRecord"/>.</param>
    /// <param name="thread">The thread that this runs on.</param>
    /// <returns>The window's part of the loss.</returns>
    public double Backward(TrainedWindow window, float[] hidden, double divisor, float[] gradient, PerceptronRecord record, int thread)
    {
        int steps = window.Steps, size = steps * record.Width;
        if (_inner is null)
        {
            _last.Forward(hidden, record.Output, steps);
            double loss = Differentiate(window, record.Output, divisor);
            _last.Backward<Product>(hidden, record.Output, gradient, steps, thread);
            return loss;
        }
        _inner.Forward(hidden, record.Input, steps);
        record.Activate(steps);
        _last.Forward(record.Inner, record.Output, steps);
        double sum = Differentiate(window, record.Output, divisor);
        _last.Backward<Product>(record.Inner, record.Output, record.Gradient, steps, thread);
        Pointwise.Multiply(record.Gradient.AsSpan(0, size), record.Gradient, record.Slope);
        _inner.Backward<Product>(hidden, record.Gradient, gradient, steps, thread);
        return sum;
    }

    /// <summary>Replaces what the last layer gives by the gradient of the loss.</summary>
    /// <returns>The loss.</returns>
    private double Differentiate(TrainedWindow window, float[] output, double divisor)
    {
        double sum = 0;
        var predicted = new float[_outputs];
        for (int step = 0; step < window.Steps; step++)
        {
            Span<float> gradient = output.AsSpan(step * _last.Stride, _outputs);
            for (int i = 0; i < _outputs; i++)
                predicted[i] = _endsInTanh ? MathF.Tanh(gradient[i]) : gradient[i];
            sum += _isDiscrete
                ? CrossEntropy(predicted, (int)Math.Clamp(window.Actions[window.First + step], 0, _outputs - 1), gradient)
                : SquaredError(predicted, window.Actions.AsSpan((window.First + step) * _outputs, _outputs), gradient);
            for (int i = 0; i < _outputs; i++)
                gradient[i] = (float)(gradient[i] / divisor) * (_endsInTanh ? 1 - predicted[i] * predicted[i] : 1);
        }
        return sum / divisor;
    }

    private static double SquaredError(ReadOnlySpan<float> predicted, ReadOnlySpan<float> actual, Span<float> gradient)
    {
        double sum = 0;
        for (int i = 0; i < predicted.Length; i++)
        {
            float error = predicted[i] - actual[i];
            sum += (double)error * error;
            gradient[i] = 2 * error;
        }
        return sum;
    }

    private static double CrossEntropy(ReadOnlySpan<float> scores, int chosen, Span<float> gradient)
    {
        float largest = float.NegativeInfinity;
        foreach (float score in scores)
            largest = MathF.Max(largest, score);
        double total = 0;
        foreach (float score in scores)
            total += Math.Exp(score - largest);
        for (int i = 0; i < scores.Length; i++)
            gradient[i] = (float)(Math.Exp(scores[i] - largest) / total);
        gradient[chosen] -= 1;
        return Math.Log(total) + largest - scores[chosen];
    }
}
