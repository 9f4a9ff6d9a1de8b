using LaMo.Core.Networks;
using LaMo.Core.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LaMo.Core.Language.Pretraining;

/// <summary>Trains all weights of a GPT-2 to predict each next token (Radford et al. 2019), and can be saved and continued to the same result.</summary>
internal sealed class LanguageModelTraining : IDisposable
{
    private const int StepsPerReport = 10;

    private readonly LanguageModelOptions _options;
    private readonly TimeProvider _time;
    private readonly TextBlocks _blocks;
    private readonly int _trainingBlocks;
    private readonly SplitMix64 _random;
    private readonly TextSampler _sampler;
    private readonly DropoutGenerator _dropout;
    private readonly AdamW _optimizer;
    private readonly Device _device;
    private readonly Tensor _lossSum;
    private int _step;
    private int _lastReport;
    private int _validationsSinceBest;
    private double? _validationLoss;
    private TimeSpan _earlier;

    /// <param name="tokens">The text.</param>
    /// <param name="options">The model, with its vocabulary size, and its training.</param>
    /// <param name="time">The clock.</param>
    /// <param name="device">Where to train.</param>
    /// <exception cref="InvalidOperationException">There is too little text.</exception>
    public LanguageModelTraining(TokenFile tokens, LanguageModelOptions options, TimeProvider time, Device device)
    {
        _options = options;
        _time = time;
        _device = device;
        _lossSum = zeros(1, device: device);
        // One more than the model reads, so that each position has a token to predict.
        _blocks = new TextBlocks(tokens, options.Model.Positions + 1, options.ShuffleTokens);
        if (_blocks.Count < 2)
            throw new InvalidOperationException($"The corpus has {tokens.Count} tokens; a model of {options.Model.Positions} positions needs at least {2 * _blocks.Length} to train and validate.");
        _trainingBlocks = Math.Clamp((int)(_blocks.Count * (1 - options.ValidationShare)), 1, _blocks.Count - 1);
        _random = new SplitMix64(options.Seed);
        _sampler = new TextSampler(_blocks, _trainingBlocks, _random);
        _dropout = new DropoutGenerator(options.Seed);
        random.manual_seed(options.Seed);
        Model = new Gpt2Model(options.Model, lora: null, _dropout).to(device);
        _optimizer = optim.AdamW(
        [
            new AdamW.ParamGroup(Model.parameters().Where(parameter => parameter.dim() > 1), options.LearningRate, beta1: 0.9, beta2: 0.95, eps: 1e-8, weight_decay: options.WeightDecay),
            new AdamW.ParamGroup(Model.parameters().Where(parameter => parameter.dim() == 1), options.LearningRate, beta1: 0.9, beta2: 0.95, eps: 1e-8, weight_decay: 0),
        ], options.LearningRate);
    }

    public Gpt2Model Model { get; }

    /// <summary>The tokens that are trained on and those at the end that are not.</summary>
    public (long Training, long Validation) Tokens => ((long)_trainingBlocks * _blocks.Length, (long)(_blocks.Count - _trainingBlocks) * _blocks.Length);

    /// <summary>The optimiser steps done.</summary>
    public int Step => _step;

    /// <summary>The lowest validation loss so far.</summary>
    public double BestValidationLoss { get; private set; } = double.PositiveInfinity;

    /// <summary>The step at which it was reached.</summary>
    public int BestStep { get; private set; }

    /// <summary>The time spent on steps, before and since <see cref="Load"/>.</summary>
    public TimeSpan Elapsed { get; private set; }

    /// <summary>Trains until the options' end.</summary>
    /// <param name="report">Told how it goes.</param>
    /// <param name="better">Called when the validation loss is the lowest so far; the model is to be kept.</param>
    /// <param name="checkpoint">Called after each validation and on cancellation; the state may be saved.</param>
    /// <param name="cancellation">Ends training between two steps.</param>
    public void Run(Action<LanguageModelProgress>? report, Action better, Action checkpoint, CancellationToken cancellation)
    {
        long began = _time.GetTimestamp();
        Model.train();
        while (!Ended)
        {
            if (cancellation.IsCancellationRequested)
            {
                checkpoint();
                throw new OperationCanceledException(cancellation);
            }
            MakeStep();
            Elapsed = _earlier + _time.GetElapsedTime(began);
            bool last = _step == _options.LastStep || Elapsed >= _options.TimeLimit;
            bool validates = last || _step % _options.StepsPerValidation == 0;
            if (validates)
                Validate(better);
            if (validates || _step % StepsPerReport == 0)
                Report(report);
            if (validates)
                checkpoint();
        }
        if (_step == 0)
        {
            Validate(better);
            checkpoint();
        }
    }

