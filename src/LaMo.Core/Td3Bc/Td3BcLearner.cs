using LaMo.Core.Networks;
using LaMo.Core.Training;
using LaMo.Core.Trajectories;
using static TorchSharp.torch;

namespace LaMo.Core.Td3Bc;

/// <summary>TD3's clipped double critics, delayed actor and smoothed target policy (arXiv 1802.09477), with TD3+BC's actor loss.</summary>
internal sealed class Td3BcLearner : PolicyLearner
{
    private readonly Td3BcAlgorithm _algorithm;
    private readonly TargetNetwork _targetActor;
    private readonly TargetNetwork _targetCritic;
    private readonly AdamDescent _actorOptimizer;
    private readonly AdamDescent _criticOptimizer;

    public Td3BcLearner(Td3BcAlgorithm algorithm, PolicyNetworkConfig config, SplitMix64 random)
        : base(random, "critic loss", "actor loss", "value")
    {
        _algorithm = algorithm;
        Policy = new PolicyNetwork(config, random);
        Keep("policy", Policy);
        _targetActor = Follow("target_actor", Policy.Actor, algorithm.Polyak);
        _targetCritic = Follow("target_critic", Policy.Critic, algorithm.Polyak);
        _actorOptimizer = Optimize(Policy.Actor.parameters(), algorithm.LearningRate);
        _criticOptimizer = Optimize(Policy.Critic.parameters(), algorithm.LearningRate);
    }

    public override PolicyNetwork Policy { get; }

    public override void TakeStep(TransitionBatch batch, int step)
    {
        Tensor values = Policy.ActionValues(batch.States, batch.Actions);
        Tensor criticLoss = TemporalDifference.Loss(values, Target(batch));
        _criticOptimizer.Step(criticLoss);
        Measure(0, criticLoss);
        Measure(2, values.mean());
        if ((step + 1) % _algorithm.PolicyInterval == 0)
            ImprovePolicy(batch);
    }

    /// <summary>r + discount * min_i Q'_i(s', pi'(s') + clipped noise).</summary>
    private Tensor Target(TransitionBatch batch)
    {
        using IDisposable noGradient = no_grad();
        double maxAction = _algorithm.MaxAction, clip = _algorithm.NoiseClip * maxAction;
        Tensor noise = (Normal(batch.Actions.shape) * (_algorithm.PolicyNoise * maxAction)).clamp_(-clip, clip);
        Tensor actions = noise.add_(_targetActor.Network.First(batch.NextStates).tanh_(), maxAction).clamp_(-maxAction, maxAction);
        Tensor nextValues = _targetCritic.Network.forward(cat([batch.NextStates, actions], -1)).squeeze(-1).amin(0);
        return TemporalDifference.Target(batch.Rewards, batch.Continues, nextValues, _algorithm.Discount);
    }

    private void ImprovePolicy(TransitionBatch batch)
    {
        Tensor predicted = Policy.Act(batch.States);
        Tensor values = Policy.Critic.First(cat([batch.States, predicted], -1)).squeeze(-1);
        Tensor loss = Td3BcLoss.Actor(values, predicted, batch.Actions, _algorithm.Alpha);
        _actorOptimizer.Step(loss);
        // Taken every few steps, it counts for all of them.
        Measure(1, loss * _algorithm.PolicyInterval);
        _targetActor.Follow();
        _targetCritic.Follow();
    }
}
