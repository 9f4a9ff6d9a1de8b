using System.Text.Json.Serialization;

namespace LaMo.Core.Networks;

/// <summary>The shape of a <see cref="PolicyNetwork"/>.</summary>
public sealed record PolicyNetworkConfig
{
    /// <summary>The number of values of a state.</summary>
    public required int StateSize { get; init; }

    /// <summary>The number of values of a continuous action, or of discrete actions to choose from.</summary>
    public required int ActionSize { get; init; }

    /// <summary>How many states the policy sees: the current one and those before it. The default value is 1.</summary>
    public int ContextLength { get; init; } = 1;

    /// <summary>How the actor gives an action. The default value is <see cref="PolicyHead.Deterministic"/>.</summary>
    public PolicyHead Head { get; init; }

    /// <summary>What value is given beside the action. The default value is <see cref="PolicyValue.None"/>.</summary>
    public PolicyValue Value { get; init; }

    /// <summary>What a reward was multiplied by in training, so that values are given in the data's units. The default value is 1.</summary>
    public double RewardScale { get; init; } = 1;

    /// <summary>The widths of the hidden layers. The default value is 256, 256.</summary>
    public IReadOnlyList<int> HiddenSizes { get; init; } = [256, 256];

    /// <summary>The largest absolute value of a continuous action. The default value is 1.</summary>
    public double MaxAction { get; init; } = 1;

    /// <summary>Whether actions are discrete.</summary>
    [JsonIgnore]
    public bool IsDiscrete => Head == PolicyHead.Categorical;
}
