using LaMo.Environments.ClassicControl;

namespace LaMo.Environments.Tests.ClassicControl;

public sealed class PendulumTests
{
    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 0.5, 1.5)]
    [InlineData(-2, 3, -5)]
    [InlineData(4, -7.9, -2)]
    [InlineData(9, 7.9, 2)]
    public void A_step_follows_the_published_equations(double angle, double speed, double torque)
    {
        var task = new Pendulum();
        float[] first = task.SetState(angle, speed);

        StepResult result = task.Step([(float)torque]);

        double clipped = Math.Clamp(torque, -2, 2), lean = Math.Atan2(Math.Sin(angle), Math.Cos(angle));
        double newSpeed = Math.Clamp(speed + (15 * Math.Sin(angle) + 3 * clipped) * 0.05, -8, 8), newAngle = angle + 0.05 * newSpeed;
        Assert.Equal([Math.Cos(angle), Math.Sin(angle), speed], first.Select(value => (double)value), (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal([Math.Cos(newAngle), Math.Sin(newAngle), newSpeed], result.Observation.Select(value => (double)value), (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal(-(lean * lean + 0.1 * speed * speed + 0.001 * clipped * clipped), result.Reward, 1e-5);
        Assert.False(result.Terminated);
    }

    [Fact]
    public void Upright_at_rest_it_stays_and_costs_nothing_until_it_is_cut()
    {
        var task = new Pendulum();
        task.SetState(0, 0);
        StepResult result = default;
        int steps = 0;
        for (; !result.Done; steps++)
        {
            result = task.Step([0]);
            Assert.Equal(0, result.Reward, 1e-9);
        }

        Assert.Equal((200, true), (steps, result.Truncated));
    }
}
