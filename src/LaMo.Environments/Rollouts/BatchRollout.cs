using LaMo.Core.Policies;
using LaMo.Core.Trajectories;

namespace LaMo.Environments.Rollouts;

/// <summary>
/// Plays many episodes side by side: the policy chooses all actions of a step in one call, then the environments take their steps on several threads.
/// What happens depends on the requests alone, not on the number of threads.
/// </summary>
public sealed class BatchRollout : IDisposable
{
    private readonly Slot[] _slots;
    private readonly ParallelOptions _parallel;

    /// <summary>Creates the environments.</summary>
    /// <param name="createEnvironment">Makes one of the environments.</param>
    /// <param name="slots">How many episodes are played side by side. The default is 64.</param>
    /// <param name="threads">The threads that the environments take their steps on. The default is one for each processor.</param>
    public BatchRollout(Func<IEnvironment> createEnvironment, int slots = 64, int? threads = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(slots, 1);
        _parallel = new ParallelOptions { MaxDegreeOfParallelism = threads ?? Environment.ProcessorCount };
        _slots = [.. Enumerable.Range(0, slots).Select(number => new Slot(number, createEnvironment()))];
    }

    /// <summary>Plays episodes while they are enumerated; one enumeration at a time.</summary>
    /// <param name="policy">The policy; its slots are numbered from 0.</param>
    /// <param name="requests">The episodes to play. They are begun in this order, as slots become free.</param>
    /// <param name="steps">
    /// How many steps are wanted in all: no more episodes are begun than seem needed for them, by the mean length of those that are over. The default is
    /// <see langword="null"/>: all episodes are.
    /// </param>
    /// <returns>The steps of each episode, in the order of the requests; <see cref="Step.EpisodeId"/> is the request's number, from 0.</returns>
    public IEnumerable<IReadOnlyList<Step>> Play(IBatchPolicy policy, IEnumerable<EpisodeRequest> requests, int? steps = null) => Play(policy, requests, steps, keepStates: true);

    /// <summary>Plays whole episodes to see what returns a policy reaches.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="targetReturn">The return to ask the policy for, in the task's own units.</param>
    /// <param name="episodes">The number of episodes, at least 1. The default is 20.</param>
    /// <param name="seed">The seed of the first episode; each further one takes the next. The default is 0.</param>
    /// <returns>The returns reached.</returns>
    public RolloutResult Run(IBatchPolicy policy, float targetReturn, int episodes = 20, int seed = 0) => Run(policy, [targetReturn], episodes, seed)[0];

    /// <summary>Plays whole episodes for several target returns in one pass.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="targetReturns">The returns to ask the policy for, in the task's own units.</param>
    /// <param name="episodes">The number of episodes for each target, at least 1. The default is 20.</param>
    /// <param name="seed">The seed of the first episode; each further one takes the next, and all targets meet the same episodes. The default is 0.</param>
    /// <returns>The returns reached, target by target.</returns>
    public IReadOnlyList<RolloutResult> Run(IBatchPolicy policy, IReadOnlyList<float> targetReturns, int episodes = 20, int seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(episodes, 1);
        IEnumerable<EpisodeRequest> requests = targetReturns.SelectMany(target => Enumerable.Range(0, episodes).Select(i => new EpisodeRequest(unchecked(seed + i), target)));
        // Of whole episodes of images there may be gigabytes.
        (double Return, int Length)[] played = [.. Play(policy, requests, steps: null, keepStates: false).Select(steps => (steps.Sum(step => (double)step.Reward), steps.Count))];
        return [.. played.Chunk(episodes).Zip(targetReturns, (part, target) => new RolloutResult(target, [.. part.Select(one => one.Return)], [.. part.Select(one => one.Length)]))];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Slot slot in _slots)
            slot.Environment.Dispose();
    }

    private IEnumerable<IReadOnlyList<Step>> Play(IBatchPolicy policy, IEnumerable<EpisodeRequest> requests, int? steps, bool keepStates)
    {
        using IEnumerator<EpisodeRequest> waiting = requests.GetEnumerator();
        var finished = new Dictionary<int, IReadOnlyList<Step>>();
        int begun = 0, returned = 0, over = 0;
        long stepsOver = 0;
        foreach (Slot slot in _slots)
            slot.Steps = null;
        while (true)
        {
            foreach (Slot slot in _slots.Where(slot => slot.Steps is null))
            {
                if (StepsExpected() >= steps || !waiting.MoveNext())
                    break;
                slot.Begin(begun++, waiting.Current);
                policy.Reset(slot.Number, waiting.Current.TargetReturn, waiting.Current.Seed);
            }
            Slot[] active = [.. _slots.Where(slot => slot.Steps != null)];
            if (active.Length == 0)
                yield break;
            TakeStep(policy, active, keepStates);
            foreach (Slot slot in active.Where(slot => slot.IsDone))
            {
                finished.Add(slot.Episode, slot.Steps!);
                over++;
                stepsOver += slot.Steps!.Count;
                slot.Steps = null;
            }
            for (; finished.Remove(returned, out IReadOnlyList<Step>? episode); returned++)
                yield return episode;
        }

        double StepsExpected()
        {
            double length = over > 0 ? (double)stepsOver / over : _slots[0].Environment.MaxEpisodeSteps;
            return stepsOver + _slots.Sum(slot => slot.Steps is null ? 0 : Math.Max(length, slot.Steps.Count + 1));
        }
    }

    private void TakeStep(IBatchPolicy policy, Slot[] active, bool keepStates)
    {
        int observationSize = active[0].Environment.ObservationSize, actionSize = active[0].Environment.ActionSize;
        var observations = new float[active.Length * observationSize];
        var actions = new float[active.Length * actionSize];
        for (int i = 0; i < active.Length; i++)
            active[i].Observation.CopyTo(observations, i * observationSize);
        policy.Act([.. active.Select(slot => slot.Number)], observations, actions);
        if (_parallel.MaxDegreeOfParallelism == 1)
        {
            for (int i = 0; i < active.Length; i++)
                Step(i);
        }
        else
        {
            Parallel.For(0, active.Length, _parallel, Step);
        }
        foreach (Slot slot in active)
            policy.Observe(slot.Number, slot.Steps![^1].Reward);

        void Step(int i) => active[i].TakeStep(actions.AsSpan(i * actionSize, actionSize).ToArray(), keepStates);
    }

    /// <summary>A place where one episode after the other is played.</summary>
    private sealed class Slot(int number, IEnvironment environment)
    {
        public int Number => number;

        public IEnvironment Environment => environment;

        /// <summary>The episode that is played here, or was.</summary>
        public int Episode { get; private set; }

        /// <summary>The episode's steps so far; <see langword="null"/> if none is played.</summary>
        public List<Step>? Steps { get; set; }

        public float[] Observation { get; private set; } = [];

        public bool IsDone => Steps![^1] is { Terminal: true } or { Timeout: true };

        public void Begin(int episode, EpisodeRequest request)
        {
            Episode = episode;
            Steps = [];
            Observation = environment.Reset(request.Seed);
        }

        public void TakeStep(float[] action, bool keepState)
        {
            StepResult result = environment.Step(action);
            Steps!.Add(new Step
            {
                EpisodeId = Episode,
                Timestep = Steps.Count,
                State = keepState ? Observation : [],
                Action = action,
                Reward = result.Reward,
                Terminal = result.Terminated,
                Timeout = result.Truncated,
            });
            Observation = result.Observation;
        }
    }
}
