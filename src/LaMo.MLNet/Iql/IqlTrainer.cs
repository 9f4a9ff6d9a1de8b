using Microsoft.ML.Runtime;

namespace LaMo.MLNet;

/// <summary>
/// Trains implicit Q-learning (arXiv 2110.06169), for continuous actions: values that lean towards the better of the recorded actions, and an actor that imitates those most. Made by
/// <see cref="OfflineRLTrainers.Iql"/>.
/// </summary>
public sealed partial class IqlTrainer : PolicyTrainer
{
    internal IqlTrainer(IHostEnvironment environment, Options options, TimeProvider time)
        : base(environment, options, time)
    {
    }
}
