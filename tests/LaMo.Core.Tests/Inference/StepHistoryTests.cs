using LaMo.Core.Inference;
using LaMo.Core.Trajectories;

namespace LaMo.Core.Tests.Inference;

public class StepHistoryTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100)]
    public void WindowsAreTheSameHoweverOftenTheHistoryIsTrimmed(int capacity)
    {
        const int contextLength = 4;
        int[] lengths = [6, 1, 2, 9];
        var history = new StepHistory(contextLength, stateSize: 1, actionSize: 1, capacity);
        var batch = new WindowBatch(1, contextLength, 1, 1);
        int sinceTrim = 0;
        for (int episode = 0; episode < lengths.Length; episode++)
            for (int t = 0; t < lengths[episode]; t++)
            {
                if (sinceTrim++ % capacity == 0)
                    history.Trim();
                int step = history.Add(beginsEpisode: t == 0, returnToGo: 100 * episode + t, timestep: t);
                history.State(step)[0] = episode;
                history.Action(step)[0] = t;
                history.FillWindow(step, batch, 0);

                int length = Math.Min(t + 1, contextLength);
                Assert.Equal(length, batch.Mask.Sum());
                for (int i = 0; i < length; i++)
                {
                    int slot = contextLength - length + i;
                    long expected = t - length + 1 + i;
                    Assert.Equal((1f, expected, (float)episode, (float)expected, 100f * episode + expected),
                        (batch.Mask[slot], batch.Timesteps[slot], batch.States[slot], batch.Actions[slot], batch.ReturnsToGo[slot]));
                }
            }
    }
}
