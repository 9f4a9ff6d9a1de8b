using LaMo.Environments.Locomotion;
using LaMo.Environments.Rendering;

namespace LaMo.Environments.Tests.Rendering;

public sealed class MujocoRendererTests
{
    [RenderingFact]
    public void The_hopper_stands_in_the_middle_of_the_picture()
    {
        using var hopper = new Hopper();
        hopper.Reset(0);

        Frame frame = hopper.Render();

        Assert.Equal((320, 240, 3 * 320 * 240), (frame.Width, frame.Height, frame.Pixels.Length));
        // Its colour, 0.8 0.6 0.4, has much more red than blue; floor and sky have not.
        int[] columns = [.. Enumerable.Range(0, frame.Width).Where(x => Enumerable.Range(0, frame.Height).Any(y => IsBody(frame, x, y)))];
        Assert.InRange(columns.Average(), 120, 200);
        Assert.InRange(columns.Length, 10, 120);
    }

    [RenderingFact]
    public void A_picture_shows_the_state_and_equal_states_look_equal()
    {
        using var hopper = new Hopper();
        hopper.Reset(0);
        byte[] first = hopper.Render().Pixels;
        hopper.SetState([0, 1.25, 0.15, -0.5, -0.5, 0.5], new double[6]);
        byte[] leaning = hopper.Render().Pixels;
        hopper.Reset(0);

        Assert.NotEqual(first, leaning);
        Assert.Equal(first, hopper.Render().Pixels);
    }

    private static bool IsBody(Frame frame, int x, int y)
    {
        int pixel = 3 * (y * frame.Width + x);
        return frame.Pixels[pixel] > frame.Pixels[pixel + 2] + 30;
    }
}
