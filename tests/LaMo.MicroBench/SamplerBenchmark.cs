using BenchmarkDotNet.Attributes;
using LaMo.Core;
using LaMo.Core.Trajectories;

namespace LaMo.MicroBench;

/// <summary>Drawing a batch of 64 windows of 20 steps, hopper's sizes; it must not cost more from a larger dataset.</summary>
public class SamplerBenchmark
{
    private const int EpisodeLength = 500;
    private const int StateSize = 11;
    private const int ActionSize = 3;

    private readonly WindowBatch _batch = new(size: 64, contextLength: 20, StateSize, ActionSize);
    private WindowSampler _sampler = null!;

    /// <summary>The steps of the dataset.</summary>
    [Params(10_000, 1_000_000)]
    public int Steps { get; set; }

    [GlobalSetup]
    public void MakeDataset()
    {
        var builder = new TrajectoryDatasetBuilder(StateSize, ActionSize);
        float[] state = new float[StateSize], action = new float[ActionSize];
        for (int step = 0; step < Steps; step++)
        {
            if (step % EpisodeLength == 0)
                builder.BeginEpisode();
            builder.Add(state, action, returnToGo: 1, step % EpisodeLength);
        }
        _sampler = new WindowSampler(builder.Build(), new SplitMix64(1));
    }

    [Benchmark]
    public int DrawBatch() => _sampler.Fill(_batch);
}
