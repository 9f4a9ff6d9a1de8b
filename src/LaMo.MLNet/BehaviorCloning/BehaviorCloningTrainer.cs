using Microsoft.ML.Runtime;

namespace LaMo.MLNet;

/// <summary>
/// Behaviour cloning: learns the recorded actions, continuous or discrete, from the states that they were taken in, by a multilayer perceptron on the current state or on the last K; from all
/// episodes or from the best. Made by <see cref="OfflineRLTrainers.BehaviorCloning"/>.
/// </summary>
public sealed partial class BehaviorCloningTrainer : PolicyTrainer
{
    internal BehaviorCloningTrainer(IHostEnvironment environment, Options options, TimeProvider time)
        : base(environment, options, time)
    {
    }
}
