using LaMo.Core.Networks;
using LaMo.Core.Trajectories;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.MLNet.Tests;

/// <summary>Steps of a task with three named actions that a short training learns.</summary>
internal static class DiscreteSteps
{
    public static readonly string[] Names = ["left", "stay", "right"];

    /// <summary>A step whose action is text.</summary>
    public sealed class NamedStep
    {
        public int EpisodeId { get; set; }

        public int Timestep { get; set; }

        [VectorType(3)]
        public float[] State { get; set; } = [];

        public string Action { get; set; } = "";

        public float Reward { get; set; }
    }

    /// <summary>Episodes of 6 steps whose action is told by the largest value of the state.</summary>
    public static List<Step> Make(int episodes = 30)
    {
        var random = new Random(2);
        return [.. Enumerable.Range(0, episodes).SelectMany(episode => Enumerable.Range(0, 6).Select(t =>
        {
            int action = random.Next(3);
            float[] state = [random.NextSingle(), random.NextSingle(), random.NextSingle()];
            state[action] += 2;
            return new Step { EpisodeId = episode, Timestep = t, State = state, Action = [action], Reward = 1 };
        }))];
    }

    public static IEnumerable<NamedStep> Named(IEnumerable<Step> steps) => steps.Select(step => new NamedStep
    {
        EpisodeId = step.EpisodeId, Timestep = step.Timestep, State = step.State, Action = Names[(int)step.Action[0]], Reward = step.Reward,
    });

    public static IDataView LoadDiscrete(this MLContext ml, IEnumerable<Step> steps) => ml.OfflineRL().LoadFromSteps(steps, stateSize: 3, actionSize: 1, actionCount: 3);

    public static LaMoTrainer.Options Options(int steps = 20)
    {
        LaMoTrainer.Options options = TestSteps.SmallOptions();
        options.NumberOfSteps = steps;
        options.BatchSize = 16;
        options.Seed = 3;
        return options;
    }

    public static IEstimator<ITransformer> DiscretePipeline(this MLContext ml, int steps = 20) =>
        ml.Transforms.ReturnsToGo(scale: 10).Append(ml.OfflineRL().Trainers.LaMo(Options(steps)));
}
