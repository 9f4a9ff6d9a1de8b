using LaMo.Core.Kernels;
using LaMo.Core.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace LaMo.Core.Inference;

/// <summary>
/// GPT-2's blocks for predicting actions on the CPU: the hidden state at the last s_t token of each of many windows into one sequence of tokens. It computes
/// what <see cref="Gpt2Model"/> does, to rounding, a window at a time in a processor's own cache, and what the first block projects once for all windows that
/// see a token. It holds copies of the weights, with LoRA's update in them.
/// </summary>
internal sealed class CpuTransformer
{
    // Multiplications that are worth waking another thread for.
    private const long ParallelWork = 8 << 20;

    private readonly Gpt2Config _config;
    private readonly CpuAttention[] _attentions;
    private readonly CpuLastAttention _lastAttention;
    private readonly CpuFeedForward[] _feedForwards;
    private readonly LayerNormalization _finalNorm;

    /// <param name="config">The network's shape.</param>
    /// <param name="weights">Its weights by Hugging Face's names.</param>
    private CpuTransformer(Gpt2Config config, IReadOnlyDictionary<string, Tensor> weights)
    {
        _config = config;
        _attentions = [.. Enumerable.Range(0, config.Layers - 1).Select(layer => new CpuAttention(config, Block(layer)))];
        _lastAttention = new CpuLastAttention(config, Block(config.Layers - 1));
        _feedForwards = [.. Enumerable.Range(0, config.Layers).Select(layer => new CpuFeedForward(config, Block(layer)))];
        _finalNorm = CpuLinear.Norm(config, name => weights[name], "ln_f");

        Func<string, Tensor> Block(int layer) => name => weights[$"h.{layer}.{name}"].contiguous();
    }

    /// <summary>Copies a network for scoring.</summary>
    /// <returns><see langword="null"/> if the network is on another device, of another precision or of a width that the vectors do not divide, or the processor lacks them.</returns>
    public static CpuTransformer? TryCreate(Gpt2Model model)
    {
        Gpt2Config config = model.Config;
        if (!MatrixProduct.IsSupported || config.Width / config.Heads % MatrixProduct.Lane != 0)
            return null;
        using DisposeScope scope = NewDisposeScope();
        Dictionary<string, Tensor> weights = model.PretrainedState();
        return weights.Values.All(weight => weight.device_type == DeviceType.CPU && weight.dtype == ScalarType.Float32) ? new CpuTransformer(config, weights) : null;
    }

    /// <summary>Transforms the windows.</summary>
    /// <param name="tokens">The embeddings R_0, s_0, a_0, R_1, … of steps, <c>[3 step, d]</c>.</param>
    /// <param name="windows">The first step of each window and its last, whose action is not read.</param>
    /// <param name="threads">How many threads share the work.</param>
    /// <returns>The hidden states at their last s_t tokens, <c>[window, d]</c>.</returns>
    public float[] Transform(ReadOnlySpan<float> tokens, IReadOnlyList<(int First, int Last)> windows, int threads)
    {
        int width = _config.Width, rows = tokens.Length / width;
        // A window is rounded up to whole tiles, so that it may reach beyond the last token.
        var sequence = new float[(rows + MatrixProduct.RowTile) * width];
        tokens.CopyTo(sequence);
        int longest = MatrixProduct.RoundUp(3 * windows.Max(window => window.Last - window.First + 1));
        float[] projected = _attentions is [CpuAttention first, ..] ? first.Project(sequence, rows, ThreadsFor(rows)) : [];
        // Of the last block only the last tokens go on, those of all windows together.
        var lastTokens = new CpuActivations(_config, MatrixProduct.RoundUp(windows.Count), ThreadsFor(windows.Count), attends: false);
        int begun = 0;
        int workers = Math.Min(threads, windows.Count);
        // One after the other as threads become free: Parallel.For would hand out several at a time, which one thread would end alone.
        Parallel.For(0, workers, new ParallelOptions { MaxDegreeOfParallelism = workers }, _ =>
        {
            var activations = new CpuActivations(_config, longest, workers == 1 ? ThreadsFor(longest) : 1, attends: true);
            for (int window; (window = Interlocked.Increment(ref begun) - 1) < windows.Count;)
                Transform(window, activations);
        });
        _lastAttention.AddMerged(lastTokens);
        _feedForwards[^1].Apply(lastTokens);
        _finalNorm.Apply(lastTokens.Tokens, lastTokens.Normalized);
        return lastTokens.Normalized[..(windows.Count * width)];

        // How many threads should share the products with so many tokens.
        int ThreadsFor(int tokens) => (long)tokens * width * width > ParallelWork ? threads : 1;

        void Transform(int window, CpuActivations activations)
        {
            (int first, int last) = windows[window];
            activations.Begin(sequence, projected, 3 * first, 3 * (last - first + 1) - 1);
            for (int layer = 0; layer < _attentions.Length; layer++)
            {
                _attentions[layer].Apply(activations, isProjected: layer == 0);
                _feedForwards[layer].Apply(activations);
            }
            _lastAttention.Apply(activations, lastTokens.Merged.AsSpan(window * width, width));
            activations.Tokens.AsSpan((activations.Seen - 1) * width, width).CopyTo(lastTokens.Tokens.AsSpan(window * width));
        }
    }
}
