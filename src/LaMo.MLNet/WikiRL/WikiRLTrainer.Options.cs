using LaMo.Core.Checkpoints;
using LaMo.Core.Evaluation;
using LaMo.Core.Networks;
using LaMo.Core.WikiRL;
using TorchSharp;

namespace LaMo.MLNet;

public sealed partial class WikiRLTrainer
{
    /// <summary>The columns, the network and the optimisation of a <see cref="WikiRLTrainer"/>. Defaults are the released code's.</summary>
    public sealed class Options : PretrainedTrainerOptions
    {
        /// <summary>Makes options with the released code's dropout.</summary>
        public Options() => Dropout = 0.2;

        /// <summary>The weight of the similarity loss at first; 0 leaves it out. The default value is 0.1.</summary>
        public double SimilarityLossWeight { get; set; } = 0.1;

        /// <summary>
        /// The step at which the weight of the similarity loss is all but gone: it falls along a logistic curve by way of a half at half the steps to less than a hundredth. The default
        /// value is 5000.
        /// </summary>
        public int SimilarityFadeSteps { get; set; } = 5000;

        /// <summary>The number of centres of the language model's token embeddings, found by k-means; never more than there are tokens. The default value is 1000.</summary>
        public int NumberOfCentres { get; set; } = 1000;

        /// <summary>
        /// A file with the centres, such as the released code's <c>gpt2_1000.pt</c>: one tensor, [centre, width], written by <c>torch.save</c> or as safetensors. The default value is
        /// <see langword="null"/>: they are found when training begins.
        /// </summary>
        public string? CentresFile { get; set; }

        /// <summary>Whether the action head shares the weight of the action embedder. The default value is <see langword="true"/>.</summary>
        public bool SharedProjections { get; set; } = true;

        /// <summary>
        /// Whether timesteps are embedded by the language model's position table, lengthened to <see cref="SequenceTrainerOptions.MaxEpisodeLength"/> by repeating it. The default value is
        /// <see langword="true"/>.
        /// </summary>
        public bool ExtendPositions { get; set; } = true;

        /// <summary>
        /// The options for a task. <see cref="EvaluationProtocol.ReturnScale"/> is to be given to <see cref="ReturnsToGoCatalog.ReturnsToGo"/>, one of
        /// <see cref="EvaluationProtocol.TargetReturns"/> to the policy.
        /// </summary>
        /// <param name="task">The task, such as <see cref="EvaluationProtocol.Hopper"/>.</param>
        /// <returns>The defaults with the task's context and episode lengths; for a task seen on a screen with Decision Transformer's batches and optimisation.</returns>
        public static Options ForTask(EvaluationProtocol task)
        {
            var options = new Options { ContextLength = task.ContextLength, MaxEpisodeLength = task.MaxEpisodeLength };
            if (task.IsAtari)
            {
                DecisionTransformerTrainer.Options atari = DecisionTransformerTrainer.Options.ForTask(task);
                (options.BatchSize, options.NumberOfSteps, options.GradientClipNorm) = (atari.BatchSize, atari.NumberOfSteps, atari.GradientClipNorm);
                (options.LearningRate, options.WeightDecay, options.TokenSchedule) = (atari.LearningRate, atari.WeightDecay, atari.TokenSchedule);
            }
            return options;
        }

        internal override string Name => "Wiki-RL";

        internal override SimilarityTask? ToSimilarityTask(Gpt2Checkpoint? pretrained, int seed, torch.Device device) =>
            SimilarityLossWeight == 0 ? null
            : CentresFile is string file ? SimilarityTask.OfFile(file, pretrained!.Config.Width, device, SimilarityLossWeight, SimilarityFadeSteps)
            : SimilarityTask.OfCheckpoint(pretrained!, NumberOfCentres, seed, device, SimilarityLossWeight, SimilarityFadeSteps);

        internal override void Validate()
        {
            base.Validate();
            if (PretrainedModel is null)
                throw new ArgumentOutOfRangeException(nameof(PretrainedModel), "Wiki-RL begins with a PretrainedModel; use Decision Transformer without one.");
            OptionRange.NotNegative(SimilarityLossWeight);
            OptionRange.Positive(SimilarityFadeSteps);
            OptionRange.Positive(NumberOfCentres);
        }

        private protected override Gpt2Config ToTransformer(Gpt2Config? pretrained) => pretrained ?? new Gpt2Config();

        private protected override DecisionTransformerConfig Complete(DecisionTransformerConfig network) => network with
        {
            Adaptation = Adaptation.FineTuning,
            MlpEmbedding = false,
            // The scores of discrete actions are free.
            ActionTanh = network.ActionCount == 0,
            SharedProjections = SharedProjections,
            ExtendPositions = ExtendPositions,
        };
    }
}
