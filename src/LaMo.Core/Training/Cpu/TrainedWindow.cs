namespace LaMo.Core.Training.Cpu;

/// <summary>A window of a batch, padding left out: steps <see cref="First"/> and on of the batch's arrays.</summary>
internal readonly record struct TrainedWindow
{
    /// <summary>Its first step in the batch's arrays.</summary>
    public required int First { get; init; }

    /// <summary>The number of its steps.</summary>
    public required int Steps { get; init; }

    /// <summary>The batch's states, <c>[window, step, stateSize]</c>, or its embeddings of images, <c>[window, step, d]</c>.</summary>
    public required float[] States { get; init; }

    /// <summary>The batch's actions, <c>[window, step, actionSize]</c>.</summary>
    public required float[] Actions { get; init; }

    /// <summary>The batch's scaled returns-to-go, <c>[window, step]</c>.</summary>
    public required float[] ReturnsToGo { get; init; }

    /// <summary>The window's own timesteps, <c>[step]</c>.</summary>
    public required float[] Timesteps { get; init; }

    /// <summary>Gets the gradient of the batch's embeddings of images; empty if it is not needed.</summary>
    public required float[] StateGradient { get; init; }
}
