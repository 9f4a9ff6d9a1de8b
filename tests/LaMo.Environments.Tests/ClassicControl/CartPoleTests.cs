using LaMo.Environments.ClassicControl;

namespace LaMo.Environments.Tests.ClassicControl;

public sealed class CartPoleTests
{
    [Fact]
    public void From_rest_a_push_moves_cart_and_pole_as_mechanics_say()
    {
        var task = new CartPole();
        task.SetState(0, 0, 0, 0);

        float[] first = task.Step([1]).Observation, second = task.Step([1]).Observation;

        // Upright and at rest: the pole's angular acceleration is -F / (M l (4/3 - m/M)), the cart's follows from it.
        double angular = -10 / 1.1 / (0.5 * (4.0 / 3 - 0.1 / 1.1)), acceleration = 10 / 1.1 - 0.05 * angular / 1.1;
        Assert.Equal([0, 0.02 * acceleration, 0, 0.02 * angular], first.Select(value => (double)value), (a, b) => Math.Abs(a - b) < 1e-6);
        // Positions follow speeds one step later.
        Assert.Equal([0.02 * 0.02 * acceleration, 0.02 * 0.02 * angular], [second[0], second[2]], (double a, double b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void Left_mirrors_right()
    {
        var left = new CartPole();
        var right = new CartPole();
        left.SetState(-0.1, 0.3, 0.05, -0.2);
        right.SetState(0.1, -0.3, -0.05, 0.2);
        for (int step = 0; step < 10; step++)
            Assert.Equal(left.Step([step % 2]).Observation, right.Step([1 - step % 2]).Observation.Select(value => -value));
    }

    [Theory]
    [InlineData(2.39, 0, 0, 0, false)]
    [InlineData(2.39, 1, 0, 0, true)]
    [InlineData(-2.39, -1, 0, 0, true)]
    [InlineData(0, 0, 0.208, 0, false)]
    [InlineData(0, 0, 0.208, 0.1, true)]
    [InlineData(0, 0, -0.208, -0.1, true)]
    public void It_ends_off_the_rail_and_at_12_degrees(double place, double speed, double angle, double angularSpeed, bool ends)
    {
        var task = new CartPole();
        task.SetState(place, speed, angle, angularSpeed);

        StepResult result = task.Step([0]);

        Assert.Equal((1f, ends), (result.Reward, result.Terminated));
    }

    [Fact]
    public void Balanced_it_is_cut_after_500_steps()
    {
        var task = new CartPole();
        float[] observation = task.Reset(1);
        StepResult result = default;
        int steps = 0;
        for (; !result.Done; steps++)
        {
            result = task.Step([observation[2] + 0.5f * observation[3] > 0 ? 1 : 0]);
            observation = result.Observation;
        }

        Assert.Equal((500, true), (steps, result.Truncated));
    }
}
