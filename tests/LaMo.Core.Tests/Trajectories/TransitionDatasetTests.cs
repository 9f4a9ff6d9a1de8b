using LaMo.Core.Trajectories;

namespace LaMo.Core.Tests.Trajectories;

public class TransitionDatasetTests
{
    [Fact]
    public void LastStepOfACutEpisodeIsNoTransition()
    {
        TransitionDataset data = Data((3, true), (2, false), (1, false), (1, true));
        // 0 1 2 | 3 4 | 5 | 6: steps 4 and 5 have no next state.
        Assert.Equal([0, 1, 2, 3, 6], data.Transitions);
    }

    [Fact]
    public void BatchesHoldWhatFollows()
    {
        TransitionDataset data = Data((3, true), (2, false));
        using var batch = new TransitionBatch(data, 200, contextLength: 1, withNext: true);
        batch.Fill(new SplitMix64(1));
        float[] states = batch.States.data<float>().ToArray(), next = batch.NextStates.data<float>().ToArray();
        float[] rewards = batch.Rewards.data<float>().ToArray(), continues = batch.Continues.data<float>().ToArray();
        for (int row = 0; row < 200; row++)
        {
            Assert.Equal(10 * states[row], rewards[row]);
            Assert.Equal(states[row] == 2 ? 0 : 1, continues[row]);
            if (continues[row] == 1)
                Assert.Equal(states[row] + 1, next[row]);
        }
        Assert.Equal([0, 1, 2, 3], states.Distinct().Order());
    }

    [Fact]
    public void ContextNeverReachesBackBeyondTheEpisode()
    {
        TransitionDataset data = Data((2, true), (4, false));
        using var batch = new TransitionBatch(data, 100, contextLength: 3, withNext: false);
        batch.Fill(new SplitMix64(1));
        string[] contexts = [.. batch.States.data<float>().ToArray().Chunk(3).Select(context => string.Join(" ", context)).Distinct().Order()];
        // Step 0 itself has state 0, as padding has.
        Assert.Equal(["0 0 0", "0 0 1", "0 0 2", "0 2 3", "2 3 4", "3 4 5"], contexts);
    }

    [Fact]
    public void BestEpisodesFillTheFraction()
    {
        // Returns 30, 10 * (3 + 4), 10 * 5, 10 * 6: an episode of one step beats a longer one of lower return.
        TransitionDataset data = Data((3, true), (2, false), (1, false), (1, true));
        Assert.Same(data, data.Best(1));
        TransitionDataset best = data.Best(0.5);
        Assert.Equal([3, 4, 6], best.States);
        Assert.Equal((2, 3), (best.EpisodeCount, best.StepCount));
        Assert.Equal((0, 2), best.EpisodeRange(0));
        Assert.Equal([0, 2], best.Transitions);
        // One at least, however small the fraction.
        Assert.Equal([3, 4], data.Best(0.01).States);
    }

    [Fact]
    public void RewardsAreShiftedThenScaled()
    {
        TransitionDataset data = Data((2, true));
        Assert.Equal([2, 22], data.WithRewards(scale: 2, shift: 1).Rewards);
        Assert.Same(data, data.WithRewards(scale: 1, shift: 0));
    }

    [Fact]
    public void FaultyStepsAreRefused()
    {
        var builder = new TransitionDatasetBuilder(1, 1, actionCount: 2);
        Assert.Throws<InvalidOperationException>(() => builder.Add([0], [0], 0, false));
        builder.BeginEpisode();
        Assert.Throws<ArgumentException>(() => builder.Add([0, 1], [0], 0, false));
        foreach (float action in (float[])[2, -1, 0.5f, float.NaN])
            Assert.Contains($"The action is {action}", Assert.Throws<ArgumentException>(() => builder.Add([0], [action], 0, false)).Message);
    }

    /// <summary>Episodes of given lengths whose step i has state i and reward 10 i.</summary>
    private static TransitionDataset Data(params (int Length, bool Terminal)[] episodes)
    {
        var builder = new TransitionDatasetBuilder(1, 1);
        foreach ((int length, bool terminal) in episodes)
        {
            builder.BeginEpisode();
            for (int t = 0; t < length; t++)
                builder.Add([builder.StepCount], [0], 10 * builder.StepCount, terminal && t == length - 1);
        }
        return builder.Build();
    }
}
