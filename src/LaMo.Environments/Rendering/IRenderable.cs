namespace LaMo.Environments.Rendering;

/// <summary>A task that can be looked at.</summary>
public interface IRenderable
{
    /// <summary>The steps in a second of the task's own time.</summary>
    double StepsPerSecond { get; }

    /// <summary>Draws the current state.</summary>
    /// <returns>The picture.</returns>
    Frame Render();
}
