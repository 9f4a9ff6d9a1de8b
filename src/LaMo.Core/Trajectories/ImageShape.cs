namespace LaMo.Core.Trajectories;

/// <summary>The shape of a state that is an image: the last frames of a screen, one behind the other.</summary>
/// <param name="Frames">The number of frames, the oldest first.</param>
/// <param name="Height">The rows of a frame.</param>
/// <param name="Width">The columns of a frame.</param>
/// <param name="IsBytes">Whether pixels are bytes, 0 to 255, which enter a network divided by 255; otherwise they are Single and enter as they are.</param>
public sealed record ImageShape(int Frames, int Height, int Width, bool IsBytes = true)
{
    /// <summary>The fewest rows and columns of a frame that the convolutions of a network fit.</summary>
    public const int SmallestFrame = 36;

    /// <summary>The number of pixels of a frame.</summary>
    public int FrameSize => Height * Width;

    /// <summary>The number of values of a state.</summary>
    public int Size => Frames * FrameSize;
}
