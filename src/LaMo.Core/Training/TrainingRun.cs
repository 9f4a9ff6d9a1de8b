using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using LaMo.Core.Language;
using LaMo.Core.Networks;
using LaMo.Core.Serialization;
using LaMo.Core.Training.Cpu;
using LaMo.Core.Trajectories;
using LaMo.Core.WikiRL;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LaMo.Core.Training;

/// <summary>A network in training with all that its next steps depend on, which can be saved and loaded: loaded, it takes the very same steps.</summary>
internal sealed class TrainingRun : IDisposable
{
    private static readonly JsonSerializerOptions _format = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    private readonly TrainingOptions _options;
    private readonly DecisionTransformer _network;
    private readonly DropoutGenerator _dropout;
    private readonly BatchQueue _batches;
    private readonly LanguageTask? _language;
    private readonly SimilarityTask? _similarity;
    private readonly Device _device;
    private readonly TrainedNetwork? _vectorNetwork;
    private readonly ClippedDescent _descent;
    // Reading the loss waits for the step to end, so it is summed in a tensor and read now and then.
    private readonly Tensor _lossSum;
    private long _tokens;
    private int _lastReport;

    /// <param name="options">How to optimise; the device and the number of threads are the caller's to set.</param>
    /// <param name="network">The network, where it is to be trained.</param>
    /// <param name="dropout">What the network takes its dropout masks from.</param>
    /// <param name="data">The dataset.</param>
    /// <param name="seed">What the draws follow from.</param>
    /// <param name="language">The auxiliary task on text, if any.</param>
    /// <param name="similarity">The auxiliary task on token embeddings, if any; it stays the caller's.</param>
    /// <param name="ahead">Whether batches are drawn ahead on another thread; <see langword="null"/> for where it gains something, beside another device than the CPU.</param>
    /// <exception cref="InvalidOperationException">The adaptation leaves nothing to train, or there is no episode to hold out.</exception>
    public TrainingRun(TrainingOptions options, DecisionTransformer network, DropoutGenerator dropout, TrajectoryDataset data, int seed, LanguageTask? language = null, SimilarityTask? similarity = null, bool? ahead = null)
    {
        _options = options;
        _network = network;
        _dropout = dropout;
        _device = network.Device;
        var random = new SplitMix64(seed);
        if (!network.parameters().Any(parameter => parameter.requires_grad))
            throw new InvalidOperationException("The adaptation leaves nothing to train.");
        int partSize = options.BatchSize / options.GradientAccumulationSteps;
        if (options.ValidationFraction > 0)
        {
            (data, TrajectoryDataset heldOut) = Validation.Split(data, options.ValidationFraction, random);
            Validation = new Validation(heldOut, network, partSize);
        }
        _language = language;
        _similarity = similarity;
        var windows = new WindowSampler(data, random);
        TextSampler? text = language is { Weight: > 0 } ? language.Sampler(network, random) : null;
        _batches = new BatchQueue(Draw, random, NewBatch, ahead ?? _device.type != DeviceType.CPU);
        _vectorNetwork = TrainedNetwork.TryCreate(network, partSize, dropout);
        _descent = ClippedDescent.Create(
        [
            new ParameterGroup([.. network.OwnParameters.Where(parameter => parameter.requires_grad)], options.LearningRate, options.WeightDecay),
            new ParameterGroup([.. network.AdaptedParameters], options.TransformerLearningRate, options.TransformerWeightDecay),
        ], options.AdamEpsilon);
        _lossSum = zeros(1, device: _device).DetachFromDisposeScope();
        network.train();
        network.Transformer.GradientCheckpointing = options.GradientCheckpointing;

        StepBatch NewBatch() => new(
            [.. Enumerable.Range(0, options.GradientAccumulationSteps).Select(_ => new WindowBatch(partSize, network.Config.ContextLength, data.StateSize, data.ActionSize))],
            new int[text is null ? 0 : language!.BatchSize * text.BlockLength]);

        void Draw(StepBatch batch)
        {
            batch.Steps = batch.Parts.Sum(windows.Fill);
            text?.Fill(batch.Text);
        }
    }

    /// <summary>The optimiser steps done.</summary>
    public int Step { get; private set; }

    /// <summary>The judgement on episodes held out; <see langword="null"/> if none are.</summary>
    public Validation? Validation { get; }

    /// <summary>Whether validation has not improved for as long as the options allow.</summary>
    public bool IsStopped => Validation?.Record.EvaluationsSinceBest >= _options.Patience;

