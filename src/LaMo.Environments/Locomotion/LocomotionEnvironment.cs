using LaMo.Environments.Mujoco;

namespace LaMo.Environments.Locomotion;

/// <summary>
/// What Gymnasium's planar walkers have in common (versions v2 to v4): the reward is the speed forwards, plus 1 where staying upright counts, minus a cost of
/// the action; the observation is every joint's position but the root's x, then every velocity; episodes last 1000 steps at most.
/// </summary>
public abstract class LocomotionEnvironment : MujocoEnvironment
{
    private readonly double _controlCost;
    private readonly double _healthyReward;
    private readonly double _velocityLimit;
    private double _x;

    /// <summary>Creates the task's simulation.</summary>
    /// <param name="model">The model's file in the folder Assets.</param>
    /// <param name="version">Whose physics it has.</param>
    /// <param name="frameSkip">The simulation steps per action.</param>
    /// <param name="controlCost">What the sum of the action's squares costs.</param>
    /// <param name="healthyReward">What each step earns that the task goes on for.</param>
    /// <param name="velocityLimit">What the velocities of the observation are clipped to.</param>
    private protected LocomotionEnvironment(string model, PhysicsVersion version, int frameSkip, double controlCost, double healthyReward, double velocityLimit)
        : base(MujocoModel.Parse(version == PhysicsVersion.V2 ? CapsuleApproximation.Apply(ReadModel(model)) : ReadModel(model)), frameSkip)
    {
        _controlCost = controlCost;
        _healthyReward = healthyReward;
        _velocityLimit = velocityLimit;
    }

    /// <inheritdoc/>
    public override int ObservationSize => Model.PositionCount - 1 + Model.VelocityCount;

    /// <summary>The joints' positions, MuJoCo's <c>qpos</c>: the root's x, height and angle, then the joint angles.</summary>
    public ReadOnlySpan<double> Positions => Simulation.Positions;

    /// <summary>The joints' velocities, MuJoCo's <c>qvel</c>.</summary>
    public ReadOnlySpan<double> Velocities => Simulation.Velocities;

    /// <summary>Starts an episode in a state of choice.</summary>
    /// <param name="positions">The state's <see cref="Positions"/>.</param>
    /// <param name="velocities">The state's <see cref="Velocities"/>.</param>
    /// <returns>The first observation, <c>[ObservationSize]</c>.</returns>
    /// <exception cref="ArgumentException">A length is not the model's.</exception>
    public float[] SetState(ReadOnlySpan<double> positions, ReadOnlySpan<double> velocities)
    {
        if (positions.Length != Model.PositionCount || velocities.Length != Model.VelocityCount)
            throw new ArgumentException($"A state has {Model.PositionCount} positions and {Model.VelocityCount} velocities, this one {positions.Length} and {velocities.Length}.");
        Simulation.Reset();
        positions.CopyTo(Simulation.Positions);
        velocities.CopyTo(Simulation.Velocities);
        Simulation.Forward();
        _x = positions[0];
        return BeginEpisode();
    }

    /// <summary>Whether the task goes on in the current state.</summary>
    private protected abstract bool IsHealthy();

    /// <summary>Adds the noise of an episode's beginning to the model's initial state.</summary>
    private protected abstract void AddNoise(Random random, Span<double> positions, Span<double> velocities);

    /// <inheritdoc/>
    protected sealed override void ResetState(Random random)
    {
        AddNoise(random, Simulation.Positions, Simulation.Velocities);
        _x = Simulation.Positions[0];
    }

    /// <inheritdoc/>
    protected sealed override void Observe(Span<float> observation)
    {
        int next = 0;
        foreach (double position in Simulation.Positions[1..])
            observation[next++] = (float)position;
        foreach (double velocity in Simulation.Velocities)
            observation[next++] = (float)Math.Clamp(velocity, -_velocityLimit, _velocityLimit);
    }

    /// <inheritdoc/>
    protected sealed override (float Reward, bool Terminated) Evaluate(ReadOnlySpan<float> action)
    {
        double before = _x, squares = 0;
        _x = Simulation.Positions[0];
        foreach (float value in action)
            squares += (double)value * value;
        // The original pays the healthy reward for the last step too.
        double reward = (_x - before) / ControlTimeStep + _healthyReward - _controlCost * squares;
        return ((float)reward, !IsHealthy());
    }
}
