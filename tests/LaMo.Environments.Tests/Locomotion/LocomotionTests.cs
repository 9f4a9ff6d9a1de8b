using LaMo.Environments.Locomotion;

namespace LaMo.Environments.Tests.Locomotion;

public sealed class LocomotionTests
{
    [Theory]
    [InlineData("hopper", 11, 3, 0.008)]
    [InlineData("walker2d", 17, 6, 0.008)]
    [InlineData("halfcheetah", 17, 6, 0.05)]
    public void A_task_has_its_published_sizes(string name, int observation, int action, double seconds)
    {
        using IEnvironment task = TaskRegistry.Create(name);
        var locomotion = (LocomotionEnvironment)task;

        Assert.Equal((observation, action, 1000), (task.ObservationSize, task.ActionSize, task.MaxEpisodeSteps));
        Assert.Equal(Enumerable.Repeat(-1f, action), task.ActionLow);
        Assert.Equal(Enumerable.Repeat(1f, action), task.ActionHigh);
        Assert.Equal(seconds, locomotion.ControlTimeStep, 12);
        Assert.Equal(observation, task.Reset(0).Length);
        Assert.Equal(observation, task.Step(new float[action]).Observation.Length);
    }

    [Theory]
    [InlineData("hopper", 1, 0.001)]
    [InlineData("walker2d", 1, 0.001)]
    [InlineData("halfcheetah", 0, 0.1)]
    public void The_reward_is_the_speed_plus_the_healthy_reward_minus_the_cost_of_the_action(string name, double healthyReward, double cost)
    {
        using IEnvironment task = TaskRegistry.Create(name);
        var locomotion = (LocomotionEnvironment)task;
        task.Reset(5);
        var random = new Random(5);
        for (int step = 0; step < 5; step++)
        {
            double before = locomotion.Positions[0];
            // Beyond the range, where the motors no longer follow but the cost still grows.
            float[] action = [.. Enumerable.Range(0, task.ActionSize).Select(_ => (float)(3 * random.NextDouble() - 1.5))];

            StepResult result = task.Step(action);

            double speed = (locomotion.Positions[0] - before) / locomotion.ControlTimeStep;
            Assert.Equal(speed + healthyReward - cost * action.Sum(value => (double)value * value), result.Reward, 1e-5);
        }
    }

    [Theory]
    [InlineData("hopper", true)]
    [InlineData("walker2d", true)]
    [InlineData("halfcheetah", false)]
    public void The_observation_leaves_out_the_roots_x_and_clips_velocities_where_the_original_does(string name, bool clips)
    {
        using IEnvironment task = TaskRegistry.Create(name);
        var locomotion = (LocomotionEnvironment)task;
        task.Reset(0);
        double[] positions = [.. Enumerable.Range(0, locomotion.Positions.Length).Select(i => 0.01 * (i + 1))];
        double[] velocities = [.. Enumerable.Range(0, locomotion.Velocities.Length).Select(i => i % 2 == 0 ? -12.5 : 3)];

        float[] observation = locomotion.SetState(positions, velocities);

        double[] expected = [.. positions[1..], .. velocities.Select(value => clips ? Math.Clamp(value, -10, 10) : value)];
        Assert.Equal(expected.Select(value => (float)value), observation);
    }

    [Theory]
    [InlineData(1.25, 0, 0, false)]
    [InlineData(0.65, 0, 0, true)]
    [InlineData(1.25, 0.25, 0, true)]
    [InlineData(1.25, -0.25, 0, true)]
    [InlineData(1.25, 0, 150, true)]
    public void Hopper_ends_when_it_falls_leans_or_flies_apart(double height, double angle, double speed, bool ends)
    {
        using var hopper = new Hopper();
        hopper.SetState([0, height, angle, 0, 0, 0], [speed, 0, 0, 0, 0, 0]);

        Assert.Equal(ends, hopper.Step(new float[3]).Terminated);
    }

    [Theory]
    [InlineData(1.25, 0, false)]
    [InlineData(0.75, 0, true)]
    [InlineData(2.05, 0, true)]
    [InlineData(1.25, 0.9, false)]
    [InlineData(1.25, 1.05, true)]
    [InlineData(1.25, -1.05, true)]
    public void Walker2d_ends_when_it_falls_jumps_or_leans(double height, double angle, bool ends)
    {
        using var walker = new Walker2d();
        walker.SetState([0, height, angle, 0, 0, 0, 0, 0, 0], new double[9]);

        StepResult result = walker.Step(new float[6]);

        Assert.Equal(ends, result.Terminated);
        if (ends)
            Assert.Throws<InvalidOperationException>(() => walker.Step(new float[6]));
    }

    [Fact]
    public void HalfCheetah_is_only_ever_cut()
    {
        using var cheetah = new HalfCheetah();
        cheetah.Reset(3);
        StepResult result = default;
        int steps = 0;
        for (; !result.Done; steps++)
            result = cheetah.Step([1, -1, 1, -1, 1, -1]);

        Assert.Equal((1000, true, false), (steps, result.Truncated, result.Terminated));
    }

    [Theory]
    [InlineData("hopper", 0.005, 1.25)]
    [InlineData("walker2d", 0.005, 1.25)]
    [InlineData("halfcheetah", 0.1, 0)]
    public void Episodes_begin_with_the_published_noise(string name, double scale, double height)
    {
        using IEnvironment task = TaskRegistry.Create(name);
        var locomotion = (LocomotionEnvironment)task;
        double lowest = 0, highest = 0, squares = 0;
        int velocities = 0;
        for (int seed = 0; seed < 200; seed++)
        {
            task.Reset(seed);
            double[] noise = [.. locomotion.Positions];
            noise[1] -= height;
            lowest = Math.Min(lowest, noise.Min());
            highest = Math.Max(highest, noise.Max());
            squares += locomotion.Velocities.ToArray().Sum(value => value * value);
            velocities += locomotion.Velocities.Length;
        }

        Assert.InRange(lowest, -scale, -0.95 * scale);
        Assert.InRange(highest, 0.95 * scale, scale);
        // The velocities' noise is uniform, of variance scale^2 / 3, and the cheetah's Gaussian.
        double variance = name == "halfcheetah" ? scale * scale : scale * scale / 3;
        Assert.Equal(1, squares / velocities / variance, 0.1);
    }

    [Theory]
    [InlineData("hopper")]
    [InlineData("walker2d")]
    [InlineData("halfcheetah")]
    public void Equal_seeds_give_equal_episodes_and_others_do_not(string name)
    {
        Assert.Equal(Play(name, 11), Play(name, 11));
        Assert.NotEqual(Play(name, 11), Play(name, 12));
    }

    private static float[] Play(string name, int seed)
    {
        using IEnvironment task = TaskRegistry.Create(name);
        var seen = new List<float>(task.Reset(seed));
        for (int step = 0; step < 10; step++)
        {
            StepResult result = task.Step([.. Enumerable.Range(0, task.ActionSize).Select(i => MathF.Sin(step + i))]);
            seen.AddRange(result.Observation);
            seen.Add(result.Reward);
        }
        return [.. seen];
    }
}
