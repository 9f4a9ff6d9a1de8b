using LaMo.Core.Checkpoints;
using LaMo.Core.Evaluation;
using LaMo.Core.Language;
using LaMo.Core.Networks;
using LaMo.Core.Training;
using LaMo.MLNet.Internals;

namespace LaMo.MLNet;

public sealed partial class LaMoTrainer
{
    /// <summary>The columns, the network and the optimisation of a <see cref="LaMoTrainer"/>. Defaults are the paper's (arXiv 2310.20587, appendix C) where it gives one.</summary>
    public sealed class Options
    {
        /// <summary>The column that tells episodes apart: a key, an integer or text. The default value is <c>EpisodeId</c>.</summary>
        public string EpisodeIdColumnName { get; set; } = "EpisodeId";

        /// <summary>The step's number within its episode, an Int32. The default value is <c>Timestep</c>.</summary>
        public string TimestepColumnName { get; set; } = "Timestep";

        /// <summary>
        /// The state: a known-size vector of Single, best normalised (<c>NormalizeMeanVariance</c> with <c>fixZero: false</c>), or an image, a vector of Byte or Single with the dimensions
        /// [frames, height, width], which a convolutional network embeds; bytes are divided by 255. The default value is <c>State</c>.
        /// </summary>
        public string StateColumnName { get; set; } = "State";

        /// <summary>The action: a known-size vector of Single, or a key if it is one of several. The default value is <c>Action</c>.</summary>
        public string ActionColumnName { get; set; } = "Action";

        /// <summary>The scaled return-to-go, a Single, as <see cref="ReturnsToGoCatalog.ReturnsToGo"/> adds it. The default value is <c>ReturnToGo</c>.</summary>
        public string ReturnToGoColumnName { get; set; } = "ReturnToGo";

        /// <summary>
        /// The column that scoring adds: a vector of Single, or for discrete actions the most probable one, a key with the key values of the action column. The default value is <c>PredictedAction</c>.
        /// </summary>
        public string PredictedActionColumnName { get; set; } = "PredictedAction";

        /// <summary>The column that scoring adds for discrete actions, a vector of their probabilities. The default value is <c>Score</c>.</summary>
        public string ScoreColumnName { get; set; } = "Score";

        /// <summary>The number of steps K that the model sees. The default value is 20.</summary>
        public int ContextLength { get; set; } = 20;

        /// <summary>The rows of the timestep embedding; later timesteps share the last one. The default value is 1000.</summary>
        public int MaxEpisodeLength { get; set; } = 1000;

        /// <summary>
        /// The folder of the language model that comes with the library, <c>assets/lm</c> beside its assembly: 4 layers, 4 heads, 128 wide, pretrained on an English dictionary.
        /// </summary>
        public static string SmallPretrainedModel { get; } = Path.Combine(
            Path.GetDirectoryName(typeof(LaMoTrainer).Assembly.Location) is { Length: > 0 } folder ? folder : AppContext.BaseDirectory, "assets", "lm");

        /// <summary>
        /// The folder of a pretrained GPT-2 in Hugging Face's layout (see <see cref="Gpt2Checkpoint"/>), relative to the current directory: the transformer then has its
        /// shape and begins with its weights. <see langword="null"/> makes a transformer by <see cref="Width"/>, <see cref="NumberOfLayers"/>,
        /// <see cref="NumberOfHeads"/> and <see cref="Activation"/> with random weights. The default value is <see cref="SmallPretrainedModel"/>, which comes with the library.
        /// </summary>
        public string? PretrainedModel { get; set; } = SmallPretrainedModel;

        /// <summary>
        /// The folder of a LoRA adapter in PEFT's layout (see <see cref="PeftAdapter"/>) that training begins with, for the transformer of <see cref="PretrainedModel"/>;
        /// <see cref="Adaptation"/> must have its rank and alpha. The default value is <see langword="null"/>.
        /// </summary>
        public string? InitialAdapter { get; set; }

        /// <summary>
        /// A file with the weights of a whole network that training begins with: a state dict of LaMo's published code (see <see cref="ReleasedCheckpoint"/>), or what
        /// <see cref="LaMoTransformer.SaveWeights"/> wrote. With <see cref="NumberOfSteps"/> 0 they are taken as they are. The default value is <see langword="null"/>.
        /// </summary>
        public string? InitialWeights { get; set; }

