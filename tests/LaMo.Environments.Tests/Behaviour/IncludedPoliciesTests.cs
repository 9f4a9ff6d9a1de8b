using LaMo.Environments.Behaviour;
using LaMo.Environments.Rollouts;

namespace LaMo.Environments.Tests.Behaviour;

public sealed class IncludedPoliciesTests
{
    public static TheoryData<string> Tasks => [.. Directory.GetDirectories(Path.GetDirectoryName(BehaviourFolder.Included("any"))!).Select(path => Path.GetFileName(path))];

    [Theory]
    [MemberData(nameof(Tasks))]
    public void Policies_play_as_their_card_says(string task)
    {
        BehaviourFolder folder = BehaviourFolder.Open(BehaviourFolder.Included(task));
        using BehaviourPolicy medium = folder.Medium(), expert = folder.Expert();

        Assert.Equal(task, folder.Card.Task);
        Assert.InRange(folder.Card.Expert.Episodes, 20, int.MaxValue);
        // Scores differ a little with the processor's arithmetic, and over few episodes.
        Assert.Equal(folder.Card.Expert.SampledScore, Score(expert), 0.2 * folder.Card.Expert.SampledScore);
        Assert.Equal(folder.Card.Medium.SampledScore, Score(medium), 0.25 * folder.Card.Medium.SampledScore);
        Assert.InRange(folder.Card.Medium.Score / folder.Card.Expert.Score, 0.2, 0.5);
        Assert.All(Directory.GetFiles(BehaviourFolder.Included(task)), path => Assert.InRange(new FileInfo(path).Length, 1, 300_000));
        for (int i = 0; i < folder.Card.Replay.Count; i++)
            folder.Snapshot(i).Dispose();

        double Score(BehaviourPolicy policy)
        {
            using var rollout = new BatchRollout(() => TaskRegistry.Create(task), slots: 10);
            using IEnvironment environment = TaskRegistry.Create(task);
            return 100 * environment.Protocol.NormalizedScore(rollout.Run(policy, 0, episodes: 10, seed: 77).Mean);
        }
    }

    [Fact]
    public void Hopper_is_played_well() => Assert.InRange(BehaviourFolder.Open(BehaviourFolder.Included("hopper")).Card.Expert.Score, 60, 130);
}
