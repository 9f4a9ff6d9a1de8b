using LaMo.Core.Networks;
using LaMo.Core.Training;
using LaMo.Core.Trajectories;
using static TorchSharp.torch;

namespace LaMo.Core.BehaviorCloning;

internal sealed class BehaviorCloningLearner : PolicyLearner
{
    private readonly AdamDescent _optimizer;

    public BehaviorCloningLearner(BehaviorCloningAlgorithm algorithm, PolicyNetworkConfig config, SplitMix64 random)
        : base(random, "loss")
    {
        Policy = new PolicyNetwork(config, random);
        Keep("policy", Policy);
        _optimizer = Optimize(Policy.parameters(), algorithm.LearningRate);
    }

    public override PolicyNetwork Policy { get; }

    public override bool LearnsFromTransitions => false;

    public override void TakeStep(TransitionBatch batch, int step)
    {
        Tensor loss = Policy.Config.IsDiscrete
            ? BehaviorCloningLoss.Discrete(Policy.Actor.First(batch.States), batch.Actions)
            : BehaviorCloningLoss.Continuous(Policy.Act(batch.States), batch.Actions);
        _optimizer.Step(loss);
        Measure(0, loss);
    }
}
