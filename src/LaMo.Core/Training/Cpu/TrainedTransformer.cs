using LaMo.Core.Kernels;
using LaMo.Core.Networks;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LaMo.Core.Training.Cpu;

/// <summary>
/// GPT-2's blocks in training on the CPU: what <see cref="Gpt2Model"/> computes and its gradient, to rounding, window by window, so that what one step of the
/// computation writes the next finds in the cache. A few windows at a time are taken forward and then back, so that little is kept.
/// </summary>
internal sealed class TrainedTransformer
{
    // To lay the weights out for a few windows costs more than it gains, in memory too.
    private const int LeastWindows = 8;

    // Enough windows for the threads not to wait for each other long, few enough for their records to stay in the cache of a small network.
    private const int WindowsPerThread = 8;

    private readonly Gpt2Config _config;
    private readonly int _loraRank;
    private readonly int _steps;
    private readonly Dictionary<string, GradientSum> _gradients;
    private readonly TrainedBlock[] _blocks;
    private readonly TrainedNorm _finalNorm;
    private readonly DropoutGenerator _dropout;
    private readonly List<Window> _windows = [];
    private readonly List<BlockScratch> _scratch = [];

    private TrainedTransformer(Gpt2Model model, LoraConfig? lora, int steps, DropoutGenerator dropout)
    {
        (_config, _loraRank, _steps, _dropout) = (model.Config, lora?.Rank ?? 0, steps, dropout);
        _gradients = model.named_parameters().Where(named => named.name.StartsWith("h.", StringComparison.Ordinal) || named.name.StartsWith("ln_f.", StringComparison.Ordinal))
            .ToDictionary(named => named.name, named => new GradientSum(named.parameter, named.name.EndsWith("lora_B", StringComparison.Ordinal) ? (float)(lora!.Alpha / lora.Rank) : 1));
        _blocks = [.. Enumerable.Range(0, _config.Layers).Select(layer => new TrainedBlock(_config, lora, layer == _config.Layers - 1, name => _gradients[$"h.{layer}.{name}"]))];
        _finalNorm = new TrainedNorm(_gradients["ln_f.weight"], _gradients["ln_f.bias"], _config.LayerNormEpsilon);
    }

    /// <summary>Prepares to train a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="windows">The windows of a batch.</param>
    /// <param name="dropout">What its dropout masks follow from.</param>
    /// <returns><see langword="null"/> if the windows are few, the network is on another device, of another precision or of a width that the vectors do not divide, or the processor lacks them.</returns>
    public static TrainedTransformer? TryCreate(DecisionTransformer network, int windows, DropoutGenerator dropout)
    {
        Gpt2Config config = network.Config.Transformer;
        LoraConfig? lora = network.Config.Adaptation.Lora;
        bool divides = config.Width / config.Heads % MatrixProduct.Lane == 0 && (lora?.Rank ?? 0) % MatrixProduct.Lane == 0;
        return windows >= LeastWindows && MatrixProduct.IsSupported && divides && network.Precision != Precision.BFloat16 && network.Transformer.parameters().All(weight => weight.device_type == DeviceType.CPU && weight.dtype == ScalarType.Float32)
            ? new TrainedTransformer(network.Transformer, lora, network.Config.ContextLength, dropout) : null;
    }

    /// <summary>Adds the gradient of a loss to that of the parameters, and of whatever the embeddings follow from.</summary>
    /// <param name="embeddings">The tokens R_0, s_0, a_0, R_1, …, left-padded, <c>[window, 3 K, d]</c>.</param>
    /// <param name="lengths">The number of steps of each window, padding not counted.</param>
    /// <param name="loss">The loss of some windows, from the first and of the number that it is told, by their hidden states at s_t tokens, <c>[window, K, d]</c>, with 0 for padding.</param>
    /// <returns>The sum of the losses, without graph.</returns>
    public Tensor Backward(Tensor embeddings, IReadOnlyList<int> lengths, Func<int, int, Tensor, Tensor> loss)
    {
        int threads = get_num_threads(), groupSize = Math.Min(WindowsPerThread * threads, lengths.Count), width = _config.Width;
        Begin(threads, groupSize);
        Tensor tokens = embeddings.detach().contiguous();
        Tensor tokenGradient = zeros_like(tokens);
        Tensor sum = zeros([]);
        for (int first = 0; first < lengths.Count; first += groupSize)
        {
            using DisposeScope scope = NewDisposeScope();
            int start = first, count = Math.Min(groupSize, lengths.Count - first);
            for (int i = 0; i < count; i++)
                _windows[i].Begin(lengths[first + i], _dropout.Branch());
            Tensor hidden = empty(count, _steps, width);
            Share(threads, count, (i, thread) => Forward(_windows[i], Part(tokens, start + i, 3), Part(hidden, i, 1), _scratch[thread]));

            hidden.requires_grad_(true);
            Tensor part = loss(first, count, hidden);
            part.backward();
            sum.add_(part.detach());

            Tensor gradient = hidden.grad!.contiguous();
            Share(threads, count, (i, thread) => Backward(_windows[i], Part(gradient, i, 1), Part(tokenGradient, start + i, 3), _scratch[thread], thread));
        }

        GradientSum[] trained = [.. _gradients.Values.Where(gradient => gradient.IsNeeded)];
        List<Tensor> outputs = [.. trained.Select(gradient => gradient.Parameter)], gradients = [.. trained.Select(gradient => gradient.Total())];
        if (embeddings.requires_grad)
        {
            outputs.Add(embeddings);
            gradients.Add(tokenGradient);
        }
        if (outputs.Count > 0)
            autograd.backward(outputs, gradients);
        return sum;
    }

