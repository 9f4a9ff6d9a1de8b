using LaMo.Core.Policies;
using LaMo.Core.Serialization;

namespace LaMo.Environments.Rendering;

/// <summary>Films an episode.</summary>
public static class EpisodeFilm
{
    private const double FramesPerSecond = 25;

    /// <summary>Plays one episode and writes it as an animated PNG, at most 25 pictures a second of the task's own time.</summary>
    /// <param name="path">The file, written whole or not at all.</param>
    /// <param name="environment">The task, an <see cref="IRenderable"/>.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="targetReturn">The return to ask the policy for.</param>
    /// <param name="seed">The episode's seed. The default is 0.</param>
    /// <param name="maxFrames">The most pictures. The default is 250, ten seconds.</param>
    /// <returns>The episode's return.</returns>
    /// <exception cref="ArgumentException">The task cannot be looked at.</exception>
    public static double Record(string path, IEnvironment environment, IBatchPolicy policy, float targetReturn, int seed = 0, int maxFrames = 250)
    {
        if (environment is not IRenderable renderable)
            throw new ArgumentException($"{environment.GetType().Name} cannot be looked at: it is no {nameof(IRenderable)}.", nameof(environment));
        int stepsPerFrame = Math.Max((int)Math.Round(renderable.StepsPerSecond / FramesPerSecond), 1);
        var frames = new List<Frame>();
        double episodeReturn = 0;
        policy.Reset(0, targetReturn, seed);
        StepResult result = new(environment.Reset(seed), 0, false, false);
        var action = new float[environment.ActionSize];
        for (int step = 0; !result.Done; step++)
        {
            if (step % stepsPerFrame == 0 && frames.Count < maxFrames)
                frames.Add(renderable.Render());
            policy.Act([0], result.Observation, action);
            result = environment.Step(action);
            policy.Observe(0, result.Reward);
            episodeReturn += result.Reward;
        }
        AtomicFile.Write(path, stream => AnimatedPng.Write(stream, frames, renderable.StepsPerSecond / stepsPerFrame));
        return episodeReturn;
    }
}
