using LaMo.Core.Checkpoints;
using LaMo.Core.Language;
using LaMo.Core.Networks;
using LaMo.Core.Training;
using LaMo.Core.WikiRL;
using LaMo.MLNet.Internals;

namespace LaMo.MLNet;

/// <summary>The columns, the context and the course of training that the trainers of sequence models have in common.</summary>
public abstract class SequenceTrainerOptions : TrainerOptions
{
    /// <summary>Makes options with what is usual for sequence models.</summary>
    protected SequenceTrainerOptions() => (NumberOfSteps, BatchSize, CheckpointInterval) = (100_000, 64, 1000);

    /// <summary>The scaled return-to-go, a Single, as <see cref="ReturnsToGoCatalog.ReturnsToGo"/> adds it. The default value is <c>ReturnToGo</c>.</summary>
    public string ReturnToGoColumnName { get; set; } = "ReturnToGo";

    /// <summary>The number of steps K that the model sees. The default value is 20.</summary>
    public int ContextLength { get; set; } = 20;

    /// <summary>The rows of the timestep embedding; later timesteps share the last one. The default value is 1000.</summary>
    public int MaxEpisodeLength { get; set; } = 1000;

    /// <summary>
    /// A file with the weights of a whole network that training begins with: a state dict of LaMo's published code (see <see cref="ReleasedCheckpoint"/>), or what
    /// <see cref="SequenceTransformer.SaveWeights"/> wrote. With <see cref="TrainerOptions.NumberOfSteps"/> 0 they are taken as they are. The default value is <see langword="null"/>.
    /// </summary>
    public string? InitialWeights { get; set; }

    /// <summary>The dropout of the transformer (embeddings, attention and residual additions), in [0, 1). The default value is 0.1, in Wiki-RL 0.2.</summary>
    public double Dropout { get; set; } = 0.1;

    /// <summary>The learning rate; in LaMo that of embedders and action head. The default value is 1e-4.</summary>
    public double LearningRate { get; set; } = 1e-4;

    /// <summary>The weight decay; in LaMo that of embedders and action head. The default value is 1e-4, in LaMo 1e-5.</summary>
    public double WeightDecay { get; set; } = 1e-4;

    /// <summary>The steps over which the learning rate rises linearly. The default value is 10 000, in LaMo 2500.</summary>
    public int WarmupSteps { get; set; } = 10_000;

    /// <summary>A course of the learning rate by tokens in place of <see cref="WarmupSteps"/>, as for Atari. The default value is <see langword="null"/>: none.</summary>
    public TokenSchedule? TokenSchedule { get; set; }

    /// <summary>The norm that the gradient is clipped to. The default value is 0.25.</summary>
    public double GradientClipNorm { get; set; } = 0.25;

    /// <inheritdoc cref="TrainingOptions.GradientCheckpointing"/>
    public bool GradientCheckpointing { get; set; }

    /// <summary>
    /// Where to train and where the trained model scores: <c>cpu</c>, <c>cuda</c> (the first one) or <c>cuda:N</c>. A CUDA device that is not there is an error, unless the context's
    /// <see cref="Microsoft.ML.MLContext.FallbackToCpu"/> is set. The default value is <see langword="null"/>: the context's <see cref="Microsoft.ML.MLContext.GpuDeviceId"/>, and
    /// without that the CPU. A loaded model scores where the context that loads it says.
    /// </summary>
    public string? Device { get; set; }

    /// <inheritdoc cref="TrainingOptions.Precision"/>
    public Precision Precision { get; set; }

    /// <summary>What the transformer's matrix products are computed in when the trained model scores; saved with it. The default value is <see cref="Precision.Float32"/>.</summary>
    public Precision ScoringPrecision { get; set; }

    /// <inheritdoc cref="TrainingOptions.GradientAccumulationSteps"/>
    public int GradientAccumulationSteps { get; set; } = 1;

    /// <inheritdoc cref="TrainingOptions.ValidationFraction"/>
    public double ValidationFraction { get; set; }

    /// <inheritdoc cref="TrainingOptions.ValidationInterval"/>
    public int ValidationInterval { get; set; } = 1000;

    /// <inheritdoc cref="TrainingOptions.Patience"/>
    public int? Patience { get; set; }

    /// <summary>The algorithm's name in the log.</summary>
    internal abstract string Name { get; }

    /// <summary>The folder of the language model whose weights the transformer begins with; <see langword="null"/> for none.</summary>
    internal virtual string? PretrainedFolder => null;

    /// <summary>The folder of the LoRA adapter that training begins with; <see langword="null"/> for none.</summary>
    internal virtual string? AdapterFolder => null;

    /// <summary>The text that is learnt beside, or only measured by, as tokens of the pretrained model's vocabulary; <see langword="null"/> for none.</summary>
    internal virtual TokenFile? OpenText(Gpt2Config? pretrained) => null;

    /// <summary>How the text is learnt beside.</summary>
    internal virtual LanguageTask ToLanguageTask(TokenFile text, Action<double> perplexityFound) => throw new InvalidOperationException($"{Name} learns no text.");