    private void Begin(int threads, int windows)
    {
        while (_scratch.Count < threads)
            _scratch.Add(new BlockScratch(_config, _loraRank, _steps));
        while (_windows.Count < windows)
            _windows.Add(new Window(_config, _loraRank, _steps));
        foreach (GradientSum gradient in _gradients.Values.Where(gradient => gradient.IsNeeded))
            gradient.Clear(threads);
        Share(threads, _blocks.Length, (layer, _) => _blocks[layer].Refresh());
        _finalNorm.Refresh();
    }

    private void Forward(Window window, ReadOnlySpan<float> tokens, Span<float> hidden, BlockScratch scratch)
    {
        int width = _config.Width, count = 3 * window.Steps * width;
        float[] input = window.Records[0].Input;
        tokens[^count..].CopyTo(input);
        input.AsSpan(count).Clear();
        for (int layer = 0; layer < _blocks.Length; layer++)
            _blocks[layer].Forward(window.Records[layer], window.Steps, layer + 1 < _blocks.Length ? window.Records[layer + 1].Input : window.Output, scratch, window.Dropout);
        int seen = window.Steps * width;
        hidden[..^seen].Clear();
        _finalNorm.Forward(window.Output.AsSpan(0, seen), hidden[^seen..]);
    }

    private void Backward(Window window, ReadOnlySpan<float> hiddenGradient, Span<float> tokenGradient, BlockScratch scratch, int thread)
    {
        int width = _config.Width, seen = window.Steps * width;
        float[] gradient = scratch.Stream;
        gradient.AsSpan().Clear();
        _finalNorm.Backward(window.Output.AsSpan(0, seen), hiddenGradient[^seen..], gradient, thread);
        for (int layer = _blocks.Length - 1; layer >= 0; layer--)
            _blocks[layer].Backward(window.Records[layer], window.Steps, gradient, scratch, thread);
        gradient.AsSpan(0, 3 * seen).CopyTo(tokenGradient[^(3 * seen)..]);
    }

    /// <summary>A window's part of a tensor <c>[window, tokensPerStep K, d]</c>.</summary>
    private Span<float> Part(Tensor tensor, int window, int tokensPerStep)
    {
        int size = tokensPerStep * _steps * _config.Width;
        return TensorMemory.Floats(tensor).Slice(window * size, size);
    }

    /// <summary>Does a number of things on threads, each of which has its own share, so that sums by thread are the same every time.</summary>
    private static void Share(int threads, int count, Action<int, int> work)
    {
        if (threads == 1)
            Work(0);
        else
            Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, Work);

        void Work(int thread)
        {
            for (int i = thread; i < count; i += threads)
                work(i, thread);
        }
    }

    /// <summary>A window on its way.</summary>
    private sealed class Window(Gpt2Config config, int loraRank, int steps)
    {
        public BlockRecord[] Records { get; } = [.. Enumerable.Range(0, config.Layers).Select(layer => new BlockRecord(config, loraRank, steps, layer == config.Layers - 1))];

        /// <summary>The residual stream after the last block, <c>[step, d]</c>.</summary>
        public float[] Output { get; } = new float[MatrixProduct.RoundUp(steps) * config.Width];

        public int Steps { get; private set; }

        public DropoutGenerator Dropout { get; private set; } = null!;

        public void Begin(int steps, DropoutGenerator dropout) => (Steps, Dropout) = (steps, dropout);
    }
}
