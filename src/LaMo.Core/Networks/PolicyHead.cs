namespace LaMo.Core.Networks;

/// <summary>How a <see cref="PolicyNetwork"/>'s actor gives an action.</summary>
public enum PolicyHead
{
    /// <summary>The hyperbolic tangent of its outputs, times the largest action.</summary>
    Deterministic,

    /// <summary>The same of the first half of its outputs; the second half are the logarithms of standard deviations, which only training uses.</summary>
    Gaussian,

    /// <summary>An output for each discrete action, whose softmax gives the probabilities; the action is the most probable one.</summary>
    Categorical,
}
