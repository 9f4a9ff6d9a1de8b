using LaMo.Core.Trajectories;

namespace LaMo.Core.Tests.Trajectories;

public class WindowSamplerTests
{
    private const int ContextLength = 4;

    [Fact]
    public void WindowsAreConsecutiveStepsOfOneEpisodePaddedOnTheLeft()
    {
        TrajectoryDataset data = Datasets.OfLengths(7, 1, 3);
        var batch = new WindowBatch(200, ContextLength, data.StateSize, data.ActionSize);
        int steps = new WindowSampler(data, new SplitMix64(1)).Fill(batch);

        Assert.Equal(batch.Mask.Sum(), steps);
        for (int window = 0; window < batch.Size; window++)
        {
            int length = (int)batch.Mask.AsSpan(window * ContextLength, ContextLength).ToArray().Sum();
            Assert.InRange(length, 1, ContextLength);
            int first = window * ContextLength + ContextLength - length;
            float episode = batch.States[first * 2];
            for (int i = window * ContextLength; i < first; i++)
                Assert.Equal((0f, 0f, 0f, WindowBatch.PaddedAction, 0f, 0L),
                    (batch.Mask[i], batch.States[2 * i], batch.States[2 * i + 1], batch.Actions[i], batch.ReturnsToGo[i], batch.Timesteps[i]));
            for (int i = 0; i < length; i++)
            {
                float t = batch.States[first * 2 + 1] + i;
                Assert.Equal((1f, episode, t, 10 * episode + t, 100 * episode + t, (long)t),
                    (batch.Mask[first + i], batch.States[2 * (first + i)], batch.States[2 * (first + i) + 1], batch.Actions[first + i], batch.ReturnsToGo[first + i], batch.Timesteps[first + i]));
            }
            // A window is shorter than K only where its episode ends.
            if (length < ContextLength)
                Assert.Equal(episode == 0 ? 6 : episode == 1 ? 0 : 2, batch.Timesteps[first + length - 1]);
        }
    }

    [Fact]
    public void EveryStepIsEquallyLikelyToStartAWindow()
    {
        TrajectoryDataset data = Datasets.OfLengths(8, 1, 3);
        const int draws = 60_000;
        var batch = new WindowBatch(draws, contextLength: 1, data.StateSize, data.ActionSize);
        new WindowSampler(data, new SplitMix64(2)).Fill(batch);
        double expected = (double)draws / data.StepCount;
        var counts = batch.Actions.GroupBy(action => action).ToDictionary(group => group.Key, group => group.Count());
        Assert.Equal(data.StepCount, counts.Count);
        // Chi-square with 11 degrees of freedom: 31.3 is its 99.9 % quantile.
        Assert.True(counts.Values.Sum(count => (count - expected) * (count - expected) / expected) < 31.3);
    }

    [Fact]
    public void EqualSeedsDrawEqualBatches()
    {
        TrajectoryDataset data = Datasets.OfLengths(7, 5);
        float[] Draw()
        {
            var batch = new WindowBatch(16, ContextLength, data.StateSize, data.ActionSize);
            new WindowSampler(data, new SplitMix64(3)).Fill(batch);
            return batch.States;
        }
        Assert.Equal(Draw(), Draw());
    }
}
