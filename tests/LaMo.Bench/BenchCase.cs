using LaMo.Core.Networks;
using LaMo.Core.Trajectories;
using LaMo.MLNet;
using Microsoft.ML;
using TorchSharp;

namespace LaMo.Bench;

/// <summary>The networks and the data that the benchmark is about: hopper's sizes, random values.</summary>
internal sealed record BenchCase(int Width, int Layers, int Heads, bool LaMo)
{
    public const int StateSize = 11;
    public const int ActionSize = 3;
    public const float ReturnScale = 1000;

    /// <summary>Where to compute, as <see cref="LaMoTrainer.Options.Device"/> names it.</summary>
    public string DeviceName { get; init; } = "cpu";

    public Precision Precision { get; init; }

    public bool GradientCheckpointing { get; init; }

    public torch.Device Device => DeviceName == "cpu" ? torch.CPU : torch.device(DeviceName.Contains(':') ? DeviceName : DeviceName + ":0");

    public static BenchCase Of(string name) => name switch
    {
        "dt" => new BenchCase(128, 3, 1, LaMo: false),
        "lamo-mini" => new BenchCase(128, 4, 4, LaMo: true),
        "lamo-gpt2" => new BenchCase(768, 12, 12, LaMo: true),
        _ => throw new ArgumentException($"There is no case '{name}'."),
    };

    /// <summary>The network; other values are the defaults.</summary>
    public DecisionTransformerConfig Network => new()
    {
        StateSize = StateSize,
        ActionSize = ActionSize,
        Transformer = new Gpt2Config { Width = Width, Layers = Layers, Heads = Heads, Activation = LaMo ? Gpt2Activation.GeluNew : Gpt2Activation.Relu },
        Adaptation = LaMo ? Adaptation.LaMo : Adaptation.FineTuning,
        MlpEmbedding = LaMo,
    };

    /// <summary>As many and as long episodes as in hopper-medium, a tenth of them.</summary>
    public static List<Step> Steps()
    {
        var random = new Random(0);
        var steps = new List<Step>();
        for (int episode = 0; episode < 220; episode++)
        {
            int length = random.Next(200, 715);
            for (int t = 0; t < length; t++)
                steps.Add(new Step
                {
                    EpisodeId = episode,
                    Timestep = t,
                    State = [.. Enumerable.Range(0, StateSize).Select(_ => 2 * random.NextSingle() - 1)],
                    Action = [.. Enumerable.Range(0, ActionSize).Select(_ => 2 * random.NextSingle() - 1)],
                    Reward = 6 * random.NextSingle(),
                    Timeout = t == length - 1,
                });
        }
        return steps;
    }

    /// <summary>A pipeline that was trained for one step only: how good a network is does not change what it costs.</summary>
    public (ITransformer Model, IDataView Data) Fit()
    {
        var ml = new MLContext(seed: 0);
        IDataView data = ml.OfflineRL().LoadFromSteps(Steps(), StateSize, ActionSize);
        DecisionTransformerConfig network = Network;
        var options = new LaMoTrainer.Options
        {
            PretrainedModel = null,
            Width = Width,
            NumberOfLayers = Layers,
            NumberOfHeads = Heads,
            Activation = network.Transformer.Activation,
            Adaptation = network.Adaptation,
            MlpEmbedding = network.MlpEmbedding,
            Device = DeviceName,
            ScoringPrecision = Precision,
            NumberOfSteps = 1,
            BatchSize = 1,
        };
        ITransformer model = ml.Transforms.NormalizeMeanVariance("State", fixZero: false)
            .Append(ml.Transforms.ReturnsToGo(scale: ReturnScale))
            .Append(ml.OfflineRL().Trainers.LaMo(options))
            .Fit(data);
        return (model, data);
    }
}
