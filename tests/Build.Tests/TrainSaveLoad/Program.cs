// Trains LaMo and saves it (train FILE), or loads it (load FILE); prints the actions that the model predicts for the same steps either way.
using System.Globalization;
using LaMo.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;

MLContext ml = new(seed: 0);
IDataView steps = ml.Data.LoadFromEnumerable(
    from episode in Enumerable.Range(0, 4)
    from t in Enumerable.Range(0, 6)
    let x = MathF.Sin(episode + t)
    select new Row { EpisodeId = episode, Timestep = t, State = [x, x * x], Action = [0.5f * x], Reward = -x * x });

// A process that loads a model has not used LaMo before: the model file names the assembly.
ITransformer model = args[0] == "train" ? Train() : ml.Model.Load(args[1], out _);
foreach (float[] action in model.Transform(steps).GetColumn<float[]>("PredictedAction"))
    Console.WriteLine(action[0].ToString("R", CultureInfo.InvariantCulture));

ITransformer Train()
{
    LaMoTrainer.Options options = new() { ContextLength = 4, MaxEpisodeLength = 8, NumberOfSteps = 5, BatchSize = 4 };
    ITransformer trained = ml.Transforms.NormalizeMeanVariance("State", fixZero: false)
        .Append(ml.Transforms.ReturnsToGo())
        .Append(ml.OfflineRL().Trainers.LaMo(options))
        .Fit(steps);
    ml.Model.Save(trained, steps.Schema, args[1]);
    return trained;
}

internal sealed class Row
{
    public int EpisodeId { get; set; }

    public int Timestep { get; set; }

    [VectorType(2)]
    public float[] State { get; set; } = [];

    [VectorType(1)]
    public float[] Action { get; set; } = [];

    public float Reward { get; set; }
}
