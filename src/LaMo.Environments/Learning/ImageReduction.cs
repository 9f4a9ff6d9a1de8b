using LaMo.Core.Trajectories;

namespace LaMo.Environments.Learning;

/// <summary>Images as networks that play see them, so that they learn four times as fast: half the rows and columns, where they are many, each pixel the brightest of four. Bytes become numbers from 0 to 1.</summary>
internal sealed class ImageReduction
{
    private const int SmallestReduced = 72;

    private readonly ImageShape _image;
    private readonly int _factor;

    public ImageReduction(ImageShape image)
    {
        _image = image;
        _factor = Math.Min(image.Height, image.Width) < SmallestReduced ? 1 : 2;
        Shape = new ImageShape(image.Frames, image.Height / _factor, image.Width / _factor, IsBytes: false);
    }

    /// <summary>The shape of the images that come out.</summary>
    public ImageShape Shape { get; }

    public float[] Apply(ReadOnlySpan<float> image)
    {
        float scale = _image.IsBytes ? 1f / byte.MaxValue : 1;
        var reduced = new float[Shape.Size];
        for (int frame = 0; frame < Shape.Frames; frame++)
        {
            for (int row = 0; row < Shape.Height; row++)
            {
                ReadOnlySpan<float> from = image[(frame * _image.FrameSize + row * _factor * _image.Width)..];
                Span<float> to = reduced.AsSpan(frame * Shape.FrameSize + row * Shape.Width, Shape.Width);
                for (int column = 0; column < to.Length; column++)
                    to[column] = scale * (_factor == 1 ? from[column] : Brightest(from[(2 * column)..]));
            }
        }
        return reduced;
    }

    private float Brightest(ReadOnlySpan<float> corner) => Math.Max(Math.Max(corner[0], corner[1]), Math.Max(corner[_image.Width], corner[_image.Width + 1]));
}