        /// <summary>
        /// Text that the transformer goes on learning to predict while it learns to act (LaMo's auxiliary language loss), by the vocabulary of <see cref="PretrainedModel"/>:
        /// a file or a folder of files, as <see cref="TextCorpus"/> reads them. The default value is <see langword="null"/>: none.
        /// </summary>
        public string? LanguageCorpus { get; set; }

        /// <summary>
        /// The weight lambda of the language loss; with 0 no text is read. The default value is <see langword="null"/>: 0.1, the reference's, with a <see cref="LanguageCorpus"/>, 0 without.
        /// </summary>
        public double? LanguageLossWeight { get; set; }

        /// <summary>The number of texts of a step. The default value is 2.</summary>
        public int LanguageBatchSize { get; set; } = 2;

        /// <summary>The tokens of a text; never more than the model has positions. The default value is 1024.</summary>
        public int LanguageBlockLength { get; set; } = 1024;

        /// <summary>Whether text gets position embeddings, as in pretraining. The released code of LaMo forgets them. The default value is <see langword="true"/>.</summary>
        public bool LanguagePositions { get; set; } = true;

        /// <summary>Whether the tokens of each text are shuffled. The default value is <see langword="false"/>.</summary>
        public bool ShuffleLanguageTokens { get; set; }

        /// <summary>Where the corpus is kept as tokens, to be tokenized once. The default value is <see langword="null"/>: <c>LaMo.MLNet</c> in the user's local application data.</summary>
        public string? LanguageCacheFolder { get; set; }

        /// <summary>
        /// The width of the transformer, a multiple of <see cref="NumberOfHeads"/>. The default value is <see langword="null"/>: what <see cref="PretrainedModel"/> has, 128 without one.
        /// </summary>
        public int? Width { get; set; }

        /// <summary>The number of blocks of the transformer. The default value is <see langword="null"/>: what <see cref="PretrainedModel"/> has, 4 without one.</summary>
        public int? NumberOfLayers { get; set; }

        /// <summary>The number of attention heads of the transformer. The default value is <see langword="null"/>: what <see cref="PretrainedModel"/> has, 4 without one.</summary>
        public int? NumberOfHeads { get; set; }

        /// <summary>The dropout of the transformer (embeddings, attention and residual additions), in [0, 1). The default value is 0.1.</summary>
        public double Dropout { get; set; } = 0.1;

        /// <summary>
        /// The function inside the transformer's feed-forward parts. The default value is <see langword="null"/>: what <see cref="PretrainedModel"/> has,
        /// <see cref="Gpt2Activation.GeluNew"/> without one.
        /// </summary>
        public Gpt2Activation? Activation { get; set; }

        /// <summary>What is trained: which parts of the transformer, by LoRA or whole, and whether what is around it. The default value is <see cref="Adaptation.LaMo"/>: LoRA of rank 16, embedders and head.</summary>
        public Adaptation Adaptation { get; set; } = Adaptation.LaMo;

        /// <inheritdoc cref="DecisionTransformerConfig.MlpEmbedding"/>
        public bool MlpEmbedding { get; set; } = true;

        /// <inheritdoc cref="DecisionTransformerConfig.MlpHead"/>
        public bool MlpHead { get; set; } = true;

        /// <inheritdoc cref="DecisionTransformerConfig.ActionTanh"/>
        public bool ActionTanh { get; set; } = true;

        /// <inheritdoc cref="DecisionTransformerConfig.NormalizeBeforeTime"/>
        public bool NormalizeBeforeTime { get; set; } = true;

        /// <inheritdoc cref="DecisionTransformerConfig.SharedProjections"/>
        public bool SharedProjections { get; set; }

        /// <inheritdoc cref="DecisionTransformerConfig.ExtendPositions"/>
        public bool ExtendPositions { get; set; }

        /// <summary>The number of optimiser steps. The default value is 100 000.</summary>
        public int NumberOfSteps { get; set; } = 100_000;

        /// <summary>The number of windows of a batch. The default value is 64.</summary>
        public int BatchSize { get; set; } = 64;

        /// <summary>The learning rate of embedders and action head. The default value is 1e-4.</summary>
        public double LearningRate { get; set; } = 1e-4;

        /// <summary>The learning rate of what is trained inside the transformer. The default value is 1e-4.</summary>
        public double TransformerLearningRate { get; set; } = 1e-4;

        /// <summary>The weight decay of embedders and action head. The default value is 1e-5.</summary>
        public double WeightDecay { get; set; } = 1e-5;

        /// <summary>The weight decay of what is trained inside the transformer. The default value is 0.</summary>
        public double TransformerWeightDecay { get; set; }

