using LaMo.Core.Training;

namespace LaMo.MLNet;

/// <summary>The options that the trainers which learn values by temporal differences have in common.</summary>
public abstract class ValueTrainerOptions : PolicyTrainerOptions
{
    /// <summary>
    /// Whether the task ended at the step, a Boolean: no value follows. The last step of an episode that did not end so, but was cut, has no next state and is not learnt from.
    /// The default value is <c>Terminal</c>.
    /// </summary>
    public string TerminalColumnName { get; set; } = "Terminal";

    /// <summary>The column that scoring adds for values, a Single. The default value is <c>Value</c>.</summary>
    public string ValueColumnName { get; set; } = "Value";

    /// <inheritdoc cref="ValueAlgorithm.Discount"/>
    public double Discount { get; set; } = 0.99;

    /// <inheritdoc cref="ValueAlgorithm.Polyak"/>
    public double Polyak { get; set; } = 0.005;

    /// <summary>What rewards are multiplied by; values are given in the data's units again. The default value is 1.</summary>
    public double RewardScale { get; set; } = 1;

    /// <summary>What is added to rewards before they are multiplied; values are those of the rewards so shifted. The default value is 0.</summary>
    public double RewardShift { get; set; }

    /// <summary>
    /// Whether rewards are multiplied, too, by the steps of the longest episode over the difference of the highest and the lowest return in the data, which brings the returns of different
    /// tasks to one range. The default value is <see langword="false"/>, in IQL <see langword="true"/>, as its paper (arXiv 2110.06169, appendix B) has it for MuJoCo.
    /// </summary>
    public bool NormalizeRewards { get; set; }

    internal override bool NeedsReward => true;

    internal override string? TerminalName => TerminalColumnName;

    internal override string? ValueName => ValueColumnName;

    internal override PolicyAlgorithm ToAlgorithm() => ToValueAlgorithm() with
    {
        HiddenSizes = HiddenSizes,
        MaxAction = MaxAction,
        Discount = Discount,
        Polyak = Polyak,
        RewardScale = RewardScale,
        RewardShift = RewardShift,
        NormalizeRewards = NormalizeRewards,
    };

    /// <summary>The algorithm with the options that it alone has.</summary>
    internal abstract ValueAlgorithm ToValueAlgorithm();

    internal override void Validate()
    {
        base.Validate();
        OptionRange.Column(TerminalColumnName);
        OptionRange.Column(ValueColumnName);
        if (!(Discount is >= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(Discount), Discount, "Discount must lie in [0, 1).");
        OptionRange.Share(Polyak);
        OptionRange.Positive(RewardScale);
        OptionRange.Finite(RewardShift);
    }
}
