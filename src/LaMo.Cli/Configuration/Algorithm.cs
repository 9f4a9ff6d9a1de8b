using System.Text.Json.Serialization;
using LaMo.Core.Evaluation;
using LaMo.MLNet;
using Microsoft.ML;

namespace LaMo.Cli.Configuration;

/// <summary>The trainers, by their names in configurations.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Algorithm>))]
internal enum Algorithm
{
    LaMo,
    DecisionTransformer,
    WikiRL,
    BehaviorCloning,
    Td3Bc,
    Iql,
    Cql,
}

/// <summary>The trainers and their options.</summary>
internal static class Algorithms
{
    /// <summary>The options that a trainer has for a task.</summary>
    /// <param name="algorithm">The trainer.</param>
    /// <param name="task">The task; <see langword="null"/> for the options of no task in particular.</param>
    public static TrainerOptions NewOptions(this Algorithm algorithm, EvaluationProtocol? task = null) => algorithm switch
    {
        Algorithm.LaMo => task is null ? new LaMoTrainer.Options() : LaMoTrainer.Options.ForTask(task),
        Algorithm.DecisionTransformer => task is null ? new DecisionTransformerTrainer.Options() : DecisionTransformerTrainer.Options.ForTask(task),
        Algorithm.WikiRL => task is null ? new WikiRLTrainer.Options() : WikiRLTrainer.Options.ForTask(task),
        Algorithm.BehaviorCloning => new BehaviorCloningTrainer.Options(),
        Algorithm.Td3Bc => new Td3BcTrainer.Options(),
        Algorithm.Iql => new IqlTrainer.Options(),
        Algorithm.Cql => new CqlTrainer.Options(),
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm)),
    };

    /// <summary>The trainer that options are for.</summary>
    public static IEstimator<ITransformer> CreateTrainer(this TrainerOptions options, MLContext ml)
    {
        OfflineRLTrainers trainers = ml.OfflineRL().Trainers;
        return options switch
        {
            LaMoTrainer.Options lamo => trainers.LaMo(lamo),
            DecisionTransformerTrainer.Options decisionTransformer => trainers.DecisionTransformer(decisionTransformer),
            WikiRLTrainer.Options wikiRL => trainers.WikiRL(wikiRL),
            BehaviorCloningTrainer.Options cloning => trainers.BehaviorCloning(cloning),
            Td3BcTrainer.Options td3Bc => trainers.Td3Bc(td3Bc),
            IqlTrainer.Options iql => trainers.Iql(iql),
            CqlTrainer.Options cql => trainers.Cql(cql),
            _ => throw new ArgumentOutOfRangeException(nameof(options)),
        };
    }
}
