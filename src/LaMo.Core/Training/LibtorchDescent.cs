using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LaMo.Core.Training;

/// <summary>TorchSharp's AdamW, for parameters on any device.</summary>
internal sealed class LibtorchDescent(IReadOnlyList<ParameterGroup> groups, double epsilon) : ClippedDescent
{
    private readonly Parameter[] _parameters = [.. groups.SelectMany(group => group.Parameters)];
    private readonly AdamW _optimizer = optim.AdamW(
        [.. groups.Select(group => new AdamW.ParamGroup(group.Parameters, group.LearningRate, eps: epsilon, weight_decay: group.WeightDecay))], groups[0].LearningRate);

    public override void ZeroGradients() => _optimizer.zero_grad();

    public override void Step(double maxNorm, double factor)
    {
        GradientClipping.Clip(_parameters, maxNorm);
        foreach (optim.ILearningRateController group in _optimizer.ParamGroups)
            group.LearningRate = group.InitialLearningRate * factor;
        _optimizer.step();
    }

    public override void Save(BinaryWriter writer) => _optimizer.save_state_dict(writer);

    public override void Load(BinaryReader reader) => _optimizer.load_state_dict(reader);

    public override void Dispose() => _optimizer.Dispose();
}
