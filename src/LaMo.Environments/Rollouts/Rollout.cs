using LaMo.Core.Policies;
using LaMo.Core.Trajectories;

namespace LaMo.Environments.Rollouts;

/// <summary>Plays a policy in a task to see what returns it reaches.</summary>
public static class Rollout
{
    /// <summary>Plays whole episodes one after the other.</summary>
    /// <param name="environment">The task.</param>
    /// <param name="policy">The policy, which is reset before each episode.</param>
    /// <param name="targetReturn">The return to ask the policy for, in the task's own units.</param>
    /// <param name="episodes">The number of episodes, at least 1. The default is 20.</param>
    /// <param name="seed">The seed of the first episode; each further one takes the next, so that policies compared under one seed meet the same episodes.
    /// To evaluate on episodes that were not trained on, choose seeds beyond the recording's. The default is 0.</param>
    /// <param name="cancellationToken">Ends the work between two steps.</param>
    /// <returns>The returns reached.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static RolloutResult Run(
        IEnvironment environment, IOnlinePolicy policy, float targetReturn, int episodes = 20, int seed = 0, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(episodes, 1);
        cancellationToken.ThrowIfCancellationRequested();
        var returns = new double[episodes];
        var lengths = new int[episodes];
        for (int episode = 0; episode < episodes; episode++)
        {
            foreach (Step step in Episode.Play(environment, policy, targetReturn, unchecked(seed + episode), episode))
            {
                returns[episode] += step.Reward;
                lengths[episode]++;
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
        return new RolloutResult(targetReturn, returns, lengths);
    }
}
