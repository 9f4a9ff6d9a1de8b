using LaMo.Core.Trajectories;
using LaMo.Environments.Learning;

namespace LaMo.Environments.Tests.Learning;

public sealed class ImageReductionTests
{
    [Fact]
    public void Of_four_pixels_the_brightest_is_seen()
    {
        var image = new ImageShape(2, 84, 90);
        var pixels = new float[image.Size];
        pixels[0] = 51; // the first frame's upper left corner
        pixels[image.FrameSize + 83 * 90 + 88] = 255; // the second frame's last row, last column but one
        var reduction = new ImageReduction(image);

        float[] seen = reduction.Apply(pixels);

        Assert.Equal((2, 42, 45), (reduction.Shape.Frames, reduction.Shape.Height, reduction.Shape.Width));
        Assert.Equal(0.2f, seen[0], 1e-6f);
        Assert.Equal(1, seen[^1]);
        Assert.Equal(2, seen.Count(pixel => pixel != 0));
    }

    [Fact]
    public void Small_images_and_numbers_stay_as_they_are()
    {
        var image = new ImageShape(1, 36, 40, IsBytes: false);
        float[] pixels = [.. Enumerable.Range(0, image.Size).Select(i => (float)i)];

        Assert.Equal(pixels, new ImageReduction(image).Apply(pixels));
    }
}
