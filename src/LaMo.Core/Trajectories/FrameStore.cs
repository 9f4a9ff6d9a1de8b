using System.Security.Cryptography;

namespace LaMo.Core.Trajectories;

/// <summary>
/// Stacks of frames as bytes. A stack that begins with the frames that the one before ends with, as the last frames of a screen do from step to step, takes the room of one frame.
/// </summary>
/// <param name="shape">The shape of a stack.</param>
internal sealed class FrameStore(ImageShape shape)
{
    private const int BlockSize = 1 << 22;

    // A million steps do not fit into one array.
    private readonly List<byte[]> _blocks = [];
    private readonly int _framesPerBlock = Math.Max(shape.Frames, BlockSize / shape.FrameSize);
    private int _count;

    /// <summary>Adds a stack.</summary>
    /// <param name="stack">Its pixels, <c>[frame, row, column]</c>.</param>
    /// <returns>The number of its first frame, by which it is found again.</returns>
    public int Add(ReadOnlySpan<byte> stack)
    {
        ReadOnlySpan<byte> added = stack;
        if (_count % _framesPerBlock != 0 && Stack(_count - shape.Frames)[shape.FrameSize..].SequenceEqual(stack[..^shape.FrameSize]))
            added = stack[^shape.FrameSize..];
        else if (_blocks.Count * _framesPerBlock - _count < shape.Frames)
        {
            _count = _blocks.Count * _framesPerBlock;
            _blocks.Add(new byte[_framesPerBlock * shape.FrameSize]);
        }
        added.CopyTo(_blocks[^1].AsSpan(_count % _framesPerBlock * shape.FrameSize));
        _count += added.Length / shape.FrameSize;
        return _count - shape.Frames;
    }

    /// <summary>The pixels of a stack.</summary>
    /// <param name="firstFrame">The number of its first frame.</param>
    public ReadOnlySpan<byte> Stack(int firstFrame) => _blocks[firstFrame / _framesPerBlock].AsSpan(firstFrame % _framesPerBlock * shape.FrameSize, shape.Size);

    /// <summary>Adds all pixels to a hash.</summary>
    public void AppendTo(IncrementalHash hash) => _blocks.ForEach(hash.AppendData);
}
