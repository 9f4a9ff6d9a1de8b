using LaMo.Core.Evaluation;
using LaMo.Core.Policies;
using LaMo.Environments.Policies;
using LaMo.Environments.Reacher;
using LaMo.Environments.Rollouts;

namespace LaMo.Environments.Tests.Rollouts;

public sealed class RolloutTests
{
    [Fact]
    public void A_policy_is_reset_to_the_target_and_told_every_reward()
    {
        using var countdown = new Countdown();
        var policy = new Diary();

        RolloutResult result = Rollout.Run(countdown, policy, targetReturn: 7, episodes: 2, seed: 3);

        Assert.Equal(
            ["reset 7", "act 3", "observe 3", "act 2", "observe 2", "act 1", "observe 1", "reset 7", "act 4", "observe 4", "act 3", "observe 3", "act 2", "observe 2", "act 1", "observe 1"],
            policy.Entries);
        Assert.Equal(7, result.TargetReturn);
    }

    [Fact]
    public void Returns_lengths_mean_and_deviation_are_the_episodes()
    {
        using var countdown = new Countdown();

        RolloutResult result = Rollout.Run(countdown, new DoNothingPolicy(1), targetReturn: 0, episodes: 3, seed: 1);

        Assert.Equal([1.0, 3, 6], result.Returns);
        Assert.Equal([1, 2, 3], result.Lengths);
        Assert.Equal(10 / 3.0, result.Mean, 12);
        Assert.Equal(Math.Sqrt((1 + 9 + 36) / 3.0 - 100 / 9.0), result.StandardDeviation, 12);
    }

    [Fact]
    public void Equal_seeds_give_equal_returns()
    {
        using var reacher = new Reacher2d();

        RolloutResult first = Rollout.Run(reacher, new ReacherBehaviour(0.5, seed: 2), 0, episodes: 4, seed: 10);
        RolloutResult second = Rollout.Run(reacher, new ReacherBehaviour(0.5, seed: 2), 0, episodes: 4, seed: 10);
        RolloutResult tail = Rollout.Run(reacher, new ReacherBehaviour(), 0, episodes: 2, seed: 12);
        RolloutResult whole = Rollout.Run(reacher, new ReacherBehaviour(), 0, episodes: 4, seed: 10);

        Assert.Equal(first.Returns, second.Returns);
        Assert.Equal(whole.Returns.Skip(2), tail.Returns);
    }

    [Fact]
    public void Cancelling_ends_the_episode_under_way()
    {
        using var cancellation = new CancellationTokenSource();
        using var countdown = new Countdown();
        var policy = new Diary { OnAct = () => cancellation.Cancel() };

        Assert.Throws<OperationCanceledException>(() => Rollout.Run(countdown, policy, 0, episodes: 5, seed: 100, cancellation.Token));

        Assert.Equal(["reset 0", "act 100", "observe 100"], policy.Entries);
    }

    [Fact]
    public void At_least_one_episode_is_needed()
    {
        using var countdown = new Countdown();

        Assert.Throws<ArgumentOutOfRangeException>("episodes", () => Rollout.Run(countdown, new DoNothingPolicy(1), 0, episodes: 0));
    }

    /// <summary>Counts down from the seed to 0, where it terminates; the observation and the reward are the number.</summary>
    private sealed class Countdown : IEnvironment
    {
        private int _number;

        public int ObservationSize => 1;
        public int ActionSize => 1;
        public int MaxEpisodeSteps => int.MaxValue;
        public IReadOnlyList<float> ActionLow { get; } = [-1];
        public IReadOnlyList<float> ActionHigh { get; } = [1];
        public EvaluationProtocol Protocol => EvaluationProtocol.Reacher2d;

        public float[] Reset(int seed) => [_number = seed];

        public StepResult Step(ReadOnlySpan<float> action)
        {
            float reward = _number--;
            return new StepResult([_number], reward, Terminated: _number == 0, Truncated: false);
        }

        public void Dispose()
        {
        }
    }

    private sealed class Diary : IOnlinePolicy
    {
        public List<string> Entries { get; } = [];
        public Action? OnAct { get; init; }

        public void Reset(float targetReturn) => Entries.Add($"reset {targetReturn}");

        public float[] Act(ReadOnlySpan<float> observation)
        {
            Entries.Add($"act {observation[0]}");
            OnAct?.Invoke();
            return [0];
        }

        public void Observe(float reward) => Entries.Add($"observe {reward}");
    }
}
