using LaMo.Core.Policies;
using LaMo.Core.Trajectories;
using LaMo.Environments.Reacher;

namespace LaMo.Environments.Rollouts;

/// <summary>Plays behaviour policies in a task and yields what happens as the steps of a trajectory dataset.</summary>
public sealed class BehaviourRecorder
{
    private readonly Func<IEnvironment> _createEnvironment;
    private readonly Func<int, int, IOnlinePolicy> _createBehaviour;

    /// <summary>Creates a recorder.</summary>
    /// <param name="createEnvironment">Makes the environment of one enumeration, which disposes it.</param>
    /// <param name="createBehaviour">Makes the policy of an episode, from the episode's number and its seed.</param>
    public BehaviourRecorder(Func<IEnvironment> createEnvironment, Func<int, int, IOnlinePolicy> createBehaviour)
    {
        _createEnvironment = createEnvironment;
        _createBehaviour = createBehaviour;
    }

    /// <summary>The noise levels that <see cref="ForReacher2d"/> mixes by default: from expert to poor.</summary>
    public static IReadOnlyList<double> DefaultNoiseLevels { get; } = [0, 0.25, 0.5, 1];

    /// <summary>A recorder of <see cref="ReacherBehaviour"/> in <see cref="Reacher2d"/> whose episodes take the noise levels in turn.</summary>
    /// <param name="noiseLevels">The levels. The default is <see cref="DefaultNoiseLevels"/>.</param>
    /// <returns>The recorder.</returns>
    public static BehaviourRecorder ForReacher2d(IReadOnlyList<double>? noiseLevels = null)
    {
        noiseLevels ??= DefaultNoiseLevels;
        if (noiseLevels.Count == 0)
            throw new ArgumentException("At least one noise level is needed.", nameof(noiseLevels));
        return new BehaviourRecorder(() => new Reacher2d(), (episode, seed) => new ReacherBehaviour(noiseLevels[episode % noiseLevels.Count], seed));
    }

    /// <summary>Records episodes while they are enumerated: nothing is kept, and each enumeration plays in an environment of its own.</summary>
    /// <param name="episodes">The number of episodes.</param>
    /// <param name="seed">The seed of the first episode; each further one takes the next. Equal seeds give equal steps to the last bit. The default is 0.</param>
    /// <returns>The steps, episode by episode; <see cref="Step.EpisodeId"/> counts from 0.</returns>
    public IEnumerable<Step> Record(int episodes, int seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(episodes);
        return Steps(episodes, seed);
    }

    private IEnumerable<Step> Steps(int episodes, int seed)
    {
        using IEnvironment environment = _createEnvironment();
        for (int episode = 0; episode < episodes; episode++)
        {
            int episodeSeed = unchecked(seed + episode);
            foreach (Step step in Episode.Play(environment, _createBehaviour(episode, episodeSeed), targetReturn: 0, episodeSeed, episode))
                yield return step;
        }
    }
}
