using LaMo.Core.Trajectories;

namespace LaMo.Core.Tests.Trajectories;

public class ImageDatasetTests
{
    private static readonly ImageShape _shape = new(Frames: 4, Height: 40, Width: 50);

    [Fact]
    public void StatesComeBackAsTheyWere()
    {
        // 2200 frames of 2000 bytes take more than one block of 4 MiB, which ends at about frame 2100.
        (TrajectoryDataset data, byte[][] stacks) = Stacked(episodes: 4, length: 550);
        float[] state = new float[_shape.Size];
        foreach (int step in (int[])[.. Enumerable.Range(0, 10), .. Enumerable.Range(1095, 10), .. Enumerable.Range(2050, 150)])
        {
            data.CopyStates(step, state);
            Assert.True(stacks[step].Zip(state).All(pair => pair.First == pair.Second), $"step {step}");
        }
        Assert.Empty(data.States);
    }

    [Fact]
    public void FramesThatConsecutiveStacksShareAreKeptOnce()
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        var builder = new TrajectoryDatasetBuilder(_shape, actionSize: 1);
        builder.BeginEpisode();
        byte[][] frames = Frames(4003, seed: 1);
        foreach (byte[] stack in Stacks(frames).Skip(3))
            builder.AddImage(stack, [0], 0, builder.StepCount);
        TrajectoryDataset data = builder.Build();
        long size = GC.GetTotalMemory(forceFullCollection: true) - before - frames.Length * (long)_shape.FrameSize;
        Assert.InRange(size, 0, 4000L * _shape.FrameSize * 3 / 2);
        GC.KeepAlive(frames);
        GC.KeepAlive(data);
    }

    [Fact]
    public void SomeEpisodesHaveTheirOwnStates()
    {
        (TrajectoryDataset data, byte[][] stacks) = Stacked(episodes: 3, length: 7);
        TrajectoryDataset selected = data.Select([2, 0]);
        float[] states = new float[14 * _shape.Size];
        selected.CopyStates(0, states);
        Assert.Equal([.. stacks[14..21].SelectMany(stack => stack), .. stacks[..7].SelectMany(stack => stack)], states.Select(pixel => (byte)pixel));
        Assert.NotEqual(data.Fingerprint(), selected.Fingerprint());
        Assert.Equal(data.Fingerprint(), Stacked(episodes: 3, length: 7).Data.Fingerprint());
    }

    [Fact]
    public void WindowsHoldTheImagesOfTheirSteps()
    {
        (TrajectoryDataset data, byte[][] stacks) = Stacked(episodes: 2, length: 3);
        var batch = new WindowBatch(1, contextLength: 4, data.StateSize, data.ActionSize);
        Array.Fill(batch.States, 9);
        Assert.Equal(2, data.FillWindow(start: 4, batch, window: 0));
        Assert.Equal([.. new byte[2 * _shape.Size], .. stacks[4], .. stacks[5]], batch.States.Select(pixel => (byte)pixel));
    }

    [Fact]
    public void StatesOfTheOtherKindAreRefused()
    {
        var images = new TrajectoryDatasetBuilder(_shape, 1);
        images.BeginEpisode();
        Assert.Throws<InvalidOperationException>(() => images.Add(new float[_shape.Size], [0], 0, 0));
        Assert.Contains("3 values, expected 8000", Assert.Throws<ArgumentException>(() => images.AddImage([1, 2, 3], [0], 0, 0)).Message);
        var vectors = new TrajectoryDatasetBuilder(2, 1);
        vectors.BeginEpisode();
        Assert.Throws<InvalidOperationException>(() => vectors.AddImage([1, 2], [0], 0, 0));
    }

    private static (TrajectoryDataset Data, byte[][] Stacks) Stacked(int episodes, int length)
    {
        var builder = new TrajectoryDatasetBuilder(_shape, actionSize: 1);
        var all = new List<byte[]>();
        for (int episode = 0; episode < episodes; episode++)
        {
            builder.BeginEpisode();
            foreach (byte[] stack in Stacks(Frames(length, seed: episode)))
            {
                builder.AddImage(stack, [episode], 0, all.Count % length);
                all.Add(stack);
            }
        }
        return (builder.Build(), [.. all]);
    }

    private static byte[][] Frames(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            byte[] frame = new byte[_shape.FrameSize];
            random.NextBytes(frame);
            return frame;
        })];
    }

    /// <summary>The last frames up to each; black ones before the first.</summary>
    private static IEnumerable<byte[]> Stacks(byte[][] frames) => frames.Select((_, last) =>
        (byte[])[.. Enumerable.Range(last - _shape.Frames + 1, _shape.Frames).SelectMany(i => i < 0 ? new byte[_shape.FrameSize] : frames[i])]);
}
