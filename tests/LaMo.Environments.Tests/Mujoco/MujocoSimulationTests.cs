using LaMo.Environments.Mujoco;

namespace LaMo.Environments.Tests.Mujoco;

public sealed class MujocoSimulationTests
{
    [Fact]
    public void Free_fall_follows_the_semi_implicit_Euler_sum()
    {
        using var model = MujocoModel.Parse(Mjcf.Slider);
        using var simulation = new MujocoSimulation(model);

        simulation.Step(100);

        // After n steps v = -g h n and z = -g h^2 n (n + 1) / 2.
        Assert.Equal(0.1, simulation.Time, 12);
        Assert.Equal(-9.81 * 0.1, simulation.Velocities[0], 10);
        Assert.Equal(-9.81 * 1e-6 * 100 * 101 / 2, simulation.Positions[0], 10);
    }

    [Fact]
    public void Body_and_site_positions_belong_to_the_new_state()
    {
        using var model = MujocoModel.Parse(Mjcf.Slider);
        using var simulation = new MujocoSimulation(model);

        simulation.Step(10);

        double z = 2 + simulation.Positions[0];
        Assert.Equal(z, simulation.BodyPosition(model.BodyId("mass"))[2], 12);
        Assert.Equal(z + 0.5, simulation.SitePosition(model.SiteId("above"))[2], 12);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(50, 3)]
    public void A_motor_adds_its_clamped_force(double control, double force)
    {
        using var model = MujocoModel.Parse(Mjcf.Slider);
        using var simulation = new MujocoSimulation(model);

        simulation.Controls[0] = control;
        simulation.Step(100);

        Assert.Equal((force - 9.81) * 0.1, simulation.Velocities[0], 10);
    }

    [Fact]
    public void A_small_swing_takes_the_pendulums_period()
    {
        using var model = MujocoModel.Parse(Mjcf.Pendulum);
        using var simulation = new MujocoSimulation(model);
        const double amplitude = 0.01;
        simulation.Positions[0] = amplitude;
        double period = 2 * Math.PI * Math.Sqrt(0.5 / 9.81);

        simulation.Step((int)Math.Round(period / model.TimeStep / 2));
        double half = simulation.Positions[0];
        simulation.Step((int)Math.Round(period / model.TimeStep / 2));

        // The steps miss the turning points by less than half a step, in the flat part of the cosine.
        Assert.Equal(-amplitude, half, tolerance: 1e-6);
        Assert.Equal(amplitude, simulation.Positions[0], tolerance: 1e-6);
    }

    [Fact]
    public void A_large_swing_keeps_its_energy()
    {
        using var model = MujocoModel.Parse(Mjcf.Pendulum);
        using var simulation = new MujocoSimulation(model);
        simulation.Positions[0] = 2;
        double initial = Energy(simulation);

        for (int i = 0; i < 20; i++)
        {
            simulation.Step(100);
            // The formula leaves out the bob's own moment of inertia, 4e-7 kg m².
            Assert.Equal(initial, Energy(simulation), tolerance: 2e-5);
        }

        static double Energy(MujocoSimulation simulation)
        {
            const double length = 0.5, gravity = 9.81;
            double speed = length * simulation.Velocities[0];
            return speed * speed / 2 - gravity * length * Math.Cos(simulation.Positions[0]);
        }
    }

    [Fact]
    public void Forward_moves_bodies_but_not_time()
    {
        using var model = MujocoModel.Parse(Mjcf.Slider);
        using var simulation = new MujocoSimulation(model);

        simulation.Positions[0] = 1;
        simulation.Forward();

        Assert.Equal(3, simulation.BodyPosition(1)[2], 12);
        Assert.Equal(0, simulation.Time);
    }

    [Fact]
    public void Simulations_of_one_model_are_independent()
    {
        using var model = MujocoModel.Parse(Mjcf.Slider);
        using var first = new MujocoSimulation(model);
        using var second = new MujocoSimulation(model);

        first.Step(10);

        Assert.Equal(0, second.Positions[0]);
        Assert.NotEqual(0, first.Positions[0]);
    }

    [Fact]
    public void An_unstable_state_throws_until_it_is_reset()
    {
        using var model = MujocoModel.Parse(Mjcf.Slider);
        using var simulation = new MujocoSimulation(model);

        simulation.Velocities[0] = 1e11;
        Assert.Contains("unstable", Assert.Throws<MujocoException>(() => simulation.Step()).Message);
        Assert.Contains("unstable", Assert.Throws<MujocoException>(() => simulation.Step()).Message);

        simulation.Reset();
        simulation.Step();
        Assert.Equal(0.001, simulation.Time);
    }

    [Fact]
    public void An_engine_error_is_an_exception_and_does_not_end_the_process()
    {
        using var model = MujocoModel.Parse(Mjcf.TooLittleMemory);
        using var simulation = new MujocoSimulation(model);

        Assert.Throws<MujocoException>(() => simulation.Step(2000));

        simulation.Reset();
        simulation.Step();
        Assert.Equal(model.TimeStep, simulation.Time);
    }

    [Fact]
    public void Indices_beyond_the_model_throw()
    {
        using var model = MujocoModel.Parse(Mjcf.Slider);
        using var simulation = new MujocoSimulation(model);

        Assert.Throws<ArgumentOutOfRangeException>("body", () => { simulation.BodyPosition(2); });
        Assert.Throws<ArgumentOutOfRangeException>("site", () => { simulation.SitePosition(-1); });
    }

    [Fact]
    public void A_disposed_simulation_cannot_be_used()
    {
        using var model = MujocoModel.Parse(Mjcf.Slider);
        var simulation = new MujocoSimulation(model);
        simulation.Dispose();
        simulation.Dispose();

        Assert.Throws<ObjectDisposedException>(() => simulation.Step());
        Assert.Throws<ObjectDisposedException>(() => simulation.Positions[0]);
    }
}
