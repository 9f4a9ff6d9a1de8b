using LaMo.Cli.Configuration;
using LaMo.Core.Networks;
using LaMo.Environments.Rollouts;
using LaMo.MLNet;
using Microsoft.ML;

namespace LaMo.Cli.Tests.Configuration;

public sealed class RunConfigurationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lamo-configuration-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void OptionsAreSetByTheirNames()
    {
        RunConfiguration run = RunConfiguration.Load(Write("""
            data: [a.hdf5, b.hdf5]
            output: policy.zip
            dataRatio: 0.1
            seed: 7
            trainer:
              pretrainedModel: null
              activation: Relu
              learningRate: 3e-4
              numberOfHeads: 2
              timeLimit: "1:30:00"
              adaptation: { lora: { rank: 8 }, layerNorms: true }
              tokenSchedule: { warmupTokens: 10 }
            """));
        Assert.Equal(["a.hdf5", "b.hdf5"], run.Data);
        Assert.Equal((0.1, Algorithm.LaMo), (run.DataRatio, run.Algorithm));
        var options = Assert.IsType<LaMoTrainer.Options>(run.Options);
        Assert.Equal((null, Gpt2Activation.Relu, 3e-4, 2, TimeSpan.FromMinutes(90), 7), (options.PretrainedModel, options.Activation, options.LearningRate, options.NumberOfHeads, options.TimeLimit, options.Seed));
        Assert.Equal(new Adaptation { Lora = new LoraConfig { Rank = 8 }, LayerNorms = true }, options.Adaptation);
        Assert.Equal((10, 50_000_000), (options.TokenSchedule!.WarmupTokens, options.TokenSchedule.FinalTokens));
        Assert.Equal(2500, options.WarmupSteps);
    }

    [Fact]
    public void SettingsTakeThePlaceOfTheFilesValues()
    {
        string path = Write("data: a.hdf5\noutput: policy.zip\nseed: 1\nalgorithm: LaMo\n");
        RunConfiguration run = RunConfiguration.Load(path, "algorithm=Cql", "seed=2", "trainer.hiddenSizes=[16, 32]", "trainer.seed=3", "data=b.hdf5");
        var options = Assert.IsType<CqlTrainer.Options>(run.Options);
        Assert.Equal(["b.hdf5"], run.Data);
        Assert.Equal([16, 32], options.HiddenSizes);
        Assert.Equal((2, 3), (run.Seed, options.Seed));
        Assert.Equal("x", Assert.Single(RunConfiguration.Load(null, "data=x", "output=y").Data));
    }

    [Theory]
    [InlineData("trainer:\n  numberOfStep: 3\n", "line 4: /trainer/numberOfStep is unknown")]
    [InlineData("algorithm: Iql\ntrainer:\n  contextLength: 3\n", "line 5: /trainer/contextLength is unknown; IqlTrainer has actionColumnName, batchSize, ")]
    [InlineData("algorithm: Iql\ntrainer:\n  expectile: high\n", "line 5: /trainer/expectile is no number: \"high\"")]
    [InlineData("algorithm: Iql\ntrainer:\n  hiddenSizes: [1, two]\n", "line 5: /trainer/hiddenSizes/1 is no ")]
    [InlineData("algorithm: Iql\ntrainer:\n  discount: null\n", "line 5: /trainer/discount is null")]
    [InlineData("algorithm: Iql\ntrainer:\n  progress: null\n", "line 5: /trainer/progress is unknown")]
    [InlineData("trainer:\n  adaptation: Half\n", "line 4: /trainer/adaptation")]
    [InlineData("algorithm: Lamo\n", "line 3: /algorithm is \"Lamo\"")]
    public void FaultsAreNamedWithTheirLines(string content, string expected)
    {
        string path = Write("data: a.hdf5\noutput: policy.zip\n" + content);
        InvalidDataException e = Assert.Throws<InvalidDataException>(() => RunConfiguration.Load(path));
        Assert.StartsWith($"{path}, line ", e.Message);
        Assert.Contains(expected, e.Message);
    }

    [Fact]
    public void FaultOfASettingNamesIt()
    {
        string path = Write("data: a.hdf5\noutput: policy.zip\n");
        Assert.StartsWith("'trainer.batchSize=many': /trainer/batchSize ", Assert.Throws<InvalidDataException>(() => RunConfiguration.Load(path, "trainer.batchSize=many")).Message);
        Assert.Contains("sets nothing", Assert.Throws<InvalidDataException>(() => RunConfiguration.Load(path, "seed")).Message);
        Assert.Contains("no named parts", Assert.Throws<InvalidDataException>(() => RunConfiguration.Load(path, "data.a=1")).Message);
    }

    [Theory]
    [InlineData("LaMo", "pretrainedModel: null, width: 16, numberOfLayers: 1, numberOfHeads: 2, contextLength: 3, maxEpisodeLength: 100, batchSize: 4")]
    [InlineData("DecisionTransformer", "width: 16, numberOfLayers: 1, contextLength: 3, maxEpisodeLength: 100, batchSize: 4")]
    [InlineData("WikiRL", "numberOfCentres: 4, contextLength: 3, batchSize: 4")]
    [InlineData("BehaviorCloning", "hiddenSizes: [8]")]
    [InlineData("Td3Bc", "hiddenSizes: [8]")]
    [InlineData("Iql", "hiddenSizes: [8]")]
    [InlineData("Cql", "hiddenSizes: [8]")]
    public void JobTrainsAPipelineThatIsSaved(string algorithm, string options)
    {
        var ml = new MLContext(seed: 0);
        string data = Path.Combine(_folder, "steps.idv");
        ml.OfflineRL().SaveToFile(ml.OfflineRL().LoadFromSteps(BehaviourRecorder.ForReacher2d().Record(4), 12, 2), data);
        RunConfiguration run = RunConfiguration.Load(Write($$"""
            data: {{data}}
            output: policy.zip
            algorithm: {{algorithm}}
            dataRatio: 0.5
            delayedRewards: true
            rewardScale: 0.1
            returnScale: 10
            frameStack: 2
            trainer: { numberOfSteps: 2, {{options}} }
            """));
        var job = new TrainingJob(ml, run, run.Options);
        IDataView steps = job.LoadData();
        Assert.Equal(200, steps.GetRowCount() ?? ml.Data.CreateEnumerable<Row>(steps, reuseRowObject: true).Count());
        string model = Path.Combine(_folder, "policy.zip");
        using FittedPipeline pipeline = job.Fit(steps);
        pipeline.Save(model);
        ITransformer loaded = new MLContext().Model.Load(model, out DataViewSchema schema);
        Assert.Equal(steps.Schema.Count, schema.Count);
        Assert.NotNull(loaded.Transform(steps).Schema.GetColumnOrNull("PredictedAction"));
        ((IDisposable)loaded).Dispose();
    }

    private string Write(string content)
    {
        string path = Path.Combine(_folder, "run.yaml");
        File.WriteAllText(path, content);
        return path;
    }

    private sealed class Row
    {
        public float Reward { get; set; }
    }
}
