using LaMo.Core.Networks;
using LaMo.Core.Trajectories;
using LaMo.MLNet;
using Microsoft.ML;

namespace LaMo.MLNet.Tests;

/// <summary>Small trajectory datasets.</summary>
internal static class TestSteps
{
    public const int StateSize = 3;
    public const int ActionSize = 2;

    /// <summary>Episodes of a task whose action is a linear function of the state.</summary>
    public static List<Step> Linear(params int[] lengths)
    {
        var random = new Random(5);
        var steps = new List<Step>();
        for (int episode = 0; episode < lengths.Length; episode++)
            for (int t = 0; t < lengths[episode]; t++)
            {
                float[] s = [.. Enumerable.Range(0, StateSize).Select(_ => 4 * random.NextSingle() - 1)];
                steps.Add(new Step
                {
                    EpisodeId = episode,
                    Timestep = t,
                    State = s,
                    Action = [0.3f * (s[0] - s[1]), 0.2f * s[2]],
                    Reward = random.Next(3),
                    Timeout = t == lengths[episode] - 1,
                });
            }
        return steps;
    }

    public static IDataView Load(this MLContext ml, IEnumerable<Step> steps) => ml.OfflineRL().LoadFromSteps(steps, StateSize, ActionSize);

    /// <summary>A model that trains in a fraction of a second.</summary>
    /// <param name="pretrainedModel">What its transformer begins with; without one it has a small shape of its own.</param>
    public static LaMoTrainer.Options SmallOptions(string? pretrainedModel = null) => new()
    {
        PretrainedModel = pretrainedModel,
        ContextLength = 4,
        MaxEpisodeLength = 16,
        Width = pretrainedModel is null ? 16 : null,
        NumberOfLayers = pretrainedModel is null ? 1 : null,
        NumberOfHeads = pretrainedModel is null ? 2 : null,
        Adaptation = new Adaptation { Lora = new LoraConfig { Rank = 4 } },
        NumberOfSteps = 20,
        BatchSize = 8,
        WarmupSteps = 5,
        LearningRate = 3e-3,
        TransformerLearningRate = 3e-3,
    };

    public static IEstimator<ITransformer> Pipeline(this MLContext ml, LaMoTrainer.Options? options = null) =>
        ml.Transforms.NormalizeMeanVariance("State", fixZero: false)
            .Append(ml.Transforms.ReturnsToGo(scale: 10))
            .Append(ml.OfflineRL().Trainers.LaMo(options ?? SmallOptions()));

    public static float[][] PredictedActions(IDataView scored) => [.. Microsoft.ML.Data.ColumnCursorExtensions.GetColumn<float[]>(scored, "PredictedAction")];
}
