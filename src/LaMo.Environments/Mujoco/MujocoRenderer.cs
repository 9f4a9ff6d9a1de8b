using LaMo.Environments.Rendering;

namespace LaMo.Environments.Mujoco;

/// <summary>
/// Draws simulations of a model off-screen by MuJoCo's own renderer, through EGL or OSMesa: the one that the environment variable <c>MUJOCO_GL</c> names, <c>egl</c> or
/// <c>osmesa</c>, as with MuJoCo's Python package, or else the first of them that works. A process keeps to the first. Not for use by two threads at a time.
/// </summary>
public sealed class MujocoRenderer : IDisposable
{
    private readonly MujocoModel _model;
    private readonly MujocoRendererHandle _handle;
    private readonly int _width;
    private readonly int _height;

    /// <summary>Creates a renderer.</summary>
    /// <param name="model">The model, which must outlive the renderer.</param>
    /// <param name="width">The width of the pictures.</param>
    /// <param name="height">The height of the pictures.</param>
    /// <param name="camera">Where it looks from. The default is the model's first camera, or one that looks down on it from above.</param>
    /// <exception cref="MujocoException">There is neither EGL nor OSMesa, or they give no OpenGL; the message says what to install.</exception>
    public MujocoRenderer(MujocoModel model, int width, int height, MujocoCamera? camera = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        (_model, _width, _height) = (model, width, height);
        string platform = Environment.GetEnvironmentVariable("MUJOCO_GL")?.ToLowerInvariant() ?? "";
        double[]? view = camera is null ? null : [camera.X, camera.Y, camera.Z, camera.Distance, camera.Azimuth, camera.Elevation];
        int status = MujocoNative.MakeRenderer(model.Handle, platform, width, height, view, out _handle);
        MujocoNative.Check(status);
    }

    /// <summary>Draws a state.</summary>
    /// <param name="simulation">A simulation of the model.</param>
    /// <returns>The picture.</returns>
    public Frame Render(MujocoSimulation simulation)
    {
        int row = 3 * _width;
        var raised = new byte[_height * row];
        MujocoNative.Check(MujocoNative.Render(_model.Handle, simulation.Handle, _handle, raised));
        // OpenGL begins at the bottom.
        var pixels = new byte[raised.Length];
        for (int y = 0; y < _height; y++)
            raised.AsSpan((_height - 1 - y) * row, row).CopyTo(pixels.AsSpan(y * row));
        return new Frame(_width, _height, pixels);
    }

    /// <summary>Frees the renderer.</summary>
    public void Dispose() => _handle.Dispose();
}