    /// <summary>Takes one optimiser step on windows drawn from the dataset.</summary>
    public void TakeStep()
    {
        StepBatch batch = _batches.Next();
        TakeStep(batch.Parts, batch.Steps, batch.Text);
    }

    /// <summary>Takes one optimiser step.</summary>
    /// <param name="parts">The windows, in parts whose gradients are added up.</param>
    /// <param name="steps">The number of steps in them, padding not counted.</param>
    /// <param name="text">The tokens of texts, as many as the language task's batch; none by default.</param>
    public void TakeStep(IEnumerable<WindowBatch> parts, int steps, int[]? text = null)
    {
        using DisposeScope scope = NewDisposeScope();
        _descent.ZeroGradients();
        foreach (WindowBatch part in parts)
        {
            using DisposeScope partScope = NewDisposeScope();
            double divisor = (double)steps * part.ActionSize;
            _lossSum.add_(_vectorNetwork is null ? ActionLoss.Backward(_network, part, divisor) : tensor((float)_vectorNetwork.Backward(part, divisor)));
            _similarity?.Backward(_network, part, steps, Step + 1);
        }
        if (text is { Length: > 0 })
        {
            using DisposeScope textScope = NewDisposeScope();
            _language!.Backward(_network, text);
        }
        _tokens += steps;
        double factor = _options.TokenSchedule?.Factor(_tokens) ?? Math.Min((Step + 1.0) / Math.Max(_options.WarmupSteps, 1), 1);
        _descent.Step(_options.GradientClipNorm, factor);
        Step++;
    }

    /// <summary>The mean loss since the last call.</summary>
    /// <exception cref="InvalidOperationException">It is not finite.</exception>
    public double TakeMeanLoss()
    {
        CheckLoss();
        double mean = _lossSum.item<float>() / (Step - _lastReport);
        using DisposeScope scope = NewDisposeScope();
        _lossSum.zero_();
        _lastReport = Step;
        return mean;
    }

    /// <summary>Shows the network as if it were trained, and takes back what doing so does to it.</summary>
    public void Show(Snapshots<DecisionTransformer> snapshots)
    {
        _network.eval();
        snapshots.Look(Step, _network);
        _network.UnmergeLora();
        _network.Precision = _options.Precision;
        _network.train();
    }

    /// <summary>Writes the run.</summary>
    /// <exception cref="InvalidOperationException">The loss is not finite: there is nothing worth going on with.</exception>
    public void Save(Stream stream)
    {
        CheckLoss();
        using Tensor torchRandom = random.get_rng_state();
        var state = new State(Step, _tokens, _lastReport, _lossSum.item<float>(), Validation?.Record ?? default, _batches.RandomState, _dropout.State.ToArray(), torchRandom.bytes.ToArray());
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(JsonSerializer.Serialize(state, _format));
        writer.Flush();
        Safetensors.Write(stream, _network.state_dict());
        if (Validation != null)
            Safetensors.Write(stream, Validation.BestWeights);
        _descent.Save(writer);
    }

    /// <summary>Becomes the run that was written; it must have the same options, data and shapes.</summary>
    public void Load(Stream stream)
    {
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        State state = JsonSerializer.Deserialize<State>(reader.ReadString(), _format)!;
        Safetensors.Read(stream, _network.state_dict());
        if (Validation != null)
        {
            Validation.Record = state.Validation;
            Safetensors.Read(stream, Validation.BestWeights);
        }
        _descent.Load(reader);

        (Step, _tokens, _lastReport) = (state.Step, state.Tokens, state.LastReport);
        _batches.RandomState = state.Windows;
        state.Dropout.CopyTo(_dropout.State);
        using DisposeScope scope = NewDisposeScope();
        random.set_rng_state(tensor(state.Torch));
        _lossSum.fill_(state.LossSum);
    }

    public void Dispose()
    {
        _batches.Dispose();
        _descent.Dispose();
        Validation?.Dispose();
        _lossSum.Dispose();
    }

    private void CheckLoss()
    {
        float sum = _lossSum.item<float>();
        if (!float.IsFinite(sum))
            throw new InvalidOperationException($"The training loss is {sum} after step {Step}. Lower the learning rate or check the data's range.");
    }

    /// <summary>All but the tensors.</summary>
    private sealed record State(int Step, long Tokens, int LastReport, float LossSum, ValidationRecord Validation, ulong Windows, ulong[] Dropout, byte[] Torch);
}
