using LaMo.Core.Networks;
using LaMo.Core.Training;
using LaMo.Core.Trajectories;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LaMo.Core.Cql;

/// <summary>CQL on SAC (arXiv 1801.01290): a tanh-Gaussian actor with a tuned weight of its entropy, and twin critics with the conservative penalty.</summary>
internal sealed class CqlLearner : PolicyLearner
{
    private const double MinLogDeviation = -20;
    private const double MaxLogDeviation = 2;
    // Added to the actor's outputs, so that a fresh policy does not spread over all actions.
    private const double LogDeviationOffset = -1;

    private readonly CqlAlgorithm _algorithm;
    private readonly int _actionSize;
    private readonly TargetNetwork _targetCritic;
    private readonly Parameter _logEntropyWeight;
    private readonly AdamDescent _entropyOptimizer;
    private readonly AdamDescent _actorOptimizer;
    private readonly AdamDescent _criticOptimizer;
    private readonly PenaltyWeight? _penaltyWeight;

    public CqlLearner(CqlAlgorithm algorithm, PolicyNetworkConfig config, SplitMix64 random)
        : base(random, "critic loss", "penalty", "actor loss", "entropy", "value")
    {
        _algorithm = algorithm;
        _actionSize = config.ActionSize;
        Policy = new PolicyNetwork(config, random);
        Keep("policy", Policy);
        _targetCritic = Follow("target_critic", Policy.Critic, algorithm.Polyak);
        _logEntropyWeight = Keep("log_entropy_weight", new Parameter(zeros(1)));
        _entropyOptimizer = Optimize([_logEntropyWeight], algorithm.ActorLearningRate);
        _actorOptimizer = Optimize(Policy.Actor.parameters(), algorithm.ActorLearningRate);
        _criticOptimizer = Optimize(Policy.Critic.parameters(), algorithm.CriticLearningRate);
        if (algorithm.LagrangeThreshold is double threshold)
        {
            Parameter logWeight = Keep("log_penalty_weight", new Parameter(ones(1)));
            _penaltyWeight = new PenaltyWeight(logWeight, Optimize([logWeight], algorithm.CriticLearningRate), threshold);
        }
    }

    public override PolicyNetwork Policy { get; }

    public override void TakeStep(TransitionBatch batch, int step)
    {
        (Tensor means, Tensor logDeviations) = Distribution(batch.States);
        (Tensor squashed, Tensor logDensity) = Gaussian.SampleTanh(means, logDeviations, Normal(means.shape));
        Tensor entropyWeight = _logEntropyWeight.exp().detach();
        Tensor actorLoss = (entropyWeight * logDensity - Policy.ActionValues(batch.States, squashed * _algorithm.MaxAction).amin(0)).mean();

        Tensor recorded = Policy.ActionValues(batch.States, batch.Actions);
        (Tensor target, Tensor sampled, Tensor logDensities) = Sample(batch, means.detach(), logDeviations.detach());
        Tensor penalties = CqlLoss.Continuous(SampledValues(batch.States, sampled), logDensities, recorded, _algorithm.Temperature);
        Tensor criticLoss = TemporalDifference.Loss(recorded, target);
        Tensor pressure = _penaltyWeight?.Apply(penalties, _algorithm.Alpha) ?? penalties.sum() * _algorithm.Alpha;

        // The actor's loss is worked back before the critics that it goes through change.
        _actorOptimizer.Step(actorLoss);
        // The entropy that SAC aims at is -actionSize.
        _entropyOptimizer.Step(-(_logEntropyWeight * (logDensity.detach() - _actionSize)).mean());
        _criticOptimizer.Step(criticLoss + pressure);
        _targetCritic.Follow();

        Measure(0, criticLoss);
        Measure(1, penalties.mean());
        Measure(2, actorLoss);
        Measure(3, -logDensity.mean());
        Measure(4, recorded.mean());
    }

    /// <summary>What the critics learn from: the target r + discount * min_i Q'_i(s', a'), and actions from all three distributions with their log densities.</summary>
    private (Tensor Target, Tensor Actions, Tensor LogDensities) Sample(TransitionBatch batch, Tensor means, Tensor logDeviations)
    {
        using IDisposable noGradient = no_grad();
        double maxAction = _algorithm.MaxAction;
        long rows = means.shape[0], samples = _algorithm.SampledActions;
        (Tensor nextMeans, Tensor nextLogDeviations) = Distribution(batch.NextStates);

        (Tensor nextActions, _) = Gaussian.SampleTanh(nextMeans, nextLogDeviations, Normal(rows, _actionSize));
        Tensor nextValues = _targetCritic.Network.forward(cat([batch.NextStates, nextActions * maxAction], -1)).squeeze(-1).amin(0);
        Tensor target = TemporalDifference.Target(batch.Rewards, batch.Continues, nextValues, _algorithm.Discount);

        Tensor uniform = Uniform(rows, samples, _actionSize);
        (Tensor here, Tensor logHere) = SampleMany(means, logDeviations);
        (Tensor next, Tensor logNext) = SampleMany(nextMeans, nextLogDeviations);
        Tensor logUniform = full([rows, samples], -_actionSize * Math.Log(2));
        return (target, cat([uniform, here, next], 1) * maxAction, cat([logUniform, logHere, logNext], 1));

        (Tensor, Tensor) SampleMany(Tensor means, Tensor logDeviations) =>
            Gaussian.SampleTanh(means.unsqueeze(1), logDeviations.unsqueeze(1), Normal(rows, samples, _actionSize));
    }

    /// <summary>Q_i(s, a_j), <c>[critic, row, sample]</c>, of <c>[row, sample, actionSize]</c> actions.</summary>
    private Tensor SampledValues(Tensor states, Tensor actions)
    {
        long rows = actions.shape[0], samples = actions.shape[1];
        Tensor repeated = states.unsqueeze(1).expand(-1, samples, -1);
        return Policy.Critic.forward(cat([repeated, actions], -1).view(rows * samples, -1)).view(-1, rows, samples);
    }

    private (Tensor Means, Tensor LogDeviations) Distribution(Tensor states)
    {
        Tensor outputs = Policy.Actor.First(states);
        return (outputs.narrow(-1, 0, _actionSize), (outputs.narrow(-1, _actionSize, _actionSize) + LogDeviationOffset).clamp(MinLogDeviation, MaxLogDeviation));
    }
}