        /// <summary>AdamW's epsilon. The default value is <see langword="null"/>: 1e-6 with a <see cref="PretrainedModel"/>, 1e-8 without.</summary>
        public double? AdamEpsilon { get; set; }

        /// <summary>The steps over which the learning rates rise linearly. The default value is 2500.</summary>
        public int WarmupSteps { get; set; } = 2500;

        /// <summary>A course of the learning rates by tokens in place of <see cref="WarmupSteps"/>, as LaMo has it for Atari. The default value is <see langword="null"/>: none.</summary>
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

        /// <inheritdoc cref="TrainingOptions.NumberOfThreads"/>
        public int? NumberOfThreads { get; set; }

        /// <inheritdoc cref="TrainingOptions.GradientAccumulationSteps"/>
        public int GradientAccumulationSteps { get; set; } = 1;

        /// <summary>
        /// What weights, batches, dropout and the episodes held out follow from. The default value is <see langword="null"/>: a number that the trainer draws when it is made, which follows
        /// from the seed of the <see cref="Microsoft.ML.MLContext"/>.
        /// </summary>
        public int? Seed { get; set; }

        /// <inheritdoc cref="TrainingOptions.ValidationFraction"/>
        public double ValidationFraction { get; set; }

        /// <inheritdoc cref="TrainingOptions.ValidationInterval"/>
        public int ValidationInterval { get; set; } = 1000;

        /// <inheritdoc cref="TrainingOptions.Patience"/>
        public int? Patience { get; set; }

        /// <summary>
        /// A folder that training keeps its state in, in a file named <c>training.state</c>, and goes on from the state it finds there: a run that was killed at any moment ends, when it
        /// is fitted again, with the very model of one that was not (on the CPU), and a finished one goes on if <see cref="NumberOfSteps"/> is raised. The state must be of the
        /// same data, options and seed, so set <see cref="Seed"/> or the context's. The default value is <see langword="null"/>: no state is kept.
        /// </summary>
        public string? CheckpointFolder { get; set; }

        /// <inheritdoc cref="TrainingOptions.CheckpointInterval"/>
        public int CheckpointInterval { get; set; } = 1000;

        /// <summary>
        /// When set, training ends after this time even if not all steps are done; the seed then fixes the result only as far as the machine's speed does.
        /// The default value is <see langword="null"/>.
        /// </summary>
        public TimeSpan? TimeLimit { get; set; }

        /// <summary>Told on the training thread how training goes, every 50 steps and at the end. The default value is <see langword="null"/>.</summary>
        public IProgress<TrainingProgress>? Progress { get; set; }

        /// <summary>Stops training between two steps by an <see cref="OperationCanceledException"/>. The default value cannot be cancelled.</summary>
        public CancellationToken CancellationToken { get; set; }

        /// <summary>
        /// The paper's options for one of its tasks. <see cref="EvaluationProtocol.ReturnScale"/> is to be given to <see cref="ReturnsToGoCatalog.ReturnsToGo"/>, one of
        /// <see cref="EvaluationProtocol.TargetReturns"/> to the policy.
        /// </summary>
        /// <param name="task">The task, such as <see cref="EvaluationProtocol.Hopper"/>.</param>
        /// <returns>
        /// The defaults with the task's context and episode lengths; for a task seen on a screen with the optimisation, the adaptation and the action head of LaMo's Atari experiments.
        /// </returns>
        public static Options ForTask(EvaluationProtocol task)
        {
            var options = new Options { ContextLength = task.ContextLength, MaxEpisodeLength = task.MaxEpisodeLength };
            if (task.IsAtari)
            {
                options.BatchSize = 128;
                options.LearningRate = options.TransformerLearningRate = 1e-3;
                options.WeightDecay = options.TransformerWeightDecay = 0.01;
                options.AdamEpsilon = 1e-8;
                options.GradientClipNorm = 1;
                options.TokenSchedule = new TokenSchedule();
                options.Adaptation = new Adaptation { Lora = new LoraConfig { Rank = 32, Alpha = 32, Dropout = 0 } };
                options.MlpHead = false;
                options.NormalizeBeforeTime = false;
            }
            return options;
        }

