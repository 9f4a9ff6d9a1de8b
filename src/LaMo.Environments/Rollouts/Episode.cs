using LaMo.Core.Policies;
using LaMo.Core.Trajectories;

namespace LaMo.Environments.Rollouts;

/// <summary>A policy and an environment playing together.</summary>
internal static class Episode
{
    /// <summary>Plays one episode while it is enumerated.</summary>
    public static IEnumerable<Step> Play(IEnvironment environment, IOnlinePolicy policy, float targetReturn, int seed, int episodeId)
    {
        policy.Reset(targetReturn);
        float[] observation = environment.Reset(seed);
        bool done = false;
        for (int timestep = 0; !done; timestep++)
        {
            float[] action = policy.Act(observation);
            StepResult result = environment.Step(action);
            policy.Observe(result.Reward);
            yield return new Step
            {
                EpisodeId = episodeId,
                Timestep = timestep,
                State = observation,
                Action = action,
                Reward = result.Reward,
                Terminal = result.Terminated,
                Timeout = result.Truncated,
            };
            observation = result.Observation;
            done = result.Done;
        }
    }
}
