using LaMo.Core.Networks;
using LaMo.Core.Training;
using LaMo.Core.Trajectories;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LaMo.Core.Iql;

/// <summary>Implicit Q-learning: a value network, twin critics, and a Gaussian actor whose deviation does not depend on the state.</summary>
internal sealed class IqlLearner : PolicyLearner
{
    private const double MinLogDeviation = -20;
    private const double MaxLogDeviation = 2;

    private readonly IqlAlgorithm _algorithm;
    private readonly int _steps;
    private readonly Mlp _critic;
    private readonly TargetNetwork _targetCritic;
    private readonly Parameter _logDeviations;
    private readonly AdamDescent _valueOptimizer;
    private readonly AdamDescent _criticOptimizer;
    private readonly AdamDescent _actorOptimizer;

    public IqlLearner(IqlAlgorithm algorithm, PolicyNetworkConfig config, int steps, SplitMix64 random)
        : base(random, "critic loss", "value loss", "actor loss", "value")
    {
        _algorithm = algorithm;
        _steps = steps;
        Policy = new PolicyNetwork(config, random);
        Keep("policy", Policy);
        _critic = Keep("critic", new Mlp(2, config.StateSize + config.ActionSize, config.HiddenSizes, 1, random));
        _targetCritic = Follow("target_critic", _critic, algorithm.Polyak);
        _logDeviations = Keep("log_deviations", new Parameter(zeros(config.ActionSize)));
        _valueOptimizer = Optimize(Policy.Critic.parameters(), algorithm.LearningRate);
        _criticOptimizer = Optimize(_critic.parameters(), algorithm.LearningRate);
        _actorOptimizer = Optimize(Policy.Actor.parameters().Append(_logDeviations), algorithm.LearningRate);
    }

    public override PolicyNetwork Policy { get; }

    public override void TakeStep(TransitionBatch batch, int step)
    {
        Tensor actionValues, target;
        Tensor stateActions = cat([batch.States, batch.Actions], -1);
        using (no_grad())
        {
            actionValues = _targetCritic.Network.forward(stateActions).squeeze(-1).amin(0);
            target = TemporalDifference.Target(batch.Rewards, batch.Continues, Policy.Critic.First(batch.NextStates).squeeze(-1), _algorithm.Discount);
        }
        Tensor values = Policy.Critic.First(batch.States).squeeze(-1);
        Tensor advantages = actionValues - values;
        Tensor valueLoss = IqlLoss.Value(advantages, _algorithm.Expectile);
        _valueOptimizer.Step(valueLoss);

        Tensor criticLoss = TemporalDifference.Loss(_critic.forward(stateActions).squeeze(-1), target) / _critic.Members;
        _criticOptimizer.Step(criticLoss);
        _targetCritic.Follow();

        Tensor logDensity = Gaussian.LogDensity(batch.Actions, Policy.Act(batch.States), _logDeviations.clamp(MinLogDeviation, MaxLogDeviation));
        Tensor actorLoss = IqlLoss.Policy(advantages, logDensity, _algorithm.InverseTemperature, _algorithm.MaxWeight);
        _actorOptimizer.LearningRate = _algorithm.LearningRate * 0.5 * (1 + Math.Cos(Math.PI * step / _steps));
        _actorOptimizer.Step(actorLoss);

        Measure(0, criticLoss);
        Measure(1, valueLoss);
        Measure(2, actorLoss);
        Measure(3, values.mean());
    }
}
