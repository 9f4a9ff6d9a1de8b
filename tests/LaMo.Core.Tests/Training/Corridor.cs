using LaMo.Core.Inference;
using LaMo.Core.Networks;
using LaMo.Core.Training;
using LaMo.Core.Trajectories;

namespace LaMo.Core.Tests.Training;

/// <summary>
/// A corridor of four cells, seen one-hot, whose right end is the goal: stepping out there ends the episode with a reward. An action in [-1, 1] is half the difference of the chances to
/// go right and left, so values are linear in it and the best actions, known by value iteration, are extremes. Those who recorded it mostly went left.
/// </summary>
internal static class Corridor
{
    public const int Cells = 4;
    public const double Discount = 0.9;
    public const double Goal = 10;

    // Two discrete actions: left and right, as likely as not to slip.
    private static readonly double[] _discreteActions = [-0.8, 0.8];

    /// <summary>Episodes by continuous actions.</summary>
    public static TransitionDataset Continuous(int episodes = 300) => Record(episodes, 0, random => (float)(random.NextDouble() < 0.7 ? -random.NextDouble() : 2 * random.NextDouble() - 1));

    /// <summary>Episodes by two discrete actions.</summary>
    public static TransitionDataset Discrete(int episodes = 300) => Record(episodes, _discreteActions.Length, random => random.NextDouble() < 0.75 ? 0 : 1);

    /// <summary>The values of the cells under the best policy.</summary>
    /// <param name="strength">The largest action.</param>
    public static double[] BestValues(double strength = 1) => Iterate((values, cell) => Math.Max(Backup(values, cell, strength), Backup(values, cell, -strength)));

    /// <summary>The values of the cells under the best discrete policy.</summary>
    public static double[] BestDiscreteValues() => BestValues(_discreteActions[1]);

    /// <summary>The values of the cells under a learnt policy.</summary>
    public static double[] ValuesOf(PolicyNetwork policy)
    {
        float[] actions = Output(policy).Actions;
        return Iterate((values, cell) => Backup(values, cell, policy.Config.IsDiscrete
            ? _discreteActions[DiscreteAction.MostProbable(actions.AsSpan(cell * _discreteActions.Length, _discreteActions.Length))]
            : actions[cell]));
    }

    /// <summary>The values of the cells under one action everywhere.</summary>
    public static double[] ValuesOf(double action) => Iterate((values, cell) => Backup(values, cell, action));

    /// <summary>What a policy does in each cell.</summary>
    public static PolicyOutput Output(PolicyNetwork policy) => policy.Predict([.. Enumerable.Range(0, Cells).SelectMany(OneHot)]);

    public static PolicyNetwork Train(TransitionDataset data, PolicyAlgorithm algorithm, int steps) =>
        new PolicyTraining(new PolicyTrainingOptions { Steps = steps, BatchSize = 64 }, TimeProvider.System).Train(data, algorithm, seed: 3);

    private static float[] OneHot(int cell) => [.. Enumerable.Range(0, Cells).Select(other => other == cell ? 1f : 0f)];

    private static double[] Iterate(Func<double[], int, double> backup)
    {
        double[] values = new double[Cells];
        for (int sweep = 0; sweep < 500; sweep++)
            values = [.. Enumerable.Range(0, Cells).Select(cell => backup(values, cell))];
        return values;
    }

    private static double Backup(double[] values, int cell, double action)
    {
        double right = cell == Cells - 1 ? Goal : Discount * values[cell + 1], left = Discount * values[Math.Max(cell - 1, 0)];
        return 0.5 * (1 + action) * right + 0.5 * (1 - action) * left;
    }

    private static TransitionDataset Record(int episodes, int actionCount, Func<Random, float> act)
    {
        var random = new Random(4);
        var builder = new TransitionDatasetBuilder(Cells, 1, actionCount);
        for (int episode = 0; episode < episodes; episode++)
        {
            builder.BeginEpisode();
            int cell = random.Next(Cells);
            bool ended = false;
            for (int step = 0; step < 20 && !ended; step++)
            {
                float action = act(random);
                double strength = actionCount > 0 ? _discreteActions[(int)action] : action;
                bool right = random.NextDouble() < 0.5 * (1 + strength);
                ended = right && cell == Cells - 1;
                builder.Add(OneHot(cell), [action], ended ? (float)Goal : 0, ended);
                cell = right ? cell + 1 : Math.Max(cell - 1, 0);
            }
        }
        return builder.Build();
    }
}