    /// <summary>The token embeddings that the tokens of trajectories are pulled towards; <see langword="null"/> for none.</summary>
    internal virtual SimilarityTask? ToSimilarityTask(Gpt2Checkpoint? pretrained, int seed, TorchSharp.torch.Device device) => null;

    /// <summary>What to warn about: options that the others leave without effect.</summary>
    internal virtual IEnumerable<string> Warnings() => [];

    /// <summary>The transformer's shape, its dropout aside.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The shape that is asked for is not the pretrained model's; the exception names the option.</exception>
    private protected abstract Gpt2Config ToTransformer(Gpt2Config? pretrained);

    /// <summary>The network with what the trainer alone chooses.</summary>
    private protected abstract DecisionTransformerConfig Complete(DecisionTransformerConfig network);

    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range; the exception names the option.</exception>
    internal override void Validate()
    {
        base.Validate();
        OptionRange.Column(ReturnToGoColumnName);
        OptionRange.Positive(ContextLength);
        OptionRange.Positive(MaxEpisodeLength);
        OptionRange.Fraction(Dropout);
        if (InitialWeights is null)
            OptionRange.Positive(NumberOfSteps);
        ArgumentOutOfRangeException.ThrowIfNegative(NumberOfSteps);
        OptionRange.Positive(LearningRate);
        OptionRange.NotNegative(WeightDecay);
        ArgumentOutOfRangeException.ThrowIfNegative(WarmupSteps);
        TokenSchedule?.Validate();
        OptionRange.Positive(GradientClipNorm);
        if (Device != null && !ContextDevice.IsName(Device))
            throw new ArgumentOutOfRangeException(nameof(Device), Device, "Device must be cpu, cuda or cuda:N.");
        OptionRange.Defined(Precision);
        OptionRange.Defined(ScoringPrecision);
        OptionRange.Positive(GradientAccumulationSteps);
        if (BatchSize % GradientAccumulationSteps != 0)
            throw new ArgumentOutOfRangeException(nameof(GradientAccumulationSteps), GradientAccumulationSteps, $"GradientAccumulationSteps must divide the BatchSize of {BatchSize}.");
        OptionRange.Fraction(ValidationFraction);
        OptionRange.Positive(ValidationInterval);
        OptionRange.Positive(Patience ?? 1, nameof(Patience));
        if (Patience != null && ValidationFraction == 0)
            throw new ArgumentOutOfRangeException(nameof(Patience), Patience, "Patience needs a ValidationFraction above 0.");
    }

    /// <summary>Checks the network without a pretrained model; with one, what fits is known when its shape is.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Its values do not fit together; the exception names the option.</exception>
    private protected void ValidateNetwork() => ToConfig(new StepShape(StateSize: 1, Image: null, ActionSize: 1, ActionCount: 0)).Network.Validate();

    internal SequenceTransformerConfig ToConfig(StepShape shape, Gpt2Config? pretrained = null) => new()
    {
        EpisodeIdColumnName = EpisodeIdColumnName,
        TimestepColumnName = TimestepColumnName,
        StateColumnName = StateColumnName,
        ActionColumnName = ActionColumnName,
        ReturnToGoColumnName = ReturnToGoColumnName,
        PredictedActionColumnName = PredictedActionColumnName,
        Precision = ScoringPrecision,
        ScoreColumnName = ScoreColumnName,
        Network = Complete(new DecisionTransformerConfig
        {
            StateSize = shape.StateSize,
            Image = shape.Image,
            ActionSize = shape.ActionSize,
            ActionCount = shape.ActionCount,
            ContextLength = ContextLength,
            MaxEpisodeLength = MaxEpisodeLength,
            Transformer = ToTransformer(pretrained) with
            {
                ResidualDropout = Dropout,
                EmbeddingDropout = Dropout,
                AttentionDropout = Dropout,
            },
        }).ForScoring(),
    };

    internal virtual TrainingOptions ToTrainingOptions(TorchSharp.torch.Device device) => new()
    {
        Steps = NumberOfSteps,
        BatchSize = BatchSize,
        LearningRate = LearningRate,
        TransformerLearningRate = LearningRate,
        WeightDecay = WeightDecay,
        TransformerWeightDecay = WeightDecay,
        AdamEpsilon = PretrainedFolder is null ? 1e-8 : 1e-6,
        WarmupSteps = WarmupSteps,
        TokenSchedule = TokenSchedule,
        GradientClipNorm = GradientClipNorm,
        GradientCheckpointing = GradientCheckpointing,
        Device = device,
        Precision = Precision,
        NumberOfThreads = NumberOfThreads,
        GradientAccumulationSteps = GradientAccumulationSteps,
        ValidationFraction = ValidationFraction,
        ValidationInterval = ValidationInterval,
        Patience = Patience,
        CheckpointFolder = CheckpointFolder,
        CheckpointInterval = CheckpointInterval,
        TimeLimit = TimeLimit,
    };
}
