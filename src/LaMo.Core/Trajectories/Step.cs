namespace LaMo.Core.Trajectories;

/// <summary>
/// One time step of a recorded episode, a row of a trajectory dataset: the observation, the action taken on seeing it, and what followed.
/// An episode's steps are contiguous and in order.
/// </summary>
public sealed class Step
{
    /// <summary>The episode this step belongs to; equal for all steps of one episode and different from its neighbours'.</summary>
    public int EpisodeId { get; set; }

    /// <summary>The step's number within its episode, from 0.</summary>
    public int Timestep { get; set; }

    /// <summary>The observation s_t before the action, <c>[stateSize]</c>; an image as its pixels <c>[frame, row, column]</c>.</summary>
    public float[] State { get; set; } = [];

    /// <summary>The action a_t taken, <c>[actionSize]</c>; a discrete one is its number, from 0, alone.</summary>
    public float[] Action { get; set; } = [];

    /// <summary>The reward r_t received for the action.</summary>
    public float Reward { get; set; }

    /// <summary>Whether the task ended at this step (a terminal state: no value follows).</summary>
    public bool Terminal { get; set; }

    /// <summary>Whether the episode was cut at this step by its time limit.</summary>
    public bool Timeout { get; set; }
}
