using LaMo.Core.Networks;
using LaMo.Core.Training;
using LaMo.Core.Trajectories;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LaMo.Core.Cql;

/// <summary>CQL on double deep Q-learning (van Hasselt, Guez and Silver, arXiv 1509.06461): one network gives the values of all actions.</summary>
internal sealed class DiscreteCqlLearner : PolicyLearner
{
    private readonly CqlAlgorithm _algorithm;
    private readonly TargetNetwork _target;
    private readonly AdamDescent _optimizer;
    private readonly PenaltyWeight? _penaltyWeight;

    public DiscreteCqlLearner(CqlAlgorithm algorithm, PolicyNetworkConfig config, SplitMix64 random)
        : base(random, "critic loss", "penalty", "value")
    {
        _algorithm = algorithm;
        Policy = new PolicyNetwork(config, random);
        Keep("policy", Policy);
        _target = Follow("target", Policy.Actor, algorithm.Polyak);
        _optimizer = Optimize(Policy.Actor.parameters(), algorithm.CriticLearningRate);
        if (algorithm.LagrangeThreshold is double threshold)
        {
            Parameter logWeight = Keep("log_penalty_weight", new Parameter(ones(1)));
            _penaltyWeight = new PenaltyWeight(logWeight, Optimize([logWeight], algorithm.CriticLearningRate), threshold);
        }
    }

    public override PolicyNetwork Policy { get; }

    public override void TakeStep(TransitionBatch batch, int step)
    {
        Tensor values = Policy.Actor.First(batch.States); // [row, action]
        Tensor recorded = values.gather(-1, batch.Actions.to(ScalarType.Int64)).squeeze(-1);
        Tensor criticLoss = TemporalDifference.Loss(recorded, Target(batch));
        Tensor penalty = CqlLoss.Discrete(values, recorded, _algorithm.Temperature);
        Tensor pressure = _penaltyWeight?.Apply(penalty, _algorithm.Alpha) ?? penalty * _algorithm.Alpha;
        _optimizer.Step(criticLoss + pressure);
        _target.Follow();

        Measure(0, criticLoss);
        Measure(1, penalty);
        Measure(2, recorded.mean());
    }

    /// <summary>r + discount * Q'(s', argmax_a Q(s', a)).</summary>
    private Tensor Target(TransitionBatch batch)
    {
        using IDisposable noGradient = no_grad();
        Tensor best = Policy.Actor.First(batch.NextStates).argmax(-1, keepdim: true);
        Tensor nextValues = _target.Network.First(batch.NextStates).gather(-1, best).squeeze(-1);
        return TemporalDifference.Target(batch.Rewards, batch.Continues, nextValues, _algorithm.Discount);
    }
}