    /// <summary>Writes everything that the steps to come depend on.</summary>
    public void Save(Stream stream)
    {
        using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        writer.Write(_step);
        writer.Write(_lastReport);
        writer.Write(_validationsSinceBest);
        writer.Write(BestStep);
        writer.Write(BestValidationLoss);
        writer.Write(_validationLoss ?? double.NaN);
        writer.Write(Elapsed.Ticks);
        writer.Write(_random.State);
        foreach (ulong word in _dropout.State)
            writer.Write(word);
        foreach (Tensor tensor in Model.parameters().Append(_lossSum))
            tensor.Save(writer);
        _optimizer.save_state_dict(writer);
    }

    /// <summary>Reads what <see cref="Save"/> wrote, of the same options.</summary>
    public void Load(Stream stream)
    {
        using var reader = new BinaryReader(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        _step = reader.ReadInt32();
        _lastReport = reader.ReadInt32();
        _validationsSinceBest = reader.ReadInt32();
        BestStep = reader.ReadInt32();
        BestValidationLoss = reader.ReadDouble();
        double validationLoss = reader.ReadDouble();
        _validationLoss = double.IsNaN(validationLoss) ? null : validationLoss;
        Elapsed = _earlier = TimeSpan.FromTicks(reader.ReadInt64());
        _random.State = reader.ReadUInt64();
        foreach (ref ulong word in _dropout.State)
            word = reader.ReadUInt64();
        foreach (Tensor tensor in Model.parameters().Append(_lossSum))
            tensor.Load(reader);
        _optimizer.load_state_dict(reader);
    }

    /// <summary>The loss of the model that knows only how often each token occurs.</summary>
    public double UnigramLoss() => UnigramModel.Loss(_blocks, _trainingBlocks, _options.Model.VocabularySize);

    public void Dispose()
    {
        _optimizer.Dispose();
        _lossSum.Dispose();
        Model.Dispose();
    }

    private bool Ended => _step >= _options.LastStep || Elapsed >= _options.TimeLimit || _validationsSinceBest >= _options.Patience;

    private void MakeStep()
    {
        using DisposeScope scope = NewDisposeScope();
        foreach (optim.ILearningRateController group in _optimizer.ParamGroups)
            group.LearningRate = LearningRate(_step);
        _optimizer.zero_grad();
        Tensor loss = Loss.Backward(_sampler.Next(_options.BatchSize, _device));
        GradientClipping.Clip(Model.parameters(), _options.GradientClipNorm);
        _optimizer.step();
        _lossSum.add_(loss);
        _step++;
    }

    private double LearningRate(int step)
    {
        double warm = Math.Min((step + 1.0) / Math.Max(_options.WarmupSteps, 1), 1);
        double progress = Math.Clamp((step - _options.WarmupSteps) / Math.Max(_options.Steps - _options.WarmupSteps, 1.0), 0, 1);
        return _options.LearningRate * warm * (0.1 + 0.9 * 0.5 * (1 + Math.Cos(Math.PI * progress)));
    }

    private void Validate(Action better)
    {
        double loss = Loss.Mean(Model, _device, _blocks, _trainingBlocks, _blocks.Count - _trainingBlocks, _options.BatchSize);
        _validationLoss = loss;
        _validationsSinceBest++;
        // Written so that a loss that is no number is never the best.
        if (!(loss < BestValidationLoss))
            return;
        (BestValidationLoss, BestStep, _validationsSinceBest) = (loss, _step, 0);
        better();
    }

    private void Report(Action<LanguageModelProgress>? report)
    {
        using DisposeScope scope = NewDisposeScope();
        double meanLoss = _lossSum.item<float>() / (_step - _lastReport);
        if (!double.IsFinite(meanLoss))
            throw new InvalidOperationException($"The training loss is {meanLoss} after step {_step}. Lower the learning rate.");
        _lossSum.zero_();
        _lastReport = _step;
        report?.Invoke(new LanguageModelProgress(_step, _options.LastStep, meanLoss, _validationLoss, Elapsed));
    }

    private LanguageLoss Loss => new(Model, addPositions: true);
}
