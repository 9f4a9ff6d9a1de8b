using LaMo.Core.Kernels;
using LaMo.Core.Networks;
using LaMo.Core.Trajectories;
using TorchSharp;
using static TorchSharp.torch;

namespace LaMo.Core.Training.Cpu;

/// <summary>
/// A <see cref="DecisionTransformer"/> in training on the CPU: what it computes, the loss of its actions and the gradient, to rounding, window by window, so that what one step of the computation
/// writes the next finds in the cache. Threads share windows. Only images are embedded by libtorch.
/// </summary>
internal sealed class TrainedNetwork
{
    // To lay the weights out for a few windows costs more than it gains, in memory too.
    private const int LeastWindows = 8;

    // 4 GiB.
    private const long DefaultGradientLimit = 1L << 30;

    private readonly DecisionTransformer _network;
    private readonly DecisionTransformerConfig _config;
    private readonly DropoutGenerator _dropout;
    private readonly long _gradientLimit;
    private readonly TrainedLayers _layers;
    private readonly TrainedEmbedding _embedding;
    private readonly TrainedTransformer _transformer;
    private readonly TrainedHead _head;
    private readonly List<Worker> _workers = [];

    private TrainedNetwork(DecisionTransformer network, DropoutGenerator dropout, long gradientLimit)
    {
        (_network, _config, _dropout, _gradientLimit) = (network, network.Config, dropout, gradientLimit);
        _layers = new TrainedLayers(network.named_parameters().ToDictionary(named => named.name, named => named.parameter));
        _embedding = new TrainedEmbedding(_config, _layers);
        _transformer = new TrainedTransformer(_config.Transformer, _config.Adaptation.Lora, _layers);
        _head = new TrainedHead(_config, _layers);
    }

    /// <summary>Prepares to train a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="windows">The windows of a batch.</param>
    /// <param name="dropout">What its dropout masks follow from.</param>
    /// <param name="gradientLimit">How many values the gradients of all threads, each of which has its own, may have together; of networks that are large for it, fewer threads share the windows.</param>
    /// <returns><see langword="null"/> if the windows are few, the network is on another device, of another precision or of a width that the vectors do not divide, or the processor lacks them.</returns>
    public static TrainedNetwork? TryCreate(DecisionTransformer network, int windows, DropoutGenerator dropout, long gradientLimit = DefaultGradientLimit)
    {
        Gpt2Config config = network.Config.Transformer;
        int loraRank = network.Config.Adaptation.Lora?.Rank ?? 0;
        bool divides = config.Width / config.Heads % MatrixProduct.Lane == 0 && loraRank % MatrixProduct.Lane == 0;
        return windows >= LeastWindows && MatrixProduct.IsSupported && divides && network.Precision != Precision.BFloat16 && network.parameters().All(weight => weight.device_type == DeviceType.CPU && weight.dtype == ScalarType.Float32)
            ? new TrainedNetwork(network, dropout, gradientLimit) : null;
    }

    /// <summary>Adds the gradient of the loss to that of the network's parameters.</summary>
    /// <param name="batch">The windows.</param>
    /// <param name="divisor">What the sum of the losses of all actions is divided by.</param>
    /// <returns>The loss.</returns>
    public double Backward(WindowBatch batch, double divisor)
    {
        using DisposeScope scope = NewDisposeScope();
        int threads = (int)Math.Clamp(_gradientLimit / Math.Max(_layers.GradientSize, 1), 1, Math.Min(get_num_threads(), batch.Size));
        _layers.Begin(threads);
        while (_workers.Count < threads)
            _workers.Add(new Worker(_config, _head));
        Tensor? images = _config.Image is null ? null : EmbedImages(batch);
        float[] states = images is null ? batch.States : TensorMemory.Floats(images.detach().contiguous()).ToArray();
        var imageGradient = new float[images is { requires_grad: true } ? states.Length : 0];
        // Drawn in order, whichever thread a window falls to.
        DropoutGenerator[] dropouts = [.. Enumerable.Range(0, batch.Size).Select(_ => _dropout.Branch())];
        var losses = new double[batch.Size];

        // Each thread has its own share, so that sums by thread are the same every time.
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, thread =>
        {
            for (int i = thread; i < batch.Size; i += threads)
                losses[i] = Backward(Window(batch, i, states, imageGradient), divisor, _workers[thread], dropouts[i], thread);
        });

        _layers.AddGradients(threads);
        if (imageGradient.Length > 0)
            images!.backward(grad_tensors: [tensor(imageGradient, images.shape)]);
        return losses.Sum();
    }

    private Tensor EmbedImages(WindowBatch batch) => _network.EmbedStates(tensor(batch.States, [batch.Size, batch.ContextLength, batch.StateSize]));

    private static TrainedWindow Window(WindowBatch batch, int index, float[] states, float[] stateGradient)
    {
        int first = index * batch.ContextLength, end = first + batch.ContextLength;
        while (first < end - 1 && batch.Mask[first] == 0)
            first++;
        return new TrainedWindow
        {
            First = first, Steps = end - first, States = states, Actions = batch.Actions, ReturnsToGo = batch.ReturnsToGo,
            Timesteps = Array.ConvertAll(batch.Timesteps[first..end], timestep => (float)timestep), StateGradient = stateGradient,
        };
    }

    private double Backward(TrainedWindow window, double divisor, Worker worker, DropoutGenerator dropout, int thread)
    {
        _embedding.Forward(window, worker.Transformer.Tokens, worker.Embedding, dropout);
        _transformer.Forward(worker.Transformer, window.Steps, dropout);
        double loss = _head.Backward(window, worker.Transformer.Hidden, divisor, worker.Transformer.HiddenGradient, worker.Head, thread);
        float[] gradient = _transformer.Backward(worker.Transformer, window.Steps, thread);
        _embedding.Backward(window, gradient, worker.Embedding, thread);
        return loss;
    }

    /// <summary>A thread's memory.</summary>
    private sealed class Worker(DecisionTransformerConfig config, TrainedHead head)
    {
        public EmbeddingRecord Embedding { get; } = new(config.Transformer.Width, config.ContextLength);

        public TransformerRecord Transformer { get; } = new(config.Transformer, config.Adaptation.Lora?.Rank ?? 0, config.ContextLength);

        public PerceptronRecord Head { get; } = head.NewRecord(config.Transformer.Width, config.ContextLength);
    }
}
