using LaMo.Core.Networks;
using LaMo.Core.Policies;
using LaMo.Core.Trajectories;
using LaMo.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;
using static TorchSharp.torch;

namespace LaMo.GpuCheck;

/// <summary>The ML.NET pipeline with a context that asks for the device: training, saving, loading, scoring, acting.</summary>
internal sealed class ScoringChecks
{
    private const int StateSize = 3;
    private const int ActionSize = 2;
    private const int EpisodeLength = 40;

    private readonly Func<MLContext> _deviceContext;
    private readonly List<Step> _steps = [.. Enumerable.Range(0, 50).SelectMany(Episode)];

    public ScoringChecks(Device device) =>
        _deviceContext = () => new MLContext(seed: 1) { GpuDeviceId = device.type == TorchSharp.DeviceType.CUDA ? device.index : null };

    public IEnumerable<Finding> Run()
    {
        double variance = _steps.Average(step => step.Action.Average(value => value * (double)value));
        MLContext context = _deviceContext();
        IDataView data = Load(context);
        (float[][] scored, byte[] file) = Fit(context, data, Precision.Float32);
        yield return new("pipeline trained on the device: squared error, relative to doing nothing", scored.Zip(_steps).Average(pair => Squared(pair.First, pair.Second.Action)) / variance, 0.1);

        var cpu = new MLContext(seed: 1);
        yield return new("the same model loaded on the CPU: actions", Distance(scored, Score(cpu, file)), 1e-4);
        yield return new("… and on the device again: actions", Distance(scored, Score(_deviceContext(), file)), 0);
        yield return new("acting for an episode: actions from those on the CPU", Distance(Act(cpu, file), Act(_deviceContext(), file)), 1e-3);

        foreach (Precision precision in (Precision[])[Precision.TensorFloat32, Precision.BFloat16])
            yield return new($"scoring in {precision}: actions, relative to the largest", Distance(scored, Fit(context, data, precision).Actions) / scored.Max(row => row.Max(Math.Abs)), 0.03);
    }

    private static (float[][] Actions, byte[] File) Fit(MLContext context, IDataView data, Precision scoring)
    {
        var options = new LaMoTrainer.Options
        {
            PretrainedModel = null, ContextLength = 5, MaxEpisodeLength = EpisodeLength, Width = 32, NumberOfLayers = 2, NumberOfHeads = 2, NumberOfSteps = 1500, BatchSize = 32,
            WarmupSteps = 50, LearningRate = 3e-3, TransformerLearningRate = 3e-3, Seed = 1, ScoringPrecision = scoring,
        };
        ITransformer model = context.Transforms.NormalizeMeanVariance("State", fixZero: false).Append(context.Transforms.ReturnsToGo(scale: 10)).Append(context.OfflineRL().Trainers.LaMo(options)).Fit(data);
        using (model as IDisposable)
        using (var file = new MemoryStream())
        {
            context.Model.Save(model, data.Schema, file);
            return (Actions(model.Transform(data)), file.ToArray());
        }
    }

    private float[][] Score(MLContext context, byte[] file)
    {
        ITransformer model = context.Model.Load(new MemoryStream(file), out _);
        using (model as IDisposable)
            return Actions(model.Transform(Load(context)));
    }

    /// <summary>The actions of a policy that sees the states and rewards of the first episode.</summary>
    private float[][] Act(MLContext context, byte[] file)
    {
        ITransformer model = context.Model.Load(new MemoryStream(file), out DataViewSchema schema);
        using (model as IDisposable)
        {
            IOnlinePolicy policy = context.OfflineRL().CreatePolicy(model, schema);
            policy.Reset(targetReturn: 30);
            return [.. _steps.Take(EpisodeLength).Select(step =>
            {
                float[] action = policy.Act(step.State);
                policy.Observe(step.Reward);
                return action;
            })];
        }
    }

    private IDataView Load(MLContext context) => context.OfflineRL().LoadFromSteps(_steps, StateSize, ActionSize);

    private static float[][] Actions(IDataView scored) => [.. scored.GetColumn<float[]>("PredictedAction")];

    private static IEnumerable<Step> Episode(int episode)
    {
        var random = new Random(episode);
        for (int t = 0; t < EpisodeLength; t++)
        {
            float[] s = [.. Enumerable.Range(0, StateSize).Select(_ => 4 * random.NextSingle() - 1)];
            yield return new Step { EpisodeId = episode, Timestep = t, State = s, Action = [0.3f * (s[0] - s[1]), 0.2f * s[2]], Reward = random.Next(3), Timeout = t == EpisodeLength - 1 };
        }
    }

    private static double Squared(float[] left, float[] right) => left.Zip(right).Average(pair => Math.Pow(pair.First - (double)pair.Second, 2));

    private static double Distance(float[][] left, float[][] right) => left.Zip(right).Max(rows => rows.First.Zip(rows.Second).Max(pair => Math.Abs((double)pair.First - pair.Second)));
}
