using LaMo.Core.Cql;
using LaMo.Core.Training;

namespace LaMo.MLNet;

public sealed partial class CqlTrainer
{
    /// <summary>The columns, the networks and the optimisation of a <see cref="CqlTrainer"/>. Defaults are those usual for MuJoCo.</summary>
    public sealed class Options : ValueTrainerOptions
    {
        /// <summary>Makes options with three hidden layers of 256.</summary>
        public Options() => HiddenSizes = [256, 256, 256];

        /// <inheritdoc cref="CqlAlgorithm.ActorLearningRate"/>
        public double ActorLearningRate { get; set; } = 3e-5;

        /// <inheritdoc cref="CqlAlgorithm.CriticLearningRate"/>
        public double CriticLearningRate { get; set; } = 3e-4;

        /// <inheritdoc cref="CqlAlgorithm.Alpha"/>
        public double Alpha { get; set; } = 10;

        /// <inheritdoc cref="CqlAlgorithm.SampledActions"/>
        public int SampledActions { get; set; } = 10;

        /// <inheritdoc cref="CqlAlgorithm.Temperature"/>
        public double Temperature { get; set; } = 1;

        /// <inheritdoc cref="CqlAlgorithm.LagrangeThreshold"/>
        public double? LagrangeThreshold { get; set; }

        internal override bool TakesDiscreteActions => true;

        internal override ValueAlgorithm ToValueAlgorithm() => new CqlAlgorithm
        {
            ActorLearningRate = ActorLearningRate,
            CriticLearningRate = CriticLearningRate,
            Alpha = Alpha,
            SampledActions = SampledActions,
            Temperature = Temperature,
            LagrangeThreshold = LagrangeThreshold,
        };

        internal override void Validate()
        {
            base.Validate();
            OptionRange.Positive(ActorLearningRate);
            OptionRange.Positive(CriticLearningRate);
            OptionRange.NotNegative(Alpha);
            OptionRange.Positive(SampledActions);
            OptionRange.Positive(Temperature);
            if (LagrangeThreshold is double threshold)
                OptionRange.Finite(threshold, nameof(LagrangeThreshold));
        }
    }
}
