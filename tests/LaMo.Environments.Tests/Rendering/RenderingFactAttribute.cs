using LaMo.Environments.Locomotion;
using LaMo.Environments.Mujoco;

namespace LaMo.Environments.Tests.Rendering;

/// <summary>A fact about MuJoCo's renderer, which needs EGL with OpenGL: that is no part of MuJoCo's package.</summary>
public sealed class RenderingFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> s_obstacle = new(() =>
    {
        using var hopper = new Hopper();
        try
        {
            hopper.Render();
            return null;
        }
        catch (MujocoException e)
        {
            return e.Message;
        }
    });

    public RenderingFactAttribute() => Skip = s_obstacle.Value;
}
