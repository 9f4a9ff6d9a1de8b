using LaMo.Core.Evaluation;
using LaMo.Core.Trajectories;
using LaMo.Environments.Behaviour;
using LaMo.Environments.Learning;
using LaMo.Environments.Policies;
using LaMo.Environments.Rollouts;

namespace LaMo.Environments.Tests;

/// <summary>The worked example of docs/your-own-task.md.</summary>
public sealed class YourOwnTaskTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lamo-boat-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_boat_is_learnt_and_recorded()
    {
        TaskRegistry.Register("boat-for-a-test", () => new Boat());
        using (var training = new BehaviourTraining(() => TaskRegistry.Create("boat-for-a-test"), _folder, new BehaviourTrainingOptions { Updates = 1500, RandomSteps = 1000, HiddenSize = 32, BatchSize = 64, LearningRate = 3e-3f, UpdatesPerEvaluation = 500 }))
            training.Run();
        BehaviourFolder policies = BehaviourFolder.Choose(_folder, 1500, _folder, "boat-for-a-test", "a test", episodes: 5);

        Step[] steps = [.. new DataCollection("boat-for-a-test", DataQuality.Medium, policies).Record(500, seed: 1)];
        var replay = new DataCollection("boat-for-a-test", DataQuality.MediumReplay, policies);
        Step[] some = [.. replay.Record(700, seed: 1)], all = [.. replay.Record(int.MaxValue)];
        using var boat = new Boat();
        using var rollout = new BatchRollout(() => TaskRegistry.Create("boat-for-a-test"));
        double byChance = rollout.Run(new RandomPolicy(boat), 0).Mean;

        Assert.Equal((500, 700, policies.Card.Medium.Steps), (steps.Length, some.Length, all.Length));
        foreach (Step[] data in (Step[][])[some, all])
        {
            // What was really played: each step begins where the one before ended, which this task's place and speed show.
            foreach ((Step step, Step next) in data.Zip(data.Skip(1)).Where(pair => pair.First.EpisodeId == pair.Second.EpisodeId))
            {
                Assert.Equal(step.Timestep + 1, next.Timestep);
                Assert.Equal(step.State[0] + 0.1 * next.State[1], next.State[0], 1e-5);
                Assert.False(step.Terminal || step.Timeout);
            }
            Assert.All(data.GroupBy(step => step.EpisodeId), episode => Assert.True(episode.Last().Terminal || episode.Last().Timeout));
        }
        Assert.InRange(byChance, 0, 60);
        Assert.InRange(policies.Card.Expert.Return, 1.5 * byChance, 200);
    }

    private sealed class Boat() : EpisodicTask(actionLow: [-1f], actionHigh: [1f])
    {
        private double _place;
        private double _speed;
        private double _current;

        public override int ObservationSize => 2;

        public override EvaluationProtocol Protocol { get; } = new(10, 200, 100, [180, 90], 30, 200);

        protected override void Begin(Random random)
        {
            (_place, _speed) = (4 * random.NextDouble() - 2, 0);
            _current = random.NextDouble() - 0.5;
        }

        protected override (float Reward, bool Terminated) Advance(ReadOnlySpan<float> action)
        {
            _speed += 0.1 * (Math.Clamp(action[0], -1, 1) + _current - 0.5 * _speed);
            _place += 0.1 * _speed;
            return ((float)Math.Exp(-_place * _place), Math.Abs(_place) > 5);
        }

        protected override void Observe(Span<float> observation) => (observation[0], observation[1]) = ((float)_place, (float)_speed);
    }
}
