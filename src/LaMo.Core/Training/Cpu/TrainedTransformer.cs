using LaMo.Core.Kernels;
using LaMo.Core.Networks;

namespace LaMo.Core.Training.Cpu;

/// <summary>GPT-2's blocks in training, a window at a time: what <see cref="Gpt2Model"/> computes after the dropout of the embeddings, and its gradient, to rounding.</summary>
internal sealed class TrainedTransformer
{
    private readonly int _width;
    private readonly TrainedBlock[] _blocks;
    private readonly TrainedNorm _finalNorm;

    /// <param name="config">The network's shape.</param>
    /// <param name="lora">LoRA's, if it has it.</param>
    /// <param name="layers">What makes layers of its parameters.</param>
    public TrainedTransformer(Gpt2Config config, LoraConfig? lora, TrainedLayers layers)
    {
        _width = config.Width;
        _blocks = [.. Enumerable.Range(0, config.Layers).Select(layer => new TrainedBlock(config, lora, layer == config.Layers - 1, layers, $"transformer.h.{layer}"))];
        _finalNorm = layers.Norm("transformer.ln_f", config.LayerNormEpsilon);
    }

    /// <summary>Transforms a window.</summary>
    /// <param name="record">The window, whose <see cref="TransformerRecord.Tokens"/> are set.</param>
    /// <param name="steps">The number of its steps.</param>
    /// <param name="dropout">The window's.</param>
    public void Forward(TransformerRecord record, int steps, DropoutGenerator dropout)
    {
        // What fills up the last tile must be numbers.
        record.Tokens.AsSpan(3 * steps * _width).Clear();
        for (int layer = 0; layer < _blocks.Length; layer++)
            _blocks[layer].Forward(record.Blocks[layer], steps, layer + 1 < _blocks.Length ? record.Blocks[layer + 1].Input : record.Output, record.Scratch, dropout);
        _finalNorm.Forward(record.Output.AsSpan(0, steps * _width), record.Hidden);
    }

    /// <summary>Takes the gradient back through a window, and adds to those of the parameters.</summary>
    /// <param name="record">The window after <see cref="Forward"/>, with <see cref="TransformerRecord.HiddenGradient"/>.</param>
    /// <param name="steps">The number of its steps.</param>
    /// <param name="thread">The thread that this runs on.</param>
    /// <returns>The gradient of the tokens, <c>[3 step, d]</c>.</returns>
    public float[] Backward(TransformerRecord record, int steps, int thread)
    {
        int seen = steps * _width;
        float[] gradient = record.Scratch.Stream;
        gradient.AsSpan().Clear();
        _finalNorm.Backward(record.Output.AsSpan(0, seen), record.HiddenGradient.AsSpan(0, seen), gradient, thread);
        for (int layer = _blocks.Length - 1; layer >= 0; layer--)
            _blocks[layer].Backward(record.Blocks[layer], steps, gradient, record.Scratch, thread);
        return gradient;
    }
}
