using Microsoft.ML.Runtime;

namespace LaMo.MLNet;

/// <summary>
/// Trains a Decision Transformer (arXiv 2106.01345): a small transformer, all of whose weights begin at random and are trained, that predicts each step's action, continuous or discrete, from
/// the last K returns-to-go, states (vectors or images) and actions. Made by <see cref="OfflineRLTrainers.DecisionTransformer"/>.
/// </summary>
public sealed partial class DecisionTransformerTrainer : SequenceTrainer
{
    internal DecisionTransformerTrainer(IHostEnvironment environment, Options options, TimeProvider time)
        : base(environment, options, time)
    {
    }
}
