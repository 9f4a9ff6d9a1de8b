using LaMo.Core.BehaviorCloning;
using LaMo.Core.Training;

namespace LaMo.MLNet;

public sealed partial class BehaviorCloningTrainer
{
    /// <summary>The columns, the network and the optimisation of a <see cref="BehaviorCloningTrainer"/>.</summary>
    public sealed class Options : PolicyTrainerOptions
    {
        /// <inheritdoc cref="BehaviorCloningAlgorithm.LearningRate"/>
        public double LearningRate { get; set; } = 3e-4;

        /// <summary>
        /// The number of states K that the policy sees: the current one and those before it in its episode, zeros where there are none. With more than one the model is not row-to-row.
        /// The default value is 1.
        /// </summary>
        public int ContextLength { get; set; } = 1;

        /// <summary>
        /// The fraction of the steps, in (0, 1], that is learnt from: those of the episodes with the best returns (the %BC of Decision Transformer, arXiv 2106.01345, section 5.1).
        /// The default value is 1: all, and rewards are not read.
        /// </summary>
        public double BestFraction { get; set; } = 1;

        internal override bool TakesDiscreteActions => true;

        internal override bool NeedsReward => BestFraction < 1;

        internal override PolicyAlgorithm ToAlgorithm() => new BehaviorCloningAlgorithm
        {
            HiddenSizes = HiddenSizes,
            MaxAction = MaxAction,
            LearningRate = LearningRate,
            ContextLength = ContextLength,
            BestFraction = BestFraction,
        };

        internal override void Validate()
        {
            base.Validate();
            OptionRange.Positive(LearningRate);
            OptionRange.Positive(ContextLength);
            OptionRange.Share(BestFraction);
        }
    }
}
