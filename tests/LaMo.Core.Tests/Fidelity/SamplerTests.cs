using LaMo.Core.Trajectories;

namespace LaMo.Core.Tests.Fidelity;

/// <summary>Training windows against those of Decision Transformer's procedure, as the independent PyTorch program draws and pads them.</summary>
public class SamplerTests
{
    private const int ContextLength = 5;
    private const int StateSize = 3;
    private const int ActionSize = 2;
    private const int LongestEpisode = 15;
    private const float Scale = 10;

    private readonly Fixture _fixture = Fixture.Load("sampler");

    [Fact]
    public void WindowsAreDrawnAsOftenAndFilledAsTheReferences()
    {
        TrajectoryDataset data = Data();
        float[] referenceCounts = _fixture.Values("counts");
        Dictionary<float, int> windowsByFirstState = Enumerable.Range(0, data.StepCount).ToDictionary(step => data.States[step * StateSize]);
        double[] counts = new double[data.StepCount];
        const int draws = 40_000;
        var batch = new WindowBatch(draws, ContextLength, StateSize, ActionSize);
        new WindowSampler(data, new SplitMix64(4)).Fill(batch);
        for (int drawn = 0; drawn < draws; drawn++)
        {
            int padding = batch.Mask.AsSpan(drawn * ContextLength, ContextLength).IndexOf(1f);
            int window = windowsByFirstState[batch.States[(drawn * ContextLength + padding) * StateSize]];
            if (counts[window]++ == 0)
                AssertEqual(batch, drawn, window, padding);
        }

        Assert.DoesNotContain(0, counts);
        // Two samples of one distribution: chi-square with 42 degrees of freedom, whose 99.9 % quantile is 76.1.
        double ratio = Math.Sqrt(referenceCounts.Sum() / draws);
        Assert.Equal(43, counts.Length);
        Assert.True(counts.Zip(referenceCounts, (ours, theirs) => Math.Pow(ours * ratio - theirs / ratio, 2) / (ours + theirs)).Sum() < 76.1);
    }

    private void AssertEqual(WindowBatch batch, int drawn, int window, int padding)
    {
        int first = drawn * ContextLength;
        Assert.Equal(_fixture.Entry("windows.mask", window), batch.Mask.AsSpan(first, ContextLength));
        Assert.Equal(_fixture.Entry("windows.actions", window), batch.Actions.AsSpan(first * ActionSize, ContextLength * ActionSize));
        // The reference pads states before it standardises them, so that its padding is -mean / sd; here they come standardised. No prediction sees either.
        Assert.Equal(_fixture.Entry("windows.states", window)[(padding * StateSize)..], batch.States.AsSpan((first + padding) * StateSize, (ContextLength - padding) * StateSize));
        for (int step = 0; step < ContextLength; step++)
        {
            Assert.Equal(_fixture.Entry("windows.returnsToGo", window)[step], batch.ReturnsToGo[first + step], 1e-6f);
            // The reference cuts timesteps off in the batch, here the network does.
            Assert.Equal(_fixture.Entry("windows.timesteps", window)[step], Math.Min(batch.Timesteps[first + step], LongestEpisode - 1));
        }
    }

    private TrajectoryDataset Data()
    {
        var builder = new TrajectoryDatasetBuilder(StateSize, ActionSize);
        int step = 0;
        foreach (int length in _fixture.Values("episodes.lengths").Select(length => (int)length))
        {
            float[] returnsToGo = _fixture.Values("episodes.rewards")[step..(step + length)];
            ReturnsToGo.Accumulate(returnsToGo, Scale, discount: 1);
            builder.BeginEpisode();
            for (int t = 0; t < length; t++, step++)
                builder.Add(_fixture.Entry("episodes.states", step), _fixture.Entry("episodes.actions", step), returnsToGo[t], t);
        }
        return builder.Build();
    }
}
