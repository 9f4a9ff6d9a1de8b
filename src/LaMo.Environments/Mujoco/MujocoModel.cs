using System.Text;

namespace LaMo.Environments.Mujoco;

/// <summary>
/// A compiled MuJoCo model (<c>mjModel</c>): the bodies, joints and actuators, without a state. It does not change after loading, so any number of
/// <see cref="MujocoSimulation"/>s on any number of threads may share it.
/// </summary>
/// <remarks>Any use throws <see cref="DllNotFoundException"/>, with advice, on a machine without MuJoCo.</remarks>
public sealed class MujocoModel : IDisposable
{
    private MujocoModel(MujocoModelHandle handle)
    {
        Handle = handle;
        PositionCount = MujocoNative.PositionCount(handle);
        VelocityCount = MujocoNative.VelocityCount(handle);
        ControlCount = MujocoNative.ControlCount(handle);
        BodyCount = MujocoNative.BodyCount(handle);
        SiteCount = MujocoNative.SiteCount(handle);
        TimeStep = MujocoNative.TimeStep(handle);
    }

    /// <summary>The number of generalized coordinates, MuJoCo's <c>nq</c>.</summary>
    public int PositionCount { get; }

    /// <summary>The number of degrees of freedom, MuJoCo's <c>nv</c>.</summary>
    public int VelocityCount { get; }

    /// <summary>The number of actuators, MuJoCo's <c>nu</c>.</summary>
    public int ControlCount { get; }

    /// <summary>The number of bodies, the world included.</summary>
    public int BodyCount { get; }

    /// <summary>The number of sites.</summary>
    public int SiteCount { get; }

    /// <summary>The length of one simulation step, in seconds.</summary>
    public double TimeStep { get; }

    internal MujocoModelHandle Handle { get; }

    /// <summary>Loads and compiles a model file.</summary>
    /// <param name="path">The MJCF or URDF file; meshes and textures it names are found relative to it.</param>
    /// <returns>The model; the caller disposes it.</returns>
    /// <exception cref="MujocoException">The file is missing or is not a valid model; the message says where.</exception>
    public static MujocoModel Load(string path)
    {
        int status = MujocoNative.LoadXml(path, out MujocoModelHandle handle);
        MujocoNative.Check(status);
        return new MujocoModel(handle);
    }

    /// <summary>Compiles a model from text that names no other files.</summary>
    /// <param name="mjcf">The MJCF document.</param>
    /// <returns>The model; the caller disposes it.</returns>
    /// <exception cref="MujocoException">The text is not a valid model; the message says where.</exception>
    public static MujocoModel Parse(string mjcf)
    {
        // MuJoCo's ways to read from memory differ between versions; files are the one constant.
        string path = Path.Combine(Path.GetTempPath(), $"lamo-{Guid.NewGuid():N}.xml");
        try
        {
            File.WriteAllText(path, mjcf, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            return Load(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>The index of a body.</summary>
    /// <param name="name">The body's name in the model.</param>
    /// <returns>The index that <see cref="MujocoSimulation.BodyPosition"/> takes.</returns>
    /// <exception cref="ArgumentException">No body has the name.</exception>
    public int BodyId(string name) => Found(MujocoNative.BodyId(Handle, name), "body", name);

    /// <summary>The index of a site.</summary>
    /// <param name="name">The site's name in the model.</param>
    /// <returns>The index that <see cref="MujocoSimulation.SitePosition"/> takes.</returns>
    /// <exception cref="ArgumentException">No site has the name.</exception>
    public int SiteId(string name) => Found(MujocoNative.SiteId(Handle, name), "site", name);

    /// <summary>The mass of a body, without those of the bodies attached to it.</summary>
    /// <param name="body">The index from <see cref="BodyId"/>.</param>
    /// <returns>The mass in kilograms.</returns>
    public double BodyMass(int body)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)body, (uint)BodyCount, nameof(body));
        return MujocoNative.BodyMass(Handle, body);
    }

    /// <summary>The values that an actuator accepts; ±1e10 where the model sets no limit.</summary>
    /// <param name="actuator">The actuator's index, from 0.</param>
    /// <returns>The lowest and the highest control.</returns>
    public (double Low, double High) ControlRange(int actuator)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)actuator, (uint)ControlCount, nameof(actuator));
        MujocoNative.ControlRange(Handle, actuator, out double low, out double high);
        return (low, high);
    }

    /// <summary>Frees the model. Its simulations cannot go on after that.</summary>
    public void Dispose() => Handle.Dispose();

    private static int Found(int id, string kind, string name) =>
        id >= 0 ? id : throw new ArgumentException($"The model has no {kind} named '{name}'.", nameof(name));
}
