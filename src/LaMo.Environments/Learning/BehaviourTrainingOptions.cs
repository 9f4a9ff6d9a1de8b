namespace LaMo.Environments.Learning;

/// <summary>The settings of <see cref="BehaviourTraining"/>; the defaults are those of soft actor-critic (Haarnoja et al., arXiv 1812.05905), with several environments at a time.</summary>
public sealed record BehaviourTrainingOptions
{
    /// <summary>What all randomness follows from. The default is 0.</summary>
    public int Seed { get; init; }

    /// <summary>The gradient steps of the whole training. The default is 300 000.</summary>
    public int Updates { get; init; } = 300_000;

    /// <summary>The environments that are played side by side. The default is 16.</summary>
    public int Environments { get; init; } = 16;

    /// <summary>The environment steps for each gradient step. Simulation costs a tenth of what learning costs, so there are several. The default is 4.</summary>
    public int StepsPerUpdate { get; init; } = 4;

    /// <summary>The environment steps with random actions at the beginning. The default is 10 000.</summary>
    public int RandomSteps { get; init; } = 10_000;

    /// <summary>The transitions kept to learn from. The default is 1 000 000.</summary>
    public int BufferCapacity { get; init; } = 1_000_000;

    /// <summary>The transitions of a gradient step. The default is 256.</summary>
    public int BatchSize { get; init; } = 256;

    /// <summary>The width of the hidden layers. The default is 256.</summary>
    public int HiddenSize { get; init; } = 256;

    /// <summary>The learning rate of actor, critics and temperature. The default is 0.0003.</summary>
    public float LearningRate { get; init; } = 3e-4f;

    /// <summary>What a reward is worth one step later. The default is 0.99.</summary>
    public float Discount { get; init; } = 0.99f;

    /// <summary>The share of the critics that the target critics take over in each step. The default is 0.005.</summary>
    public float Polyak { get; init; } = 0.005f;

    /// <summary>The gradient steps of the critics for each one of the actor, in soft actor-critic. The default is 2.</summary>
    public int UpdatesPerActorUpdate { get; init; } = 2;

    /// <summary>The gradient steps between evaluations, each of which leaves a checkpoint. The default is 5000.</summary>
    public int UpdatesPerEvaluation { get; init; } = 5000;

    /// <summary>The episodes of an evaluation. The default is 10.</summary>
    public int EvaluationEpisodes { get; init; } = 10;
}
