using LaMo.Core.Trajectories;

namespace LaMo.MLNet.Schema;

/// <summary>A step as a row whose columns have other types than <see cref="Step"/>'s.</summary>
/// <typeparam name="TState">The type of states, an array.</typeparam>
/// <typeparam name="TAction">The type of actions.</typeparam>
internal sealed class StepRow<TState, TAction>
{
    public int EpisodeId { get; init; }

    public int Timestep { get; init; }

    public required TState State { get; init; }

    public required TAction Action { get; init; }

    public float Reward { get; init; }

    public bool Terminal { get; init; }

    public bool Timeout { get; init; }
}

/// <summary>Makes rows of steps.</summary>
internal static class StepRow
{
    public static StepRow<TState, TAction> Of<TState, TAction>(Step step, Func<Step, TState> state, Func<Step, TAction> action) => new()
    {
        EpisodeId = step.EpisodeId,
        Timestep = step.Timestep,
        State = state(step),
        Action = action(step),
        Reward = step.Reward,
        Terminal = step.Terminal,
        Timeout = step.Timeout,
    };

    /// <summary>A step's discrete action, from 0.</summary>
    /// <exception cref="InvalidOperationException">It is none of the actions.</exception>
    public static uint ActionNumber(Step step, int actionCount) =>
        step.Action is [float number] && number >= 0 && number < actionCount && number == MathF.Floor(number)
            ? (uint)number
            : throw Fault(step, $"action [{string.Join(", ", step.Action)}]", $"none of 0 to {actionCount - 1}");

    /// <summary>A step's state as bytes.</summary>
    /// <exception cref="InvalidOperationException">A pixel is none.</exception>
    public static byte[] Pixels(Step step)
    {
        byte[] pixels = new byte[step.State.Length];
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)step.State[i];
            if (pixels[i] != step.State[i])
                throw Fault(step, $"pixel {step.State[i]}", "no byte");
        }
        return pixels;
    }

    private static InvalidOperationException Fault(Step step, string what, string reason) =>
        new($"Episode {step.EpisodeId}, step {step.Timestep}: the {what} is {reason}.");
}
