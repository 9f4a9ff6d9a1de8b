using Microsoft.ML.Runtime;

namespace LaMo.MLNet;

/// <summary>
/// Trains TD3+BC (arXiv 2106.06860), for continuous actions: an actor that seeks actions of high value near the recorded ones. Made by <see cref="OfflineRLTrainers.Td3Bc"/>.
/// </summary>
public sealed partial class Td3BcTrainer : PolicyTrainer
{
    internal Td3BcTrainer(IHostEnvironment environment, Options options, TimeProvider time)
        : base(environment, options, time)
    {
    }
}
