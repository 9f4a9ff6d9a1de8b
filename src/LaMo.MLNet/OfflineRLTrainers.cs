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

    /// <summary>Decision Transformer (arXiv 2106.01345): a small transformer trained from random weights, for continuous or discrete actions, and states that are vectors or images.</summary>
    /// <param name="options">Columns, network and optimisation; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public DecisionTransformerTrainer DecisionTransformer(DecisionTransformerTrainer.Options? options = null) => new(_mlContext, options ?? new DecisionTransformerTrainer.Options(), TimeProvider.System);

    /// <summary>Wiki-RL (arXiv 2201.12122): a Decision Transformer that begins as a language model and is trained whole, for continuous or discrete actions, and states that are vectors or images.</summary>
    /// <param name="options">Columns, network and optimisation; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public WikiRLTrainer WikiRL(WikiRLTrainer.Options? options = null) => new(_mlContext, options ?? new WikiRLTrainer.Options(), TimeProvider.System);

    /// <summary>Behaviour cloning, from all episodes or from the best, by a multilayer perceptron on the current state or on the last K; for continuous or discrete actions.</summary>
    /// <param name="options">Columns, network and optimisation; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public BehaviorCloningTrainer BehaviorCloning(BehaviorCloningTrainer.Options? options = null) => new(_mlContext, options ?? new BehaviorCloningTrainer.Options(), TimeProvider.System);

    /// <summary>TD3+BC (arXiv 2106.06860), for continuous actions.</summary>
    /// <param name="options">Columns, networks and optimisation; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public Td3BcTrainer Td3Bc(Td3BcTrainer.Options? options = null) => new(_mlContext, options ?? new Td3BcTrainer.Options(), TimeProvider.System);

    /// <summary>Implicit Q-learning (arXiv 2110.06169), for continuous actions.</summary>
    /// <param name="options">Columns, networks and optimisation; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public IqlTrainer Iql(IqlTrainer.Options? options = null) => new(_mlContext, options ?? new IqlTrainer.Options(), TimeProvider.System);

    /// <summary>Conservative Q-learning (arXiv 2006.04779), for continuous or discrete actions.</summary>
    /// <param name="options">Columns, networks and optimisation; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public CqlTrainer Cql(CqlTrainer.Options? options = null) => new(_mlContext, options ?? new CqlTrainer.Options(), TimeProvider.System);
}
