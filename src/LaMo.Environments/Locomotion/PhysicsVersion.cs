namespace LaMo.Environments.Locomotion;

/// <summary>
/// Whose physics a task has. MuJoCo computes the mass and inertia of capsules exactly since version 2.1.2; before that it took a cylinder that is longer than the
/// capsule's middle by the radius, so that the same model weighs a little less and moves a little differently.
/// </summary>
public enum PhysicsVersion
{
    /// <summary>Gym's v2 and v3 tasks, on MuJoCo 1.50 to 2.1: what D4RL's data and reference scores were recorded with.</summary>
    V2,

    /// <summary>Gymnasium's v4 tasks, on later versions of MuJoCo.</summary>
    V4,
}
