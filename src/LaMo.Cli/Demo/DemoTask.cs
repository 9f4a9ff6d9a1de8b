using LaMo.Core.Evaluation;
using LaMo.Core.Trajectories;
using LaMo.Environments;
using LaMo.Environments.Behaviour;
using LaMo.Environments.Rollouts;
using LaMo.MLNet;
using Microsoft.ML;

namespace LaMo.Cli.Demo;

/// <summary>A task of the demo: how data are recorded in it, and how LaMo is trained on them in a few minutes.</summary>
internal sealed class DemoTask
{
    /// <summary>The task's name in <see cref="TaskRegistry"/>, and that of its files.</summary>
    public required string Name { get; init; }

    /// <summary>What is recorded, in words.</summary>
    public required string Recording { get; init; }

    /// <summary>Records by a context and a seed.</summary>
    public required Func<MLContext, int, IDataView> Record { get; init; }

    public required EvaluationProtocol Protocol { get; init; }

    /// <summary>The optimiser steps.</summary>
    public required int Steps { get; init; }

    /// <summary>After this time training ends even on a slow machine.</summary>
    public required TimeSpan TimeLimit { get; init; }

    public required double Dropout { get; init; }

    /// <summary>The share of the episodes that is held out: the weights that do best on them are kept.</summary>
    public required double ValidationFraction { get; init; }

    /// <summary>The episodes to play for each target return.</summary>
    public required int Rollouts { get; init; }

    /// <summary>By how much LaMo's score, of 100, is to be above that of doing nothing.</summary>
    public required double WideMargin { get; init; }

    /// <summary>Gymnasium's Hopper with little data: a small share of what a policy of medium quality plays.</summary>
    public static DemoTask Hopper(int recordedSteps, double dataRatio) => new()
    {
        Name = "hopper",
        Recording = FormattableString.Invariant($"{100 * dataRatio:0.##} % of the episodes of {recordedSteps} steps that a policy of medium quality plays"),
        Record = (ml, seed) =>
        {
            var collection = new DataCollection("hopper", DataQuality.Medium, BehaviourFolder.Open(BehaviourFolder.Included("hopper")));
            return ml.OfflineRL().SampleEpisodes(Load(ml, [.. collection.Record(recordedSteps, seed)]), dataRatio, seed);
        },
        Protocol = EvaluationProtocol.Hopper,
        Steps = 1000,
        TimeLimit = TimeSpan.FromSeconds(120),
        Dropout = 0.1,
        ValidationFraction = 0.1,
        Rollouts = 10,
        WideMargin = 10,
    };

    /// <summary>LaMo's two-link arm, played by a scripted policy of mixed quality.</summary>
    public static DemoTask Reacher2d(int episodes) => new()
    {
        Name = "reacher2d",
        Recording = $"{episodes} episodes by a scripted policy of mixed quality",
        Record = (ml, seed) => Load(ml, [.. BehaviourRecorder.ForReacher2d().Record(episodes, seed)]),
        Protocol = EvaluationProtocol.Reacher2d,
        Steps = 1500,
        TimeLimit = TimeSpan.FromSeconds(75),
        // So few noisy episodes are soon learnt by heart.
        Dropout = 0.2,
        // The noise in the recorded actions hides from a held-out loss what aiming better is worth.
        ValidationFraction = 0,
        Rollouts = 20,
        WideMargin = 20,
    };

    private static IDataView Load(MLContext ml, Step[] steps) => ml.OfflineRL().LoadFromSteps(steps, steps[0].State.Length, steps[0].Action.Length);
}
