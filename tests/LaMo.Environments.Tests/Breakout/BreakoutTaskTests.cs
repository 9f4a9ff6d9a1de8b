using LaMo.Environments.Breakout;

namespace LaMo.Environments.Tests.Breakout;

public sealed class BreakoutTaskTests
{
    private const int FramePixels = BreakoutTask.FrameSize * BreakoutTask.FrameSize;

    [Fact]
    public void An_observation_is_four_frames_of_bytes_the_latest_last()
    {
        var task = new BreakoutTask();
        float[] first = task.Reset(0);
        float[] second = task.Step([2]).Observation;

        Assert.Equal(4 * FramePixels, first.Length);
        Assert.Equal(first[..FramePixels], first[(3 * FramePixels)..]);
        Assert.Equal(first[FramePixels..], second[..(3 * FramePixels)]);
        Assert.NotEqual(second[(2 * FramePixels)..(3 * FramePixels)], second[(3 * FramePixels)..]);
        Assert.All(second, pixel => Assert.True(pixel == (byte)pixel));
    }

    [Fact]
    public void The_ball_waits_for_fire_and_the_paddle_stays_on_the_screen()
    {
        var task = new BreakoutTask();
        task.Reset(0);
        for (int step = 0; step < 60; step++)
            task.Step([2]);
        Assert.Equal((false, BreakoutTask.FrameSize - 12), (task.IsInPlay, task.Paddle));
        for (int step = 0; step < 60; step++)
            task.Step([3]);
        Assert.Equal((false, 0), (task.IsInPlay, task.Paddle));

        task.Step([1]);

        Assert.True(task.IsInPlay);
    }

    [Fact]
    public void Five_lost_balls_end_an_episode()
    {
        var task = new BreakoutTask();
        task.Reset(0);
        StepResult result = default;
        int launched = 0;
        while (!result.Done)
        {
            // In the left corner the paddle meets no ball, which falls from the middle half.
            launched += task.IsInPlay ? 0 : 1;
            result = task.Step([task.IsInPlay ? 3 : 1]);
        }

        Assert.True(result.Terminated);
        Assert.InRange(launched, BreakoutTask.Lives, BreakoutTask.Lives);
        Assert.Equal(0, task.LivesLeft);
    }

    [Fact]
    public void A_player_that_follows_the_ball_takes_most_of_the_wall()
    {
        var task = new BreakoutTask();
        task.Reset(2);
        float earned = 0;
        StepResult result = default;
        for (int step = 0; !result.Done; step++)
        {
            // Off the middle, to and fro, so that the ball does not fly in circles.
            double aim = task.Ball.X + 1 - 6 + 4 * Math.Sin(step / 50.0);
            result = task.Step([!task.IsInPlay ? 1 : aim > task.Paddle + 2 ? 2 : aim < task.Paddle - 2 ? 3 : 0]);
            Assert.Contains(result.Reward, (float[])[0, 1, 4, 7, 2, 8, 14, 5, 11]);
            earned += result.Reward;
        }

        Assert.InRange(earned, 100, 288);
    }
}
