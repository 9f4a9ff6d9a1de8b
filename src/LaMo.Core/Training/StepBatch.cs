using LaMo.Core.Trajectories;

namespace LaMo.Core.Training;

/// <summary>What an optimiser step is taken on, in arrays that are used again.</summary>
/// <param name="Parts">The windows, in parts that are worked through one after the other.</param>
/// <param name="Text">Token ids, <c>[text, token]</c>; empty without the auxiliary language task.</param>
internal sealed record StepBatch(WindowBatch[] Parts, int[] Text)
{
    /// <summary>The steps in the windows, padding not counted.</summary>
    public int Steps { get; set; }

    /// <summary>The state of the random generator after the batch was drawn: what the next ones follow from.</summary>
    public ulong RandomState { get; set; }
}