        /// <exception cref="ArgumentOutOfRangeException">A value is outside its range; the exception names the option.</exception>
        internal void Validate()
        {
            foreach ((string name, string value) in (ReadOnlySpan<(string, string)>)
            [
                (nameof(EpisodeIdColumnName), EpisodeIdColumnName), (nameof(TimestepColumnName), TimestepColumnName), (nameof(StateColumnName), StateColumnName),
                (nameof(ActionColumnName), ActionColumnName), (nameof(ReturnToGoColumnName), ReturnToGoColumnName), (nameof(PredictedActionColumnName), PredictedActionColumnName),
                (nameof(ScoreColumnName), ScoreColumnName),
            ])
                if (string.IsNullOrEmpty(value))
                    throw new ArgumentOutOfRangeException(name, $"{name} must name a column.");

            foreach ((string name, int value) in (ReadOnlySpan<(string, int)>)
            [
                (nameof(ContextLength), ContextLength), (nameof(MaxEpisodeLength), MaxEpisodeLength), (nameof(Width), Width ?? 1), (nameof(NumberOfLayers), NumberOfLayers ?? 1),
                (nameof(NumberOfHeads), NumberOfHeads ?? 1), (nameof(BatchSize), BatchSize),
                (nameof(GradientAccumulationSteps), GradientAccumulationSteps), (nameof(ValidationInterval), ValidationInterval), (nameof(Patience), Patience ?? 1), (nameof(NumberOfThreads), NumberOfThreads ?? 1),
                (nameof(CheckpointInterval), CheckpointInterval),
            ])
                ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value, name);
            ArgumentOutOfRangeException.ThrowIfNegative(WarmupSteps);
            TokenSchedule?.Validate();
            ArgumentOutOfRangeException.ThrowIfLessThan(NumberOfSteps, InitialWeights is null ? 1 : 0);

            if (BatchSize % GradientAccumulationSteps != 0)
                throw new ArgumentOutOfRangeException(nameof(GradientAccumulationSteps), GradientAccumulationSteps, $"GradientAccumulationSteps must divide the BatchSize of {BatchSize}.");
            if (Patience != null && ValidationFraction == 0)
                throw new ArgumentOutOfRangeException(nameof(Patience), Patience, "Patience needs a ValidationFraction above 0.");
            foreach ((string name, Precision value) in (ReadOnlySpan<(string, Precision)>)[(nameof(Precision), Precision), (nameof(ScoringPrecision), ScoringPrecision)])
                if (!Enum.IsDefined(value))
                    throw new ArgumentOutOfRangeException(name, value, $"{name} must be one of {string.Join(", ", Enum.GetNames<Precision>())}.");
            if (Device != null && !ContextDevice.IsName(Device))
                throw new ArgumentOutOfRangeException(nameof(Device), Device, "Device must be cpu, cuda or cuda:N.");
            if (CheckpointFolder == "")
                throw new ArgumentOutOfRangeException(nameof(CheckpointFolder), "CheckpointFolder must name a folder.");

            foreach ((string name, double value) in (ReadOnlySpan<(string, double)>)[(nameof(Dropout), Dropout), (nameof(ValidationFraction), ValidationFraction)])
                if (!(value is >= 0 and < 1))
                    throw new ArgumentOutOfRangeException(name, value, $"{name} must lie in [0, 1).");
            foreach ((string name, double value) in (ReadOnlySpan<(string, double)>)
                [(nameof(LearningRate), LearningRate), (nameof(GradientClipNorm), GradientClipNorm), (nameof(AdamEpsilon), AdamEpsilon ?? 1)])
                if (!double.IsFinite(value) || value <= 0)
                    throw new ArgumentOutOfRangeException(name, value, $"{name} must be positive and finite.");
            foreach ((string name, double value) in (ReadOnlySpan<(string, double)>)
                [(nameof(TransformerLearningRate), TransformerLearningRate), (nameof(WeightDecay), WeightDecay), (nameof(TransformerWeightDecay), TransformerWeightDecay)])
                if (!double.IsFinite(value) || value < 0)
                    throw new ArgumentOutOfRangeException(name, value, $"{name} must be finite and not negative.");
            if (PretrainedModel is not null && string.IsNullOrWhiteSpace(PretrainedModel))
                throw new ArgumentOutOfRangeException(nameof(PretrainedModel), "PretrainedModel must name a folder or be null.");
            if (InitialAdapter is not null && PretrainedModel is null)
                throw new ArgumentOutOfRangeException(nameof(InitialAdapter), InitialAdapter, "InitialAdapter needs the PretrainedModel that it adapts.");
            if (LanguageCorpus is not null && PretrainedModel is null)
                throw new ArgumentOutOfRangeException(nameof(LanguageCorpus), LanguageCorpus, "LanguageCorpus needs a PretrainedModel, whose vocabulary reads it.");
            if (!(EffectiveLanguageLossWeight is >= 0 and < double.PositiveInfinity) || (EffectiveLanguageLossWeight > 0 && LanguageCorpus is null))
                throw new ArgumentOutOfRangeException(nameof(LanguageLossWeight), LanguageLossWeight, "LanguageLossWeight must be finite and not negative, and without a LanguageCorpus 0.");
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(LanguageBatchSize);
            ArgumentOutOfRangeException.ThrowIfLessThan(LanguageBlockLength, 2);
            if (TimeLimit <= TimeSpan.Zero)
                throw new ArgumentOutOfRangeException(nameof(TimeLimit), TimeLimit, "TimeLimit must be positive.");
            ArgumentNullException.ThrowIfNull(Adaptation);
            // With a pretrained model, what fits it is known when its shape is.
            if (PretrainedModel is null)
                ToConfig(new StepShape(StateSize: 1, Image: null, ActionSize: 1, ActionCount: 0)).Network.Validate();
        }

