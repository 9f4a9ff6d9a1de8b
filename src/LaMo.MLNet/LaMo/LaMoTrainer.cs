using Microsoft.ML.Runtime;

namespace LaMo.MLNet;

/// <summary>
/// Trains LaMo (Language Models for Motion Control, arXiv 2310.20587): a Decision Transformer with a LoRA-adapted GPT-2 body and MLP embedders, which
/// predicts each step's action, continuous or discrete, from the last K returns-to-go, states (vectors or images) and actions. Made by <see cref="OfflineRLTrainers.LaMo"/>.
/// </summary>
public sealed partial class LaMoTrainer : SequenceTrainer
{
    internal LaMoTrainer(IHostEnvironment environment, Options options, TimeProvider time)
        : base(environment, options, time)
    {
    }
}
