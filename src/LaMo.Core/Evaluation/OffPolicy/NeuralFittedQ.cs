using LaMo.Core.Networks;
using LaMo.Core.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace LaMo.Core.Evaluation.OffPolicy;

/// <summary>
/// Fitted Q evaluation with networks: Q is regressed on r + gamma E Q_old(s', a'), a' ~ pi, with Q_old renewed every few steps
/// (Le, Voloshin and Yue, "Batch policy learning under constraints", ICML 2019, algorithm 3; Fu et al., "Benchmarks for deep off-policy evaluation", ICLR 2021).
/// Networks are fitted to all episodes and to resamples of them at once.
/// </summary>
public sealed class NeuralFittedQ
{
    private const int StepsPerTarget = 10;
    private const double PartBeforeCheck = 0.75;
    private const double Tolerance = 0.05;

    private readonly OffPolicyData _data;
    private readonly NeuralFittedQOptions _options;
    private readonly NetworkValues _networks;
    private readonly SplitMix64 _random;
    private readonly int[][] _transitions;
    private readonly bool[] _isTerminal;
    // What rewards are divided by, so that values are of the order of 1.
    private readonly float _scale;

    private NeuralFittedQ(OffPolicyData data, NeuralFittedQOptions options, NetworkValues networks, int[][] resamples, SplitMix64 random)
    {
        (_data, _options, _networks, _random) = (data, options, networks, random);
        LoggedEpisodes episodes = data.Episodes;
        int[] all = Transitions(episodes, resamples[0]);
        _transitions = [.. resamples.Select(counts => Transitions(episodes, counts) is { Length: > 0 } some ? some : all)];
        _isTerminal = new bool[episodes.StepCount];
        double squares = 0;
        for (int episode = 0; episode < episodes.Count; episode++)
        {
            _isTerminal[episodes.End(episode) - 1] = !episodes.IsCut(episode);
            double value = 0;
            for (int step = episodes.End(episode) - 1; step >= episodes.Start(episode); step--)
            {
                value = episodes.Rewards[step] + episodes.Discount * value;
                squares += value * value;
            }
        }
        _scale = squares > 0 ? (float)Math.Sqrt(squares / episodes.StepCount) : 1;
    }

    /// <summary>The expected discounted return.</summary>
    public double Value { get; private set; }

    /// <summary>The same from each resample.</summary>
    public IReadOnlyList<double> Replicates { get; private set; } = [];

    /// <summary>The values at the logged steps.</summary>
    public ActionValues Values { get; private set; } = new([], []);

    /// <summary>Whether the value stood still in the last quarter of the steps, and values follow from one another: r + gamma v(s') - q(s, a) is 0 on average.</summary>
    public bool HasConverged { get; private set; }

    /// <summary>Fits the networks. It seeds TorchSharp's global generator.</summary>
    /// <param name="data">The episodes and the policy's actions.</param>
    /// <param name="options">How to fit.</param>
    /// <param name="bootstrap">Where the resamples come from.</param>
    /// <param name="seed">What weights, batches and resamples follow from.</param>
    /// <param name="cancellation">Stops the fit between two steps.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static NeuralFittedQ Fit(OffPolicyData data, NeuralFittedQOptions options, EpisodeBootstrap bootstrap, int seed, CancellationToken cancellation = default)
    {
        using DisposeScope scope = NewDisposeScope();
        random.manual_seed(seed);
        var draws = new SplitMix64(seed);
        int[][] resamples = [.. Enumerable.Range(0, options.Replicates + 1).Select(_ => new int[data.Episodes.Count])];
        Array.Fill(resamples[0], 1);
        foreach (int[] resample in resamples.Skip(1))
            bootstrap.Draw(draws, resample);

        var fit = new NeuralFittedQ(data, options, new NetworkValues(data), resamples, draws);
        fit.Train(resamples, cancellation);
        return fit;
    }

