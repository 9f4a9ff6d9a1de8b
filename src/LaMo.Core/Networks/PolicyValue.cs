namespace LaMo.Core.Networks;

/// <summary>What value a <see cref="PolicyNetwork"/> gives beside its action.</summary>
public enum PolicyValue
{
    /// <summary>None.</summary>
    None,

    /// <summary>The value V(s) of the state.</summary>
    State,

    /// <summary>The value Q(s, a) of the state and the action that the policy chooses; of two critics the lower.</summary>
    Action,

    /// <summary>The actor's output for the action that it chooses: its outputs are the values Q(s, ·).</summary>
    Actor,
}
