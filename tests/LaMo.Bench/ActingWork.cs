using LaMo.Core.Policies;
using LaMo.MLNet;
using Microsoft.ML;

namespace LaMo.Bench;

/// <summary>Acts in episodes of 1000 steps by the policy of a whole pipeline; a unit is an action.</summary>
internal sealed class ActingWork : IWork
{
    private const int EpisodeLength = 1000;

    private readonly ITransformer _model;
    private readonly IOnlinePolicy _policy;
    private readonly float[][] _observations;
    private int _step;

    public ActingWork(BenchCase bench)
    {
        (_model, IDataView data) = bench.Fit();
        _policy = new MLContext().OfflineRL().CreatePolicy(_model, data.Schema);
        _observations = [.. BenchCase.Steps().Take(EpisodeLength).Select(step => step.State)];
    }

    public int Do()
    {
        if (_step % EpisodeLength == 0)
            _policy.Reset(3600);
        _policy.Act(_observations[_step++ % EpisodeLength]);
        _policy.Observe(3);
        return 1;
    }

    public void Dispose() => (_model as IDisposable)?.Dispose();
}
