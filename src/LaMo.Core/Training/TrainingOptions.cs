using LaMo.Core.Networks;
using TorchSharp;

namespace LaMo.Core.Training;

/// <summary>How a <see cref="Networks.DecisionTransformer"/> is optimised: AdamW with warm-up and gradient clipping, at the values of LaMo's paper (arXiv 2310.20587, appendix C).</summary>
public sealed record TrainingOptions
{
    /// <summary>The number of optimiser steps. The default value is 100 000.</summary>
    public int Steps { get; init; } = 100_000;

    /// <summary>The number of windows of a batch. The default value is 64.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>The learning rate of embedders and action head. The default value is 1e-4.</summary>
    public double LearningRate { get; init; } = 1e-4;

    /// <summary>The weight decay of embedders and action head. The default value is 1e-5.</summary>
    public double WeightDecay { get; init; } = 1e-5;

    /// <summary>The learning rate of what is trained inside the transformer. The default value is 1e-4.</summary>
    public double TransformerLearningRate { get; init; } = 1e-4;

    /// <summary>The weight decay of what is trained inside the transformer. The default value is 0.</summary>
    public double TransformerWeightDecay { get; init; }

    /// <summary>AdamW's epsilon. The default value is 1e-6, the paper's for pretrained transformers; it has 1e-8 for others.</summary>
    public double AdamEpsilon { get; init; } = 1e-6;

    /// <summary>The steps over which the learning rate rises linearly from 0; constant afterwards. The default value is 2500.</summary>
    public int WarmupSteps { get; init; } = 2500;

    /// <summary>A course of the learning rate by tokens in place of <see cref="WarmupSteps"/>. The default value is <see langword="null"/>: none.</summary>
    public TokenSchedule? TokenSchedule { get; init; }

    /// <summary>The norm that the gradient is clipped to. The default value is 0.25.</summary>
    public double GradientClipNorm { get; init; } = 0.25;

    /// <summary>
    /// When set, training ends at the first step after this time even if <see cref="Steps"/> are not done; such a run is repeatable only as far as the machine's speed is.
    /// The default value is <see langword="null"/>.
    /// </summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>
    /// How many parts a batch is worked through in, one after the other: the same gradient, where libtorch trains in less memory. A divisor of <see cref="BatchSize"/>. The default value is 1.
    /// </summary>
    public int GradientAccumulationSteps { get; init; } = 1;

    /// <summary>
    /// Whether the transformer's blocks are computed a second time in the backward pass instead of kept from the forward pass: the same weights, on the CPU to the last bit, in much less
    /// memory and about a third more time. In float32 on a CPU with AVX-512 this library's own code trains, which keeps one window a thread in any case; there it matters for the auxiliary language task
    /// alone. The default value is <see langword="false"/>.
    /// </summary>
    public bool GradientCheckpointing { get; init; }

    /// <summary>Where to train. The default value is <see langword="null"/>: on the CPU.</summary>
    public torch.Device? Device { get; init; }

    /// <summary>
    /// What the transformer's matrix products are computed in; bfloat16 is faster where the processor has instructions for it. The default value is
    /// <see cref="Precision.Float32"/>.
    /// </summary>
    public Precision Precision { get; init; }

    /// <summary>
    /// The threads to train with on the CPU, those of libtorch for the whole process until training ends; their number has a part in how sums are rounded, so that only runs of the same number
    /// are equal to the last bit. The default value is <see langword="null"/>: for sequence models <c>OMP_NUM_THREADS</c> or one on each core, for others, which gain little by more, what libtorch has.
    /// </summary>
    public int? NumberOfThreads { get; init; }

    /// <summary>The fraction of the episodes, in [0, 1), that is held out to compute a validation loss on; 0 for none. The default value is 0.</summary>
    public double ValidationFraction { get; init; }

    /// <summary>The steps between two validations; there is one more at the end, which a run that its time ended early forgets when it goes on. The default value is 1000.</summary>
    public int ValidationInterval { get; init; } = 1000;

    /// <summary>After how many validations in a row without a lower loss training ends; <see langword="null"/> for never. The default value is <see langword="null"/>.</summary>
    public int? Patience { get; init; }

    /// <summary>
    /// Where training keeps its state, in a file named <c>training.state</c>, and goes on from the state it finds. With the same <see cref="Steps"/>, a run that was killed
    /// and goes on ends with the very weights of one that was not, on the CPU; with more of them a finished run goes on. The default value is <see langword="null"/>: none is kept.
    /// </summary>
    public string? CheckpointFolder { get; init; }

    /// <summary>The steps after which the state is kept; it is also kept at the end and on cancellation. The default value is 1000.</summary>
    public int CheckpointInterval { get; init; } = 1000;
}
