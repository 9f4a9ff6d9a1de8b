namespace LaMo.Environments.Learning;

/// <summary>
/// The settings of <see cref="BehaviourTraining"/>. The defaults are those for continuous actions, of soft actor-critic (Haarnoja et al., arXiv 1812.05905), with several environments at a
/// time; <see cref="For"/> gives a task's.
/// </summary>
public sealed record BehaviourTrainingOptions
{
    /// <summary>The settings to begin with for a task: the defaults, or for discrete actions those of proximal policy optimization (Schulman et al., arXiv 1707.06347).</summary>
    /// <param name="environment">The task, which is only asked for its actions.</param>
    public static BehaviourTrainingOptions For(IEnvironment environment) => environment.ActionCount == 0
        ? new BehaviourTrainingOptions()
        : new BehaviourTrainingOptions { Updates = 50_000, UpdatesPerEvaluation = 800, HiddenSize = 128, LearningRate = 5e-4f };

    /// <summary>What all randomness follows from. The default is 0.</summary>
    public int Seed { get; init; }

    /// <summary>The gradient steps of the whole training. The default is 300 000, for discrete actions 50 000.</summary>
    public int Updates { get; init; } = 300_000;

    /// <summary>The environments that are played side by side. The default is 16.</summary>
    public int Environments { get; init; } = 16;

    /// <summary>The transitions of a gradient step. The default is 256.</summary>
    public int BatchSize { get; init; } = 256;

    /// <summary>The width of the hidden layers, of which there are two, or one behind the convolutions that see images. The default is 256, for discrete actions 128.</summary>
    public int HiddenSize { get; init; } = 256;

    /// <summary>The learning rate of all networks. The default is 0.0003, for discrete actions 0.0005.</summary>
    public float LearningRate { get; init; } = 3e-4f;

    /// <summary>What a reward is worth one step later. The default is 0.99.</summary>
    public float Discount { get; init; } = 0.99f;

    /// <summary>The gradient steps between evaluations, each of which leaves a checkpoint. The default is 5000, for discrete actions 800.</summary>
    public int UpdatesPerEvaluation { get; init; } = 5000;

    /// <summary>The episodes of an evaluation. The default is 10.</summary>
    public int EvaluationEpisodes { get; init; } = 10;

    /// <summary>The environment steps for each gradient step of soft actor-critic. Simulation costs a tenth of what learning costs, so there are several. The default is 4.</summary>
    public int StepsPerUpdate { get; init; } = 4;

    /// <summary>The environment steps with random actions at the beginning of soft actor-critic. The default is 10 000.</summary>
    public int RandomSteps { get; init; } = 10_000;

    /// <summary>The transitions that soft actor-critic keeps to learn from. The default is 1 000 000.</summary>
    public int BufferCapacity { get; init; } = 1_000_000;

    /// <summary>The share of the critics that soft actor-critic's target critics take over in each step. The default is 0.005.</summary>
    public float Polyak { get; init; } = 0.005f;

    /// <summary>The gradient steps of soft actor-critic's critics for each one of the actor. The default is 2.</summary>
    public int UpdatesPerActorUpdate { get; init; } = 2;

    /// <summary>The steps of each environment that proximal policy optimization plays before it learns from them. The default is 64.</summary>
    public int StepsPerPlaying { get; init; } = 64;

    /// <summary>How often proximal policy optimization learns from the same steps. The default is 4.</summary>
    public int Epochs { get; init; } = 4;

    /// <summary>How far from 1 the ratio of new to old probabilities counts in proximal policy optimization. The default is 0.2.</summary>
    public float ClipRange { get; init; } = 0.2f;

    /// <summary>How much less the errors of later values count in proximal policy optimization's advantages, lambda. The default is 0.95.</summary>
    public float TraceDecay { get; init; } = 0.95f;

    /// <summary>What the policy's entropy counts in proximal policy optimization. The default is 0.01.</summary>
    public float EntropyWeight { get; init; } = 0.01f;
}
