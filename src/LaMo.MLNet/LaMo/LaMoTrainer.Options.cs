using LaMo.Core.Checkpoints;
using LaMo.Core.Evaluation;
using LaMo.Core.Networks;
using LaMo.Core.Training;

namespace LaMo.MLNet;

public sealed partial class LaMoTrainer
{
    /// <summary>The columns, the network and the optimisation of a <see cref="LaMoTrainer"/>. Defaults are the paper's (arXiv 2310.20587, appendix C) where it gives one.</summary>
    public sealed class Options : PretrainedTrainerOptions
    {
        /// <summary>Makes options with the paper's weight decay and warm-up.</summary>
        public Options() => (WeightDecay, WarmupSteps) = (1e-5, 2500);

        /// <summary>
        /// The folder of a LoRA adapter in PEFT's layout (see <see cref="PeftAdapter"/>) that training begins with, for the transformer of <see cref="PretrainedTrainerOptions.PretrainedModel"/>;
        /// <see cref="Adaptation"/> must have its rank and alpha. The default value is <see langword="null"/>.
        /// </summary>
        public string? InitialAdapter { get; set; }

        /// <summary>
        /// The width of the transformer, a multiple of <see cref="NumberOfHeads"/>. The default value is <see langword="null"/>: what <see cref="PretrainedTrainerOptions.PretrainedModel"/> has, 128 without one.
        /// </summary>
        public int? Width { get; set; }

        /// <summary>The number of blocks of the transformer. The default value is <see langword="null"/>: what <see cref="PretrainedTrainerOptions.PretrainedModel"/> has, 4 without one.</summary>
        public int? NumberOfLayers { get; set; }

        /// <summary>The number of attention heads of the transformer. The default value is <see langword="null"/>: what <see cref="PretrainedTrainerOptions.PretrainedModel"/> has, 4 without one.</summary>
        public int? NumberOfHeads { get; set; }

        /// <summary>
        /// The function inside the transformer's feed-forward parts. The default value is <see langword="null"/>: what <see cref="PretrainedTrainerOptions.PretrainedModel"/> has,
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

        /// <summary>The learning rate of what is trained inside the transformer. The default value is 1e-4.</summary>
        public double TransformerLearningRate { get; set; } = 1e-4;

        /// <summary>The weight decay of what is trained inside the transformer. The default value is 0.</summary>
        public double TransformerWeightDecay { get; set; }

        /// <summary>AdamW's epsilon. The default value is <see langword="null"/>: 1e-6 with a <see cref="PretrainedTrainerOptions.PretrainedModel"/>, 1e-8 without.</summary>
        public double? AdamEpsilon { get; set; }

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

        internal override string Name => "LaMo";

        internal override string? AdapterFolder => InitialAdapter;

        internal override void Validate()
        {
            base.Validate();
            OptionRange.Positive(Width ?? 1, nameof(Width));
            OptionRange.Positive(NumberOfLayers ?? 1, nameof(NumberOfLayers));
            OptionRange.Positive(NumberOfHeads ?? 1, nameof(NumberOfHeads));
            OptionRange.NotNegative(TransformerLearningRate);
            OptionRange.NotNegative(TransformerWeightDecay);
            OptionRange.Positive(AdamEpsilon ?? 1, nameof(AdamEpsilon));
            if (InitialAdapter is not null && PretrainedModel is null)
                throw new ArgumentOutOfRangeException(nameof(InitialAdapter), InitialAdapter, "InitialAdapter needs the PretrainedModel that it adapts.");
            ArgumentNullException.ThrowIfNull(Adaptation);
            if (PretrainedModel is null)
                ValidateNetwork();
        }

        internal override IEnumerable<string> Warnings()
        {
            bool learnsText = EffectiveLanguageLossWeight > 0;
            if (Adaptation.TokenEmbedding && !learnsText)
                yield return "Adaptation.TokenEmbedding has no effect: the token embedding is for text alone, and there is no LanguageCorpus to learn.";
            if (Adaptation.PositionTable && !ExtendPositions && !(learnsText && LanguagePositions))
                yield return "Adaptation.PositionTable has no effect: the position table is for text, or with ExtendPositions for timesteps, and there is no LanguageCorpus to learn with LanguagePositions.";
        }

        internal override TrainingOptions ToTrainingOptions(TorchSharp.torch.Device device)
        {
            TrainingOptions options = base.ToTrainingOptions(device);
            return options with { TransformerLearningRate = TransformerLearningRate, TransformerWeightDecay = TransformerWeightDecay, AdamEpsilon = AdamEpsilon ?? options.AdamEpsilon };
        }

        private protected override Gpt2Config ToTransformer(Gpt2Config? pretrained)
        {
            if (pretrained is null)
                return OwnShape();
            CheckFits(pretrained);
            return pretrained;
        }

        private protected override DecisionTransformerConfig Complete(DecisionTransformerConfig network) => network with
        {
            Adaptation = Adaptation,
            MlpEmbedding = MlpEmbedding,
            MlpHead = MlpHead,
            ActionTanh = ActionTanh,
            NormalizeBeforeTime = NormalizeBeforeTime,
            SharedProjections = SharedProjections,
            ExtendPositions = ExtendPositions,
        };

        /// <exception cref="ArgumentOutOfRangeException">The shape that is asked for is not the pretrained model's; the exception names the option.</exception>
        private void CheckFits(Gpt2Config pretrained)
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
    }
}
