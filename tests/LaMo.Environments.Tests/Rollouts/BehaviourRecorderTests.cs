using LaMo.Core.Trajectories;
using LaMo.Environments.Reacher;
using LaMo.Environments.Rollouts;

namespace LaMo.Environments.Tests.Rollouts;

public sealed class BehaviourRecorderTests
{
    [Fact]
    public void Episodes_are_contiguous_counted_and_cut_by_the_time_limit()
    {
        Step[] steps = [.. BehaviourRecorder.ForReacher2d().Record(3)];

        Assert.Equal(300, steps.Length);
        for (int i = 0; i < steps.Length; i++)
        {
            Assert.Equal((i / 100, i % 100), (steps[i].EpisodeId, steps[i].Timestep));
            Assert.Equal((12, 2), (steps[i].State.Length, steps[i].Action.Length));
            Assert.False(steps[i].Terminal);
            Assert.Equal(i % 100 == 99, steps[i].Timeout);
            Assert.True(steps[i].Reward is 0 or 1);
        }
    }

    [Fact]
    public void A_step_holds_the_observation_before_its_action_and_the_reward_after()
    {
        Step[] steps = [.. BehaviourRecorder.ForReacher2d().Record(2, seed: 40)];
        using var reacher = new Reacher2d();

        foreach (IGrouping<int, Step> episode in steps.GroupBy(step => step.EpisodeId))
        {
            float[] observation = reacher.Reset(40 + episode.Key);
            foreach (Step step in episode)
            {
                Assert.Equal(observation, step.State);
                StepResult result = reacher.Step(step.Action);
                Assert.Equal(result.Reward, step.Reward);
                observation = result.Observation;
            }
        }
    }

    [Fact]
    public void Equal_seeds_give_equal_steps_to_the_last_bit_and_others_do_not()
    {
        BehaviourRecorder recorder = BehaviourRecorder.ForReacher2d();

        Assert.Equal(Flatten(recorder.Record(8, seed: 5)), Flatten(BehaviourRecorder.ForReacher2d().Record(8, seed: 5)));
        Assert.NotEqual(Flatten(recorder.Record(1, seed: 5)), Flatten(recorder.Record(1, seed: 6)));
    }

    [Fact]
    public void Two_enumerations_at_once_do_not_disturb_each_other()
    {
        IEnumerable<Step> recording = BehaviourRecorder.ForReacher2d().Record(2);
        float[] expected = Flatten(recording);

        (Step First, Step Second)[] together = [.. recording.Zip(recording)];

        Assert.Equal(expected, Flatten(together.Select(pair => pair.First)));
        Assert.Equal(expected, Flatten(together.Select(pair => pair.Second)));
    }

    [Fact]
    public void Recording_is_lazy_and_disposes_its_environment()
    {
        Reacher2d? reacher = null;
        var recorder = new BehaviourRecorder(() => reacher = new Reacher2d(), (_, seed) => new ReacherBehaviour(0, seed));

        IEnumerable<Step> recording = recorder.Record(1_000_000);
        Assert.Null(reacher);
        Assert.Equal(5, recording.Take(5).Count());

        Assert.Throws<ObjectDisposedException>(() => reacher!.Reset(0));
    }

    [Fact]
    public void The_noise_levels_are_mixed_in_turn()
    {
        double[] returns =
        [
            .. BehaviourRecorder.ForReacher2d([0, 1]).Record(20).GroupBy(step => step.EpisodeId).Select(episode => (double)episode.Sum(step => step.Reward)),
        ];

        Assert.True(returns.Where((_, episode) => episode % 2 == 0).Min() > returns.Where((_, episode) => episode % 2 == 1).Max());
    }

    [Fact]
    public void The_default_mixture_ranges_from_poor_to_expert()
    {
        double[] returns =
        [
            .. BehaviourRecorder.ForReacher2d().Record(40).GroupBy(step => step.EpisodeId).Select(episode => (double)episode.Sum(step => step.Reward)),
        ];

        Assert.True(returns.Min() < 15);
        Assert.True(returns.Max() > 85);
        Assert.InRange(returns.Average(), 40, 65);
    }

    [Fact]
    public void Meaningless_requests_throw_at_once()
    {
        Assert.Throws<ArgumentException>("noiseLevels", () => BehaviourRecorder.ForReacher2d([]));
        Assert.Throws<ArgumentOutOfRangeException>("episodes", () => BehaviourRecorder.ForReacher2d().Record(-1));
        Assert.Empty(BehaviourRecorder.ForReacher2d().Record(0));
    }

    private static float[] Flatten(IEnumerable<Step> steps) => [.. steps.SelectMany(step => (float[])[.. step.State, .. step.Action, step.Reward])];
}
