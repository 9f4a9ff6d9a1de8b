using LaMo.Environments.Reacher;

namespace LaMo.Environments.Tests.Reacher;

public sealed class Reacher2dTests
{
    private static readonly float[] s_nothing = [0, 0];

    [Fact]
    public void The_task_has_its_published_sizes_and_protocol()
    {
        using var reacher = new Reacher2d();

        Assert.Equal((12, 2, 100), (reacher.ObservationSize, reacher.ActionSize, reacher.MaxEpisodeSteps));
        Assert.Equal([-1f, -1f], reacher.ActionLow);
        Assert.Equal([1f, 1f], reacher.ActionHigh);
        Assert.Equal(15, reacher.ControlTimeStep / reacher.Model.TimeStep, 12);
        Assert.Equal(0.01, reacher.Model.TimeStep);
        Assert.Equal((5, 10f), (reacher.Protocol.ContextLength, reacher.Protocol.ReturnScale));
        Assert.Equal([76f, 40f], reacher.Protocol.TargetReturns);
        Assert.Equal(0.66, reacher.Protocol.NormalizedScore(66), 12);
    }

    [Fact]
    public void One_step_lasts_the_frame_skip_times_the_time_step()
    {
        using var reacher = new Reacher2d();
        reacher.Reset(0);

        reacher.Step(s_nothing);

        Assert.Equal(0.15, reacher.Simulation.Time, 12);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.3, 1.2)]
    [InlineData(-2.5, -0.7)]
    [InlineData(9, 4)]
    public void The_observation_holds_the_arms_kinematics(double shoulder, double elbow)
    {
        using var reacher = new Reacher2d();
        reacher.Reset(0);
        reacher.SetState(shoulder, elbow, 0.25, -0.5);

        // At rest and without torque the arm stays where it is.
        float[] observation = reacher.Step(s_nothing).Observation;

        double tipX = 0.6 * Math.Cos(shoulder) + 0.4 * Math.Cos(shoulder + elbow);
        double tipY = 0.6 * Math.Sin(shoulder) + 0.4 * Math.Sin(shoulder + elbow);
        double[] expected =
        [
            Math.Sin(shoulder), Math.Sin(elbow), Math.Cos(shoulder), Math.Cos(elbow), 0, 0, tipX, tipY, 0.25, -0.5, tipX - 0.25, tipY + 0.5,
        ];
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], observation[i], tolerance: 1e-6);
    }

    [Fact]
    public void The_observed_velocity_is_the_angle_covered_in_one_step_at_that_speed()
    {
        using var reacher = new Reacher2d();
        reacher.Reset(0);

        float[] observation = reacher.Step([1, -1]).Observation;

        Assert.Equal(0.15 * reacher.Simulation.Velocities[0], observation[4], tolerance: 1e-6);
        Assert.Equal(0.15 * reacher.Simulation.Velocities[1], observation[5], tolerance: 1e-6);
        Assert.True(observation[4] > 0 && observation[5] < 0);
    }

    [Theory]
    [InlineData(0.0999, 0, 1)]
    [InlineData(0.0499, -0.05, 1)]
    [InlineData(0.1001, 0, 0)]
    [InlineData(0.0501, -0.05, 0)]
    [InlineData(0.08, 0.08, 0)]
    public void The_reward_is_1_below_the_L1_distance_of_a_tenth(double offsetX, double offsetY, float reward)
    {
        using var reacher = new Reacher2d();
        reacher.Reset(0);
        reacher.SetState(0, Math.PI / 2, 0.6 + offsetX, 0.4 + offsetY);

        Assert.Equal(reward, reacher.Step(s_nothing).Reward);
    }

    [Fact]
    public void A_distance_of_exactly_a_tenth_is_not_rewarded()
    {
        using var reacher = new Reacher2d();
        reacher.Reset(0);
        // The straight arm's tip is at (1, 0) exactly, and the difference of the last two numbers is 0.1 exactly.
        reacher.SetState(0, 0, 1, Reacher2d.RewardDistance);
        Assert.Equal(0, reacher.Step(s_nothing).Reward);

        reacher.SetState(0, 0, 1, Math.BitDecrement(Reacher2d.RewardDistance));
        Assert.Equal(1, reacher.Step(s_nothing).Reward);
    }

    [Fact]
    public void Episodes_are_cut_at_100_steps_and_never_terminate()
    {
        using var reacher = new Reacher2d();
        reacher.Reset(0);

        for (int step = 1; step <= 100; step++)
        {
            StepResult result = reacher.Step(s_nothing);
            Assert.False(result.Terminated);
            Assert.Equal(step == 100, result.Truncated);
        }
        Assert.Throws<InvalidOperationException>(() => reacher.Step(s_nothing));

        reacher.Reset(1);
        Assert.False(reacher.Step(s_nothing).Done);
    }

    [Fact]
    public void A_step_before_the_first_reset_throws()
    {
        using var reacher = new Reacher2d();

        Assert.Throws<InvalidOperationException>(() => reacher.Step(s_nothing));
    }

    [Fact]
    public void Targets_fill_the_reachable_annulus_evenly()
    {
        using var reacher = new Reacher2d();
        const int count = 2000;
        var targets = Enumerable.Range(0, count).Select(seed => reacher.Reset(seed)).Select(o => (X: o[8], Y: o[9])).ToArray();
        double[] radii = [.. targets.Select(t => Math.Sqrt(t.X * t.X + t.Y * t.Y))];

        Assert.All(radii, radius => Assert.InRange(radius, 0.2 - 1e-6, 1 + 1e-6));
        // Half of the area lies inside the radius sqrt((0.2^2 + 1) / 2); 0.05 is more than four standard deviations of a share of 2000.
        Assert.Equal(0.5, radii.Count(radius => radius < Math.Sqrt(0.52)) / (double)count, 0.05);
        Assert.Equal(0.5, targets.Count(t => t.X < 0) / (double)count, 0.05);
        Assert.Equal(0.5, targets.Count(t => t.Y < 0) / (double)count, 0.05);
    }

    [Fact]
    public void A_reset_starts_near_the_straight_arm_at_rest()
    {
        using var reacher = new Reacher2d();
        reacher.Reset(3);
        reacher.Step([1, 1]);

        for (int seed = 0; seed < 50; seed++)
        {
            float[] observation = reacher.Reset(seed);
            Assert.All(observation[0..2], sine => Assert.InRange(sine, -0.1f, 0.1f));
            Assert.Equal([0f, 0f], observation[4..6]);
        }
    }

    [Fact]
    public void Equal_seeds_and_actions_give_equal_episodes_to_the_last_bit()
    {
        using var first = new Reacher2d();
        using var second = new Reacher2d();
        second.Reset(99);
        second.Step([0.3f, -0.8f]);

        Assert.Equal(first.Reset(7), second.Reset(7));
        for (int i = 0; i < 100; i++)
        {
            float[] action = [MathF.Sin(i), MathF.Cos(2 * i)];
            Assert.Equal(first.Step(action).Observation, second.Step(action).Observation);
        }
    }

    [Fact]
    public void Actions_beyond_the_range_act_like_the_bound()
    {
        using var first = new Reacher2d();
        using var second = new Reacher2d();
        first.Reset(0);
        second.Reset(0);

        Assert.Equal(first.Step([1, -1]).Observation, second.Step([50, -3]).Observation);
    }

    [Fact]
    public void Actions_of_a_wrong_size_or_without_a_finite_value_throw_and_change_nothing()
    {
        using var reacher = new Reacher2d();
        using var untouched = new Reacher2d();
        reacher.Reset(0);
        untouched.Reset(0);

        Assert.Contains("has 2 values, this one has 3", Assert.Throws<ArgumentException>("action", () => reacher.Step([0, 0, 0])).Message);
        Assert.Contains("Value 1 of the action is NaN", Assert.Throws<ArgumentException>("action", () => reacher.Step([1, float.NaN])).Message);
        Assert.Throws<ArgumentException>("action", () => reacher.Step([float.PositiveInfinity, 0]));

        Assert.Equal(untouched.Step([0.5f, 0.5f]), reacher.Step([0.5f, 0.5f]), (a, b) => a.Observation.SequenceEqual(b.Observation) && a.Reward == b.Reward);
    }

    [Fact]
    public void Two_environments_run_in_two_threads_as_they_would_alone()
    {
        static float[][] Play(int seed)
        {
            using var reacher = new Reacher2d();
            var observations = new List<float[]>();
            for (int episode = 0; episode < 5; episode++)
            {
                observations.Add(reacher.Reset(seed + episode));
                for (int i = 0; i < 100; i++)
                    observations.Add(reacher.Step([MathF.Sin(seed + i), MathF.Cos(i)]).Observation);
            }
            return [.. observations];
        }
        float[][][] alone = [Play(1), Play(2)];
        var together = new float[2][][];

        Parallel.For(0, 2, i => together[i] = Play(i + 1));

        Assert.Equal(alone, together);
    }

    [Fact]
    public void A_disposed_environment_cannot_be_used()
    {
        var reacher = new Reacher2d();
        reacher.Reset(0);
        reacher.Dispose();
        reacher.Dispose();

        Assert.Throws<ObjectDisposedException>(() => reacher.Step(s_nothing));
        Assert.Throws<ObjectDisposedException>(() => reacher.Reset(0));
    }
}
