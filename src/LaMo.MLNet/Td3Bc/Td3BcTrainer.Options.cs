using LaMo.Core.Td3Bc;
using LaMo.Core.Training;

namespace LaMo.MLNet;

public sealed partial class Td3BcTrainer
{
    /// <summary>The columns, the networks and the optimisation of a <see cref="Td3BcTrainer"/>. Defaults are those usual for MuJoCo.</summary>
    public sealed class Options : ValueTrainerOptions
    {
        /// <inheritdoc cref="Td3BcAlgorithm.LearningRate"/>
        public double LearningRate { get; set; } = 3e-4;

        /// <inheritdoc cref="Td3BcAlgorithm.Alpha"/>
        public double Alpha { get; set; } = 2.5;

        /// <inheritdoc cref="Td3BcAlgorithm.PolicyNoise"/>
        public double PolicyNoise { get; set; } = 0.2;

        /// <inheritdoc cref="Td3BcAlgorithm.NoiseClip"/>
        public double NoiseClip { get; set; } = 0.5;

        /// <inheritdoc cref="Td3BcAlgorithm.PolicyInterval"/>
        public int PolicyInterval { get; set; } = 2;

        internal override ValueAlgorithm ToValueAlgorithm() => new Td3BcAlgorithm
        {
            LearningRate = LearningRate,
            Alpha = Alpha,
            PolicyNoise = PolicyNoise,
            NoiseClip = NoiseClip,
            PolicyInterval = PolicyInterval,
        };

        internal override void Validate()
        {
            base.Validate();
            OptionRange.Positive(LearningRate);
            OptionRange.NotNegative(Alpha);
            OptionRange.NotNegative(PolicyNoise);
            OptionRange.NotNegative(NoiseClip);
            OptionRange.Positive(PolicyInterval);
        }
    }
}
