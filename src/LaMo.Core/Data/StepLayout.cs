namespace LaMo.Core.Data;

/// <summary>The sizes of a dataset's steps.</summary>
/// <param name="StateShape">The shape of a state: its size alone, or the dimensions of an image.</param>
/// <param name="ActionSize">The number of values of an action; 1 for a discrete one.</param>
/// <param name="ActionCount">The number of discrete actions to choose from; 0 if actions are continuous.</param>
/// <param name="HasByteStates">Whether states are bytes, 0 to 255, as pixels are.</param>
public sealed record StepLayout(IReadOnlyList<int> StateShape, int ActionSize, int ActionCount = 0, bool HasByteStates = false)
{
    /// <summary>The most discrete actions that there can be.</summary>
    public const int MostActions = 1 << 16;

    /// <summary>The number of values of a state.</summary>
    public int StateSize { get; } = StateShape.Aggregate(1, (product, size) => checked(product * size));
}
