using LaMo.Environments.Policies;
using LaMo.Environments.Reacher;
using LaMo.Environments.Rollouts;

namespace LaMo.Environments.Tests.Reacher;

public sealed class ReacherBehaviourTests
{
    [Theory]
    [InlineData(0.5, 0.5)]
    [InlineData(-0.7, 0.1)]
    [InlineData(0.2, 0)]
    [InlineData(0, -1)]
    [InlineData(-0.3, -0.4)]
    public void The_inverse_kinematics_invert_the_forward_kinematics(double x, double y)
    {
        (double shoulder, double elbow) = ReacherBehaviour.InverseKinematics(x, y);

        Assert.InRange(elbow, 0, Math.PI);
        Assert.Equal(x, 0.6 * Math.Cos(shoulder) + 0.4 * Math.Cos(shoulder + elbow), 7);
        Assert.Equal(y, 0.6 * Math.Sin(shoulder) + 0.4 * Math.Sin(shoulder + elbow), 7);
    }

    [Fact]
    public void A_point_out_of_reach_is_pointed_at()
    {
        (double shoulder, double elbow) = ReacherBehaviour.InverseKinematics(3, 4);

        Assert.Equal(Math.Atan2(4, 3), shoulder, 12);
        Assert.Equal(0, elbow, 12);
    }

    [Fact]
    public void The_expert_reaches_every_target_and_stays()
    {
        using var reacher = new Reacher2d();

        RolloutResult result = Rollout.Run(reacher, new ReacherBehaviour(), 0, episodes: 100);

        Assert.True(result.Mean > 85, $"mean {result.Mean}");
        Assert.True(result.Returns.Min() > 70, $"worst {result.Returns.Min()}");
    }

    [Fact]
    public void More_noise_earns_less_and_doing_nothing_earns_next_to_nothing()
    {
        using var reacher = new Reacher2d();
        double[] means = [.. new[] { 0, 0.25, 0.5, 1 }.Select(noise => Rollout.Run(reacher, new ReacherBehaviour(noise), 0, episodes: 50).Mean)];
        double nothing = Rollout.Run(reacher, new DoNothingPolicy(reacher.ActionSize), 0, episodes: 100).Mean;

        Assert.Equal(means.OrderDescending(), means);
        Assert.InRange(means[1], 60, 80);
        Assert.InRange(means[2], 25, 45);
        Assert.InRange(means[3], 5, 20);
        Assert.True(nothing < 5, $"doing nothing earned {nothing}");
    }

    [Fact]
    public void Actions_stay_in_range_at_any_noise()
    {
        using var reacher = new Reacher2d();
        var behaviour = new ReacherBehaviour(noiseLevel: 5);
        behaviour.Reset(0);
        float[] observation = reacher.Reset(0);

        for (int i = 0; i < 100; i++)
        {
            float[] action = behaviour.Act(observation);
            Assert.All(action, value => Assert.InRange(value, -1, 1));
            observation = reacher.Step(action).Observation;
        }
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_meaningless_noise_level_throws(double noiseLevel) =>
        Assert.Throws<ArgumentOutOfRangeException>("noiseLevel", () => new ReacherBehaviour(noiseLevel));
}
