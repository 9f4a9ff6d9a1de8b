using Microsoft.ML.Runtime;

namespace LaMo.MLNet;

/// <summary>
/// Trains Wiki-RL (arXiv 2201.12122): a Decision Transformer whose body begins as a pretrained GPT-2 and is trained whole, for continuous or discrete actions, with the tokens of trajectories
/// pulled towards the language model's, and text, if there is any, learnt beside. Made by <see cref="OfflineRLTrainers.WikiRL"/>.
/// </summary>
public sealed partial class WikiRLTrainer : SequenceTrainer
{
    internal WikiRLTrainer(IHostEnvironment environment, Options options, TimeProvider time)
        : base(environment, options, time)
    {
    }
}
