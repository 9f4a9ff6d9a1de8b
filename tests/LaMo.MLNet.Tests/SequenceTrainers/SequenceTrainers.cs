using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.MLNet.Tests;

/// <summary>Every trainer of sequence models with options that train in a fraction of a second.</summary>
internal static class SequenceTrainers
{
    private static readonly Dictionary<string, Func<SequenceTrainerOptions>> _options = new()
    {
        ["LaMo"] = () => TestSteps.SmallOptions(),
        ["DecisionTransformer"] = () => new DecisionTransformerTrainer.Options { Width = 16, NumberOfLayers = 1 },
        // Of the model that comes with the library, whose shape it cannot choose.
        ["WikiRL"] = () => new WikiRLTrainer.Options { NumberOfCentres = 20 },
    };

    public static TheoryData<string> Names => [.. _options.Keys];

    public static SequenceTrainerOptions Options(string trainer)
    {
        SequenceTrainerOptions options = _options[trainer]();
        (options.ContextLength, options.MaxEpisodeLength, options.NumberOfSteps, options.BatchSize) = (4, 16, 20, 8);
        (options.WarmupSteps, options.LearningRate) = (5, 3e-3);
        return options;
    }

    public static IEstimator<ITransformer> Create(MLContext ml, SequenceTrainerOptions options) => options switch
    {
        LaMoTrainer.Options lamo => ml.OfflineRL().Trainers.LaMo(lamo),
        DecisionTransformerTrainer.Options decisionTransformer => ml.OfflineRL().Trainers.DecisionTransformer(decisionTransformer),
        WikiRLTrainer.Options wikiRL => ml.OfflineRL().Trainers.WikiRL(wikiRL),
        _ => throw new ArgumentOutOfRangeException(nameof(options)),
    };

    public static IEstimator<ITransformer> Pipeline(MLContext ml, SequenceTrainerOptions options) =>
        ml.Transforms.NormalizeMeanVariance("State", fixZero: false).Append(ml.Transforms.ReturnsToGo(scale: 10)).Append(Create(ml, options));
}
