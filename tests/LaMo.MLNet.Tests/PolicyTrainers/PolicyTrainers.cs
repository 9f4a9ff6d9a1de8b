using LaMo.Core.Trajectories;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.MLNet.Tests;

/// <summary>Every trainer of policies with options that train in a fraction of a second.</summary>
internal static class PolicyTrainers
{
    public const int ActionCount = 3;

    private static readonly Dictionary<string, Func<PolicyTrainerOptions>> _options = new()
    {
        ["BehaviorCloning"] = () => new BehaviorCloningTrainer.Options(),
        ["BehaviorCloning of the last 3 states"] = () => new BehaviorCloningTrainer.Options { ContextLength = 3, BestFraction = 0.5 },
        ["discrete BehaviorCloning"] = () => new BehaviorCloningTrainer.Options(),
        ["Td3Bc"] = () => new Td3BcTrainer.Options(),
        ["Iql"] = () => new IqlTrainer.Options(),
        ["Cql"] = () => new CqlTrainer.Options { SampledActions = 2 },
        ["discrete Cql"] = () => new CqlTrainer.Options(),
    };

    public static TheoryData<string> Names => [.. _options.Keys];

    public static TheoryData<string> MarkovNames => [.. _options.Keys.Where(IsMarkov)];

    public static bool IsDiscrete(string trainer) => trainer.StartsWith("discrete", StringComparison.Ordinal);

    public static bool IsMarkov(string trainer) => !trainer.EndsWith("states", StringComparison.Ordinal);

    public static bool HasValues(string trainer) => !trainer.Contains("BehaviorCloning");

    public static PolicyTrainerOptions Options(string trainer)
    {
        PolicyTrainerOptions options = _options[trainer]();
        (options.HiddenSizes, options.NumberOfSteps, options.BatchSize, options.MaxAction) = ([8], 20, 8, 2);
        return options;
    }

    public static IEstimator<ITransformer> Create(MLContext ml, PolicyTrainerOptions options) => options switch
    {
        BehaviorCloningTrainer.Options cloning => ml.OfflineRL().Trainers.BehaviorCloning(cloning),
        Td3BcTrainer.Options td3Bc => ml.OfflineRL().Trainers.Td3Bc(td3Bc),
        IqlTrainer.Options iql => ml.OfflineRL().Trainers.Iql(iql),
        CqlTrainer.Options cql => ml.OfflineRL().Trainers.Cql(cql),
        _ => throw new ArgumentOutOfRangeException(nameof(options)),
    };

    public static IEstimator<ITransformer> Pipeline(MLContext ml, PolicyTrainerOptions options) =>
        ml.Transforms.NormalizeMeanVariance("State", fixZero: false).Append(Create(ml, options));

    /// <summary>Steps with the actions that a trainer takes; of three discrete ones the first is taken where the state's first value is lowest.</summary>
    public static IDataView Load(MLContext ml, string trainer, List<Step> steps)
    {
        if (!IsDiscrete(trainer))
            return ml.Load(steps);
        return ml.OfflineRL().LoadFromSteps(steps.Select(step => new Step
        {
            EpisodeId = step.EpisodeId,
            Timestep = step.Timestep,
            State = step.State,
            Action = [step.State[0] < 0 ? 0 : step.State[0] < 2 ? 1 : 2],
            Reward = step.Reward,
            Terminal = step.Terminal,
            Timeout = step.Timeout,
        }), TestSteps.StateSize, 1, ActionCount);
    }

    /// <summary>All that scoring adds, a row's numbers one after the other.</summary>
    public static float[][] Scores(string trainer, IDataView scored)
    {
        IEnumerable<float[]> rows = scored.GetColumn<float[]>(IsDiscrete(trainer) ? "Score" : "PredictedAction");
        if (IsDiscrete(trainer))
            rows = rows.Zip(scored.GetColumn<uint>("PredictedAction"), (row, key) => (float[])[key, .. row]);
        if (HasValues(trainer))
            rows = rows.Zip(scored.GetColumn<float>("Value"), (row, value) => (float[])[.. row, value]);
        return [.. rows];
    }
}
