using LaMo.Core.Trajectories;

namespace LaMo.Core.Tests.Trajectories;

/// <summary>Small datasets whose values tell where they come from: step t of episode e has state (e, t), action 10 e + t and return-to-go 100 e + t.</summary>
internal static class Datasets
{
    public static TrajectoryDataset OfLengths(params int[] lengths)
    {
        var builder = new TrajectoryDatasetBuilder(stateSize: 2, actionSize: 1);
        for (int episode = 0; episode < lengths.Length; episode++)
        {
            builder.BeginEpisode();
            for (int t = 0; t < lengths[episode]; t++)
                builder.Add([episode, t], [10 * episode + t], 100 * episode + t, t);
        }
        return builder.Build();
    }

    /// <summary>A task that can be learnt: the action is a linear function of the state, whatever the history.</summary>
    public static TrajectoryDataset Linear(int episodes = 20, int length = 12)
    {
        var random = new Random(7);
        var builder = new TrajectoryDatasetBuilder(stateSize: 3, actionSize: 2);
        for (int episode = 0; episode < episodes; episode++)
        {
            builder.BeginEpisode();
            for (int t = 0; t < length; t++)
            {
                float[] s = [.. Enumerable.Range(0, 3).Select(_ => 2 * random.NextSingle() - 1)];
                builder.Add(s, [s[0] - s[1], 0.5f * s[2]], (length - t) / 10f, t);
            }
        }
        return builder.Build();
    }
}
