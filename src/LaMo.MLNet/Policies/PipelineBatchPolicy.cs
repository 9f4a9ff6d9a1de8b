using LaMo.Core.Policies;

namespace LaMo.MLNet.Policies;

/// <summary>A model's policy for many episodes side by side, behind the row-to-row steps of its pipeline.</summary>
internal sealed class PipelineBatchPolicy(PolicyPipeline pipeline, bool samples) : IBatchPolicy
{
    private readonly IBatchPolicy _policy = pipeline.Model.CreateBatchPolicy(pipeline.Steps, samples);
    private readonly float[] _state = new float[pipeline.Model.StateSize];

    public void Reset(int slot, float targetReturn, int seed) => _policy.Reset(slot, targetReturn, seed);

    public void Act(ReadOnlySpan<int> slots, ReadOnlySpan<float> observations, Span<float> actions)
    {
        var states = new float[slots.Length * _state.Length];
        int observationSize = observations.Length / slots.Length;
        for (int i = 0; i < slots.Length; i++)
        {
            pipeline.Transform(observations.Slice(i * observationSize, observationSize), _state);
            _state.CopyTo(states, i * _state.Length);
        }
        _policy.Act(slots, states, actions);
    }

    public void Observe(int slot, float reward) => _policy.Observe(slot, reward);
}