        internal LaMoTransformerConfig ToConfig(StepShape shape, Gpt2Config? pretrained = null) => new()
        {
            EpisodeIdColumnName = EpisodeIdColumnName,
            TimestepColumnName = TimestepColumnName,
            StateColumnName = StateColumnName,
            ActionColumnName = ActionColumnName,
            ReturnToGoColumnName = ReturnToGoColumnName,
            PredictedActionColumnName = PredictedActionColumnName,
            Precision = ScoringPrecision,
            ScoreColumnName = ScoreColumnName,
            Network = new DecisionTransformerConfig
            {
                StateSize = shape.StateSize,
                Image = shape.Image,
                ActionSize = shape.ActionSize,
                ActionCount = shape.ActionCount,
                ContextLength = ContextLength,
                MaxEpisodeLength = MaxEpisodeLength,
                Transformer = (pretrained ?? OwnShape()) with
                {
                    ResidualDropout = Dropout,
                    EmbeddingDropout = Dropout,
                    AttentionDropout = Dropout,
                },
                Adaptation = Adaptation,
                MlpEmbedding = MlpEmbedding,
                MlpHead = MlpHead,
                ActionTanh = ActionTanh,
                NormalizeBeforeTime = NormalizeBeforeTime,
                SharedProjections = SharedProjections,
                ExtendPositions = ExtendPositions,
            }.ForScoring(),
        };

        /// <exception cref="ArgumentOutOfRangeException">The shape that is asked for is not the pretrained model's; the exception names the option.</exception>
        internal void CheckFits(Gpt2Config pretrained)
        {
            foreach ((string name, object? asked, object there) in (ReadOnlySpan<(string, object?, object)>)
            [
                (nameof(Width), Width, pretrained.Width), (nameof(NumberOfLayers), NumberOfLayers, pretrained.Layers),
                (nameof(NumberOfHeads), NumberOfHeads, pretrained.Heads), (nameof(Activation), Activation, pretrained.Activation),
            ])
                if (asked != null && !asked.Equals(there))
                    throw new ArgumentOutOfRangeException(name, asked, $"{name} is {there} in the pretrained model {PretrainedModel}. Leave it null, or set PretrainedModel to null for a transformer of your own shape with random weights.");
        }

        private Gpt2Config OwnShape()
        {
            var shape = new Gpt2Config();
            return shape with { Width = Width ?? shape.Width, Layers = NumberOfLayers ?? shape.Layers, Heads = NumberOfHeads ?? shape.Heads, Activation = Activation ?? shape.Activation };
        }

        internal double EffectiveLanguageLossWeight => LanguageLossWeight ?? (LanguageCorpus is null ? 0 : 0.1);

        internal LanguageTask ToLanguageTask(TokenFile text, Action<double> perplexityFound) => new(text)
        {
            Weight = EffectiveLanguageLossWeight,
            BatchSize = LanguageBatchSize,
            BlockLength = LanguageBlockLength,
            AddPositions = LanguagePositions,
            ShuffleTokens = ShuffleLanguageTokens,
            PerplexityFound = perplexityFound,
        };

        internal TrainingOptions ToTrainingOptions(TorchSharp.torch.Device device) => new()
        {
            Steps = NumberOfSteps,
            BatchSize = BatchSize,
            LearningRate = LearningRate,
            TransformerLearningRate = TransformerLearningRate,
            WeightDecay = WeightDecay,
            TransformerWeightDecay = TransformerWeightDecay,
            AdamEpsilon = AdamEpsilon ?? (PretrainedModel is null ? 1e-8 : 1e-6),
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
}
