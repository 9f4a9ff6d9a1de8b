using LaMo.Core.Policies;
using Microsoft.ML;

namespace LaMo.MLNet.Policies;

/// <summary>A model that acts.</summary>
internal interface IPolicyTransformer : ITransformer
{
    /// <summary>The column that it acts on.</summary>
    string StateColumnName { get; }

    /// <summary>The number of values of a state.</summary>
    int StateSize { get; }

    /// <summary>Makes a policy that acts on states as the model was trained on.</summary>
    /// <param name="pipeline">The steps of the pipeline that the model is part of.</param>
    /// <param name="samplingSeed">What discrete actions are drawn by; the most probable one is taken if <see langword="null"/>.</param>
    /// <exception cref="ArgumentException">The pipeline lacks what the policy needs.</exception>
    IOnlinePolicy CreatePolicy(IReadOnlyList<ITransformer> pipeline, int? samplingSeed);

    /// <summary>Makes a policy for many episodes side by side that acts on states as the model was trained on.</summary>
    /// <param name="pipeline">The steps of the pipeline that the model is part of.</param>
    /// <param name="samples">Whether discrete actions are drawn; else the most probable one is taken.</param>
    /// <exception cref="ArgumentException">The pipeline lacks what the policy needs.</exception>
    IBatchPolicy CreateBatchPolicy(IReadOnlyList<ITransformer> pipeline, bool samples);
}
