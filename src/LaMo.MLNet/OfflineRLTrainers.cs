using Microsoft.ML;

namespace LaMo.MLNet;

/// <summary>The trainers of offline reinforcement learning.</summary>
public sealed class OfflineRLTrainers
{
    private readonly MLContext _mlContext;

    internal OfflineRLTrainers(MLContext mlContext) => _mlContext = mlContext;

    /// <summary>LaMo (arXiv 2310.20587): a Decision Transformer with a LoRA-adapted GPT-2 body, for continuous or discrete actions, and states that are vectors or images.</summary>
    /// <param name="options">Columns, network and optimisation; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public LaMoTrainer LaMo(LaMoTrainer.Options? options = null) => new(_mlContext, options ?? new LaMoTrainer.Options(), TimeProvider.System);
}
