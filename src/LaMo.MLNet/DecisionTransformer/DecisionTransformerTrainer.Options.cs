using LaMo.Core.Evaluation;
using LaMo.Core.Networks;
using LaMo.Core.Training;

namespace LaMo.MLNet;

public sealed partial class DecisionTransformerTrainer
{
    /// <summary>
    /// The columns, the network and the optimisation of a <see cref="DecisionTransformerTrainer"/>. Defaults are the paper's for OpenAI Gym (arXiv 2106.01345, appendix A, table 9).
    /// </summary>
    public sealed class Options : SequenceTrainerOptions
    {
        private const int AtariTransitions = 500_000;
        private const int AtariEpochs = 5;

        /// <summary>The width of the transformer, a multiple of <see cref="NumberOfHeads"/>. The default value is 128.</summary>
        public int Width { get; set; } = 128;

        /// <summary>The number of blocks of the transformer. The default value is 3.</summary>
        public int NumberOfLayers { get; set; } = 3;

        /// <summary>The number of attention heads of the transformer. The default value is 1.</summary>
        public int NumberOfHeads { get; set; } = 1;

        /// <summary>The function inside the transformer's feed-forward parts. The default value is <see cref="Gpt2Activation.Relu"/>.</summary>
        public Gpt2Activation Activation { get; set; } = Gpt2Activation.Relu;

        /// <summary>
        /// The paper's options for a task. <see cref="EvaluationProtocol.ReturnScale"/> is to be given to <see cref="ReturnsToGoCatalog.ReturnsToGo"/>, one of
        /// <see cref="EvaluationProtocol.TargetReturns"/> to the policy.
        /// </summary>
        /// <param name="task">The task, such as <see cref="EvaluationProtocol.Hopper"/>.</param>
        /// <returns>
        /// The defaults with the task's context and episode lengths; for a task seen on a screen the network and the optimisation of the paper's Atari experiments (appendix A, table 8): 6 layers,
        /// 8 heads, and 5 passes over 500 000 steps.
        /// </returns>
        public static Options ForTask(EvaluationProtocol task)
        {
            var options = new Options { ContextLength = task.ContextLength, MaxEpisodeLength = task.MaxEpisodeLength };
            if (task.IsAtari)
            {
                options.NumberOfLayers = 6;
                options.NumberOfHeads = 8;
                options.Activation = Gpt2Activation.GeluNew;
                options.BatchSize = 128;
                options.NumberOfSteps = AtariEpochs * AtariTransitions / options.BatchSize;
                options.LearningRate = 6e-4;
                options.WeightDecay = 0.1;
                options.GradientClipNorm = 1;
                options.TokenSchedule = new TokenSchedule { WarmupTokens = 512 * 20, FinalTokens = 2L * AtariTransitions * task.ContextLength };
            }
            return options;
        }

        internal override string Name => "Decision Transformer";

        internal override void Validate()
        {
            base.Validate();
            OptionRange.Positive(Width);
            OptionRange.Positive(NumberOfLayers);
            OptionRange.Positive(NumberOfHeads);
            ValidateNetwork();
        }

        private protected override Gpt2Config ToTransformer(Gpt2Config? pretrained) => new() { Width = Width, Layers = NumberOfLayers, Heads = NumberOfHeads, Activation = Activation };

        private protected override DecisionTransformerConfig Complete(DecisionTransformerConfig network) => network with
        {
            Adaptation = Adaptation.FineTuning,
            MlpEmbedding = false,
            // The scores of discrete actions are free, as in the paper's Atari code.
            ActionTanh = network.ActionCount == 0,
        };
    }
}
