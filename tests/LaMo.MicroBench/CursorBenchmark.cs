using BenchmarkDotNet.Attributes;
using LaMo.Core.Trajectories;
using LaMo.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.MicroBench;

/// <summary>Reading a step through a pipeline, as the trainer does: normalised state, action and return-to-go; without the pipeline for comparison.</summary>
public class CursorBenchmark
{
    private const int Steps = 10_000;
    private const int EpisodeLength = 500;

    private IDataView _steps = null!;
    private IDataView _features = null!;

    [GlobalSetup]
    public void MakePipeline()
    {
        var ml = new MLContext(seed: 1);
        var random = new Random(1);
        _steps = ml.OfflineRL().LoadFromSteps(
        [
            .. Enumerable.Range(0, Steps).Select(step => new Step
            {
                EpisodeId = step / EpisodeLength,
                Timestep = step % EpisodeLength,
                State = [.. Enumerable.Range(0, 11).Select(_ => random.NextSingle())],
                Action = [.. Enumerable.Range(0, 3).Select(_ => random.NextSingle())],
                Reward = random.NextSingle(),
            }),
        ], stateSize: 11, actionSize: 3);
        _features = ml.Transforms.NormalizeMeanVariance("State", fixZero: false).Append(ml.Transforms.ReturnsToGo(scale: 1000)).Fit(_steps).Transform(_steps);
    }

    [Benchmark(OperationsPerInvoke = Steps)]
    public float ThroughThePipeline() => Read(_features, "ReturnToGo");

    [Benchmark(OperationsPerInvoke = Steps, Baseline = true)]
    public float FromMemory() => Read(_steps, "Reward");

    private static float Read(IDataView view, string scalar)
    {
        DataViewSchema schema = view.Schema;
        using DataViewRowCursor cursor = view.GetRowCursor([schema["State"], schema["Action"], schema[scalar]]);
        ValueGetter<VBuffer<float>> getState = cursor.GetGetter<VBuffer<float>>(schema["State"]), getAction = cursor.GetGetter<VBuffer<float>>(schema["Action"]);
        ValueGetter<float> getScalar = cursor.GetGetter<float>(schema[scalar]);
        VBuffer<float> state = default, action = default;
        float value = 0, sum = 0;
        while (cursor.MoveNext())
        {
            getState(ref state);
            getAction(ref action);
            getScalar(ref value);
            sum += state.GetValues()[0] + action.GetValues()[0] + value;
        }
        return sum;
    }
}
