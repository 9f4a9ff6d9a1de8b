using LaMo.Core.Trajectories;
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
        PlaysAs(folder.Card.Expert, expert);
        PlaysAs(folder.Card.Medium, medium);
        Assert.InRange(folder.Card.Medium.SampledScore / folder.Card.Expert.SampledScore, 0.2, 0.5);
        Assert.All(Directory.GetFiles(BehaviourFolder.Included(task)), path => Assert.InRange(new FileInfo(path).Length, 1, 300_000));
        for (int i = 0; i < folder.Card.Replay.Count; i++)
            folder.Snapshot(i).Dispose();

        void PlaysAs(PolicyCard card, BehaviourPolicy policy)
        {
            const int episodes = 10;
            using var rollout = new BatchRollout(() => TaskRegistry.Create(task), slots: episodes);
            using IEnvironment environment = TaskRegistry.Create(task);
            RolloutResult played = rollout.Run(policy, 0, episodes, seed: 77);
            // Scores differ a little with the processor's arithmetic, and over few episodes: by three standard errors.
            double scale = 100 / (environment.Protocol.ExpertReturn - environment.Protocol.RandomReturn);
            double tolerance = 0.15 * card.SampledScore + 3 * scale * played.StandardDeviation / Math.Sqrt(episodes);
            Assert.Equal(card.SampledScore, 100 * environment.Protocol.NormalizedScore(played.Mean), tolerance);
        }
    }

    /// <summary>The tasks that come along complete; the kitchen's model is the user's to bring.</summary>
    public static TheoryData<string> CompleteTasks => [.. TaskRegistry.Names.Where(name => !name.StartsWith("kitchen", StringComparison.Ordinal) && !name.EndsWith("-for-a-test", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(CompleteTasks))]
    public void Every_task_has_data_of_every_quality(string task)
    {
        using IEnvironment environment = TaskRegistry.Create(task);
        BehaviourFolder folder = BehaviourFolder.Open(BehaviourFolder.Included(task));

        Assert.All(Enum.GetValues<DataQuality>(), quality =>
        {
            Step[] steps = [.. new DataCollection(task, quality, folder).Record(24, seed: 1)];

            Assert.Equal(24, steps.Length);
            Assert.All(steps, step => Assert.Equal((environment.ObservationSize, environment.ActionSize), (step.State.Length, step.Action.Length)));
            Assert.All(steps, step => Assert.InRange(step.Action[0], environment.ActionLow[0], environment.ActionHigh[0]));
        });
    }

    [Theory]
    [InlineData("halfcheetah")]
    [InlineData("hopper")]
    [InlineData("walker2d")]
    public void Experts_walk_well(string task) => Assert.InRange(BehaviourFolder.Open(BehaviourFolder.Included(task)).Card.Expert.Score, 60, 130);
}
