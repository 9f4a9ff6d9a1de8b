using LaMo.Core.Policies;

namespace LaMo.MLNet.Policies;

/// <summary>A model's policy behind the row-to-row steps of its pipeline.</summary>
internal sealed class PipelinePolicy(PolicyPipeline pipeline, int? samplingSeed) : IOnlinePolicy
{
    private readonly IOnlinePolicy _policy = pipeline.Model.CreatePolicy(pipeline.Steps, samplingSeed);
    private readonly float[] _state = new float[pipeline.Model.StateSize];

    public void Reset(float targetReturn) => _policy.Reset(targetReturn);

    public float[] Act(ReadOnlySpan<float> observation)
    {
        pipeline.Transform(observation, _state);
        return _policy.Act(_state);
    }

    public void Observe(float reward) => _policy.Observe(reward);
}
