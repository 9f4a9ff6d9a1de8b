using LaMo.Core.Policies;
using LaMo.Core.Trajectories;
using LaMo.Environments.Locomotion;
using LaMo.Environments.Reacher;
using LaMo.Environments.Rollouts;

namespace LaMo.Environments.Tests.Rollouts;

public sealed class BatchRolloutTests
{
    [Fact]
    public void Whatever_the_number_of_threads_the_steps_are_the_same_to_the_last_bit()
    {
        float[] one = Numbers(threads: 1), two = Numbers(threads: 2), many = Numbers(threads: 7);

        Assert.Equal(one, two);
        Assert.Equal(one, many);

        static float[] Numbers(int threads)
        {
            using var rollout = new BatchRollout(() => new Hopper(), slots: 5, threads);
            return [.. rollout.Play(new Wave(3), Enumerable.Range(0, 12).Select(seed => new EpisodeRequest(seed))).SelectMany(Values)];
        }
    }

    [Fact]
    public void Side_by_side_episodes_go_as_one_after_the_other()
    {
        using var rollout = new BatchRollout(() => new Hopper(), slots: 3);
        using var hopper = new Hopper();

        IReadOnlyList<Step>[] episodes = [.. rollout.Play(new Wave(3), Enumerable.Range(20, 7).Select(seed => new EpisodeRequest(seed)))];

        Assert.Equal(7, episodes.Length);
        for (int i = 0; i < episodes.Length; i++)
        {
            Step[] alone = [.. Episode.Play(hopper, new SingleWave(), targetReturn: 0, 20 + i, i)];
            Assert.Equal(alone.SelectMany(Numbers), episodes[i].SelectMany(Numbers));
        }

        static IEnumerable<float> Numbers(Step step) => Values([step]);
    }

    [Fact]
    public void Each_slot_gets_its_target_and_its_rewards()
    {
        using var rollout = new BatchRollout(() => new Reacher2d(), slots: 2);
        var policy = new Wave(2);

        IReadOnlyList<Step>[] episodes = [.. rollout.Play(policy, [new(1, 76), new(2, 40), new(3, 10)])];

        Assert.Equal([76f, 40, 10], policy.Targets);
        Assert.Equal(300, policy.Observed);
        Assert.Equal([0, 1, 2], episodes.Select(steps => steps[0].EpisodeId));
        Assert.All(episodes, steps => Assert.Equal((100, true), (steps.Count, steps[^1].Timeout)));
    }

    [Fact]
    public void No_more_episodes_are_begun_than_the_steps_wanted_need()
    {
        using var rollout = new BatchRollout(() => new Reacher2d(), slots: 8);
        var policy = new Wave(2);

        IReadOnlyList<Step>[] episodes = [.. rollout.Play(policy, Enumerable.Range(0, int.MaxValue).Select(seed => new EpisodeRequest(seed)), steps: 1050)];

        Assert.Equal((11, 11), (episodes.Length, policy.Targets.Count));
    }

    private static IEnumerable<float> Values(IEnumerable<Step> steps) =>
        steps.SelectMany(step => (float[])[step.EpisodeId, step.Timestep, .. step.State, .. step.Action, step.Reward, step.Terminal ? 1 : 0, step.Timeout ? 1 : 0]);

    private static float Action(float observation, int i) => MathF.Sin(9 * observation + i);

    private sealed class Wave(int actionSize) : IBatchPolicy
    {
        public List<float> Targets { get; } = [];

        public int Observed { get; private set; }

        public void Reset(int slot, float targetReturn, int seed) => Targets.Add(targetReturn);

        public void Act(ReadOnlySpan<int> slots, ReadOnlySpan<float> observations, Span<float> actions)
        {
            int size = observations.Length / slots.Length;
            for (int i = 0; i < actions.Length; i++)
                actions[i] = Action(observations[i / actionSize * size + 1], i % actionSize);
        }

        public void Observe(int slot, float reward) => Observed++;
    }

    private sealed class SingleWave : IOnlinePolicy
    {
        public void Reset(float targetReturn)
        {
        }

        public float[] Act(ReadOnlySpan<float> observation) => [Action(observation[1], 0), Action(observation[1], 1), Action(observation[1], 2)];

        public void Observe(float reward)
        {
        }
    }
}
