using Microsoft.ML.Runtime;

namespace LaMo.MLNet;

/// <summary>
/// Trains conservative Q-learning (arXiv 2006.04779), for continuous actions on soft actor-critic, for discrete ones on double deep Q-learning: values that are pressed down where the data
/// do not reach. Made by <see cref="OfflineRLTrainers.Cql"/>.
/// </summary>
public sealed partial class CqlTrainer : PolicyTrainer
{
    internal CqlTrainer(IHostEnvironment environment, Options options, TimeProvider time)
        : base(environment, options, time)
    {
    }
}