    private void Train(int[][] resamples, CancellationToken cancellation)
    {
        using Mlp q = _networks.NewEnsemble(resamples.Length, _options.HiddenSize, _random), target = q.Clone();
        var optimizer = new AdamDescent(q.parameters(), _options.LearningRate);
        double valueBefore = double.NaN;
        for (int step = 0; step < _options.Steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            double part = (double)step / _options.Steps;
            if (step % StepsPerTarget == 0)
                target.CopyFrom(q);
            if (step == (int)(PartBeforeCheck * _options.Steps))
                valueBefore = InitialValue(q, resamples[..1])[0];
            optimizer.LearningRate = _options.LearningRate * Math.Min(2 * (1 - part), 1);
            TakeStep(q, target, optimizer);
        }

        double[] values = InitialValue(q, resamples);
        (Value, Replicates) = (values[0], values[1..]);
        Values = new ActionValues(OfAllSteps(_networks.OfAction), OfAllSteps(_networks.OfPolicyMean));
        HasConverged = Math.Max(Math.Abs(Value - valueBefore), ErrorOfValue()) <= Tolerance * Math.Max(Math.Abs(Value), _scale);

        double[] OfAllSteps(Func<Mlp, Tensor, Tensor> values) =>
            [.. NetworkValues.Evaluate(values, q, 1, [.. Enumerable.Range(0, _data.Episodes.StepCount)])[0].Select(value => (double)value * _scale)];
    }

    /// <param name="q">The networks.</param>
    /// <param name="target">The networks that give the value of what follows.</param>
    /// <param name="optimizer">The networks' optimiser.</param>
    private void TakeStep(Mlp q, Mlp target, AdamDescent optimizer)
    {
        using DisposeScope scope = NewDisposeScope();
        long[] steps = new long[q.Members * _options.BatchSize], next = new long[steps.Length];
        float[] rewards = new float[steps.Length], discounts = new float[steps.Length];
        for (int i = 0; i < steps.Length; i++)
        {
            int[] transitions = _transitions[i / _options.BatchSize];
            int step = transitions[_random.Next(transitions.Length)];
            steps[i] = step;
            next[i] = _isTerminal[step] ? step : step + 1;
            discounts[i] = _isTerminal[step] ? 0 : (float)_data.Episodes.Discount;
            rewards[i] = _data.Episodes.Rewards[step] / _scale;
        }
        Tensor goal;
        using (no_grad())
            goal = tensor(rewards).view(q.Members, -1) + tensor(discounts).view(q.Members, -1) * _networks.OfPolicy(target, tensor(next).view(q.Members, -1));
        optimizer.Step((_networks.OfAction(q, tensor(steps).view(q.Members, -1)) - goal).square().mean([1]).sum());
    }

    /// <summary>What the mean of r + gamma v(s') - q(s, a) adds up to over an episode.</summary>
    private double ErrorOfValue()
    {
        LoggedEpisodes episodes = _data.Episodes;
        double error = _transitions[0].Average(step =>
            episodes.Rewards[step] + (_isTerminal[step] ? 0 : episodes.Discount * Values.Policy[step + 1]) - Values.Logged[step]);
        double length = (double)episodes.StepCount / episodes.Count;
        return Math.Abs(error) * Math.Min(length, 1 / (1 - episodes.Discount));
    }

    /// <summary>The mean value of the first states of each resample by its own network.</summary>
    private double[] InitialValue(Mlp q, int[][] resamples)
    {
        LoggedEpisodes episodes = _data.Episodes;
        float[][] values = NetworkValues.Evaluate(_networks.OfPolicyMean, q, resamples.Length, [.. Enumerable.Range(0, episodes.Count).Select(episodes.Start)]);
        return [.. resamples.Select((counts, member) => counts.Zip(values[member], (count, value) => (double)count * value).Sum() / episodes.Count * _scale)];
    }

    /// <summary>The steps that a network learns from, as often as its resample has them.</summary>
    private static int[] Transitions(LoggedEpisodes episodes, int[] counts)
    {
        var steps = new List<int>();
        for (int episode = 0; episode < counts.Length; episode++)
        {
            // What followed the last step of an episode that was cut is not known.
            int length = episodes.Length(episode) - (episodes.IsCut(episode) ? 1 : 0);
            for (int copy = 0; copy < counts[episode]; copy++)
                steps.AddRange(Enumerable.Range(episodes.Start(episode), length));
        }
        return [.. steps];
    }
}
