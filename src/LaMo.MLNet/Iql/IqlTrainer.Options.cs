using LaMo.Core.Iql;
using LaMo.Core.Training;

namespace LaMo.MLNet;

public sealed partial class IqlTrainer
{
    /// <summary>The columns, the networks and the optimisation of an <see cref="IqlTrainer"/>. Defaults are those usual for MuJoCo.</summary>
    public sealed class Options : ValueTrainerOptions
    {
        /// <summary>Makes options with normalised rewards.</summary>
        public Options() => NormalizeRewards = true;

        /// <inheritdoc cref="IqlAlgorithm.LearningRate"/>
        public double LearningRate { get; set; } = 3e-4;

        /// <inheritdoc cref="IqlAlgorithm.Expectile"/>
        public double Expectile { get; set; } = 0.7;

        /// <inheritdoc cref="IqlAlgorithm.InverseTemperature"/>
        public double InverseTemperature { get; set; } = 3;

        /// <inheritdoc cref="IqlAlgorithm.MaxWeight"/>
        public double MaxWeight { get; set; } = 100;

        internal override ValueAlgorithm ToValueAlgorithm() => new IqlAlgorithm
        {
            LearningRate = LearningRate,
            Expectile = Expectile,
            InverseTemperature = InverseTemperature,
            MaxWeight = MaxWeight,
        };

        internal override void Validate()
        {
            base.Validate();
            OptionRange.Positive(LearningRate);
            OptionRange.Inside(Expectile);
            OptionRange.NotNegative(InverseTemperature);
            OptionRange.Positive(MaxWeight);
        }
    }
}
