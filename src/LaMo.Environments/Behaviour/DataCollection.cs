using LaMo.Core;
using LaMo.Core.Policies;
using LaMo.Core.Trajectories;
using LaMo.Environments.Policies;
using LaMo.Environments.Rollouts;

namespace LaMo.Environments.Behaviour;

/// <summary>Records datasets of the kinds that D4RL has (<see cref="DataQuality"/>), by real rollouts of trained policies.</summary>
public sealed class DataCollection
{
    private const int VectorSlots = 64;
    private const int ImageSlots = 4;

    private readonly string _task;
    private readonly DataQuality _quality;
    private readonly BehaviourFolder? _policies;
    private readonly int? _threads;
    private readonly int _slots;

    /// <summary>Creates a collection.</summary>
    /// <param name="task">The task's name.</param>
    /// <param name="quality">Who plays.</param>
    /// <param name="policies">The task's policies; random data need none.</param>
    /// <param name="threads">The threads that the environments take their steps on; the data do not depend on it. The default is one for each processor.</param>
    /// <exception cref="ArgumentException">Policies are needed and there are none, or they are another task's.</exception>
    public DataCollection(string task, DataQuality quality, BehaviourFolder? policies, int? threads = null)
    {
        if (quality != DataQuality.Random && policies is null)
            throw new ArgumentException($"{quality} data need trained policies.", nameof(policies));
        if (policies?.IsOf(task) == false)
            throw new ArgumentException($"The policies are for {policies.Card.Task}, not for {task}.", nameof(policies));
        (_task, _quality, _policies, _threads) = (task, quality, policies, threads);
        // Each slot holds the whole episode that is played there.
        using IEnvironment environment = TaskRegistry.Create(task);
        _slots = environment.Image is null ? VectorSlots : ImageSlots;
    }

    /// <summary>Records while it is enumerated; each enumeration records anew.</summary>
    /// <param name="steps">The number of steps. An episode that is cut there is marked as timed out. Replay data from a training's own folder have as many as were played, at most.</param>
    /// <param name="seed">What all chance follows from: equal seeds give equal data. The default is 0.</param>
    /// <returns>The steps, episode by episode; <see cref="Step.EpisodeId"/> counts from 0.</returns>
    public IEnumerable<Step> Record(int steps, int seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        return Steps(steps, seed);
    }

    private IEnumerable<Step> Steps(int steps, int seed)
    {
        Func<IBatchPolicy>[] players = Players();
        var random = new SplitMix64(seed);
        int episode = -1;
        if (_quality == DataQuality.MediumReplay && _policies!.HasReplay)
        {
            foreach (Step step in Cut(Some(_policies.Replay(), steps, random).SelectMany(steps => steps), steps))
            {
                step.EpisodeId = step.Timestep == 0 ? ++episode : episode;
                yield return step;
            }
            yield break;
        }
        for (int i = 0; i < players.Length; i++)
        {
            // The parts' sizes differ by one at most and add up.
            int share = (int)((i + 1L) * steps / players.Length - (long)i * steps / players.Length);
            foreach (Step step in Play(players[i], share, random))
            {
                step.EpisodeId = step.Timestep == 0 ? ++episode : episode;
                yield return step;
            }
        }
    }

    private Func<IBatchPolicy>[] Players() => (_quality, _policies) switch
    {
        (DataQuality.Medium, { } policies) => [policies.Medium],
        (DataQuality.Expert, { } policies) => [policies.Expert],
        (DataQuality.MediumExpert, { } policies) => [policies.Medium, policies.Expert],
        (DataQuality.MediumReplay, { } policies) => [.. Enumerable.Range(0, policies.Card.Replay.Count).Select(i => new Func<IBatchPolicy>(() => policies.Snapshot(i)))],
        _ => [Random],
    };

    private RandomPolicy Random()
    {
        using IEnvironment environment = TaskRegistry.Create(_task);
        return new RandomPolicy(environment);
    }

    private IEnumerable<Step> Play(Func<IBatchPolicy> create, int steps, SplitMix64 random)
    {
        if (steps == 0)
            yield break;
        IBatchPolicy policy = create();
        using var ending = policy as IDisposable;
        using var rollout = new BatchRollout(() => TaskRegistry.Create(_task), _slots, _threads);
        foreach (Step step in Cut(rollout.Play(policy, Requests(random), steps).SelectMany(episode => episode), steps))
            yield return step;
    }

    /// <summary>Episodes drawn without regard to what happens in them, in the order in which they were played; all if so many steps are wanted.</summary>
    private static IEnumerable<IReadOnlyList<Step>> Some(IReadOnlyList<IReadOnlyList<Step>> episodes, int steps, SplitMix64 random)
    {
        int[] order = [.. Enumerable.Range(0, episodes.Count)];
        int taken = 0;
        for (; taken < order.Length && steps > 0; taken++)
        {
            int drawn = taken + random.Next(order.Length - taken);
            (order[taken], order[drawn]) = (order[drawn], order[taken]);
            steps -= episodes[order[taken]].Count;
        }
        return order[..taken].Order().Select(number => episodes[number]);
    }

    /// <summary>The first steps; an episode that is cut is marked.</summary>
    private static IEnumerable<Step> Cut(IEnumerable<Step> recorded, int steps)
    {
        foreach (Step step in recorded)
        {
            steps--;
            step.Timeout |= steps == 0 && !step.Terminal;
            yield return step;
            if (steps == 0)
                yield break;
        }
    }

    private static IEnumerable<EpisodeRequest> Requests(SplitMix64 random)
    {
        while (true)
            yield return new EpisodeRequest((int)random.Next());
    }
}
