using LaMo.MLNet;
using Microsoft.ML;

namespace LaMo.Cli.Tests;

/// <summary>A small dataset and pipelines that were trained on it for a moment.</summary>
public sealed class TrainedPolicy : IDisposable
{
    public TrainedPolicy()
    {
        LamoResult recorded = Lamo.Run("collect", "--task", "pendulum", "--quality", "random", "--steps", "600", "--out", Data);
        Assert.True(recorded.ExitCode == 0, recorded.Errors);
        recorded = Lamo.Run("collect", "--task", "cartpole", "--quality", "random", "--steps", "300", "--out", DiscreteData);
        Assert.True(recorded.ExitCode == 0, recorded.Errors);
        Train(Data, Model);
        Train(DiscreteData, DiscreteModel);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("lamo-policy-").FullName;

    public string Data => Path.Combine(Folder, "pendulum.idv");

    public string Model => Path.Combine(Folder, "pendulum.zip");

    public string DiscreteData => Path.Combine(Folder, "cartpole.idv");

    public string DiscreteModel => Path.Combine(Folder, "cartpole.zip");

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static void Train(string data, string path)
    {
        var ml = new MLContext(seed: 0);
        IDataView steps = ml.OfflineRL().LoadFromFile(data);
        IEstimator<ITransformer> pipeline = ml.Transforms.NormalizeMeanVariance("State", fixZero: false)
            .Append(ml.OfflineRL().Trainers.BehaviorCloning(new BehaviorCloningTrainer.Options { NumberOfSteps = 20, HiddenSizes = [8], MaxAction = 2 }));
        ml.Model.Save(pipeline.Fit(steps), steps.Schema, path);
    }
}
