using TorchSharp.Modules;

namespace LaMo.Core.Training;

/// <summary>Parameters that are trained alike.</summary>
/// <param name="Parameters">The parameters.</param>
/// <param name="LearningRate">Their learning rate after warm-up.</param>
/// <param name="WeightDecay">Their decoupled weight decay.</param>
internal sealed record ParameterGroup(IReadOnlyList<Parameter> Parameters, double LearningRate, double WeightDecay);
