namespace LaMo.Environments.Mujoco;

/// <summary>The state of one simulation of a <see cref="MujocoModel"/> (<c>mjData</c>). Not for use by two threads at a time.</summary>
/// <remarks>The spans lie in native memory: read and write them in place, and do not keep them beyond the simulation's disposal.</remarks>
public sealed unsafe class MujocoSimulation : IDisposable
{
    private readonly MujocoModel _model;
    private readonly MujocoDataHandle _data;

    /// <summary>Creates a simulation in the model's initial state.</summary>
    /// <param name="model">The model, which must outlive the simulation; it is not disposed with it.</param>
    public MujocoSimulation(MujocoModel model)
    {
        _model = model;
        int status = MujocoNative.MakeData(model.Handle, out _data);
        MujocoNative.Check(status);
        Reset();
    }

    internal MujocoDataHandle Handle => _data;

    /// <summary>The generalized coordinates, <c>[PositionCount]</c>; call <see cref="Forward"/> after changing them.</summary>
    public Span<double> Positions => new(MujocoNative.Positions(_data), _model.PositionCount);

    /// <summary>The generalized velocities, <c>[VelocityCount]</c>; call <see cref="Forward"/> after changing them.</summary>
    public Span<double> Velocities => new(MujocoNative.Velocities(_data), _model.VelocityCount);

    /// <summary>The actuators' inputs, <c>[ControlCount]</c>, which the following steps apply; MuJoCo clamps them to their ranges.</summary>
    public Span<double> Controls => new(MujocoNative.Controls(_data), _model.ControlCount);

    /// <summary>The time since the last reset, in seconds.</summary>
    public double Time => MujocoNative.Time(_data);

    /// <summary>Where a body's frame is, <c>[3]</c>, in the world.</summary>
    /// <param name="body">The index from <see cref="MujocoModel.BodyId"/>.</param>
    /// <returns>x, y and z.</returns>
    public ReadOnlySpan<double> BodyPosition(int body)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)body, (uint)_model.BodyCount, nameof(body));
        return new(MujocoNative.BodyPosition(_data, body), 3);
    }

    /// <summary>Where a site is, <c>[3]</c>, in the world.</summary>
    /// <param name="site">The index from <see cref="MujocoModel.SiteId"/>.</param>
    /// <returns>x, y and z.</returns>
    public ReadOnlySpan<double> SitePosition(int site)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)site, (uint)_model.SiteCount, nameof(site));
        return new(MujocoNative.SitePosition(_data, site), 3);
    }

    /// <summary>Returns to the model's initial state, at time 0.</summary>
    public void Reset() => MujocoNative.Check(MujocoNative.Reset(_model.Handle, _data));

    /// <summary>Computes everything that follows from the positions, velocities and controls, without moving on in time.</summary>
    public void Forward() => MujocoNative.Check(MujocoNative.Forward(_model.Handle, _data));

    /// <summary>Moves on in time. Body and site positions are those of the new state.</summary>
    /// <param name="count">How many steps of <see cref="MujocoModel.TimeStep"/>. The default is 1.</param>
    /// <exception cref="MujocoException">The simulation became unstable or MuJoCo failed; only a <see cref="Reset"/> helps.</exception>
    public void Step(int count = 1) => MujocoNative.Check(MujocoNative.Step(_model.Handle, _data, count));

    /// <summary>Frees the state.</summary>
    public void Dispose() => _data.Dispose();
}
