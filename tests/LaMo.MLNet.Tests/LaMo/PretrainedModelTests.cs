using System.IO.Compression;
using System.Text.Json;
using LaMo.Core.Checkpoints;
using LaMo.Core.Networks;
using LaMo.Core.Serialization;
using Microsoft.ML;
using Microsoft.ML.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace LaMo.MLNet.Tests;

public sealed class PretrainedModelTests : IDisposable
{
    private static readonly Gpt2Config _pretrained = new() { Width = 24, Layers = 2, Heads = 3, VocabularySize = 11, Positions = 5, LayerNormEpsilon = 1e-4 };

    private MLContext _ml = new(seed: 1);
    private readonly string _folder = Directory.CreateTempSubdirectory("lamo-pretrained-").FullName;

    public PretrainedModelTests() => Pretrain(seed: 4);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void TransformerHasTheShapeAndTheFrozenWeightsOfThePretrainedModel()
    {
        using DisposeScope scope = NewDisposeScope();
        (JsonElement config, TensorFile weights) = Save(Fit(options => options.Dropout = 0.3));
        using TensorFile pretrained = TensorFile.Open(Path.Combine(_folder, "model.safetensors"));
        foreach ((string name, TensorInfo info) in pretrained.Tensors.Where(tensor => !tensor.Key.Contains("wte") && !tensor.Key.Contains("wpe") && !tensor.Key.EndsWith("c_attn.bias")))
        {
            Tensor expected = zeros([.. info.Shape]), actual = zeros([.. info.Shape]);
            pretrained.Read(name, expected);
            weights.Read(name, actual);
            Assert.Equal(expected.bytes.ToArray(), actual.bytes.ToArray());
        }
        JsonElement transformer = config.GetProperty("network").GetProperty("transformer");
        Assert.Equal((24, 2, 3, 1e-4, 0.3), (transformer.GetProperty("n_embd").GetInt32(), transformer.GetProperty("n_layer").GetInt32(),
            transformer.GetProperty("n_head").GetInt32(), transformer.GetProperty("layer_norm_epsilon").GetDouble(), transformer.GetProperty("resid_pdrop").GetDouble()));
        weights.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void SavedModelHoldsOnlyWhatScoringNeeds(bool extendPositions)
    {
        (JsonElement config, TensorFile weights) = Save(Fit(options => options.ExtendPositions = extendPositions));
        Assert.False(weights.Tensors.ContainsKey("transformer.wte.weight"));
        Assert.Equal(extendPositions, weights.Tensors.ContainsKey("transformer.wpe.weight"));
        JsonElement transformer = config.GetProperty("network").GetProperty("transformer");
        Assert.Equal((0, extendPositions ? 5 : 0), (transformer.GetProperty("vocab_size").GetInt32(), transformer.GetProperty("n_positions").GetInt32()));
        weights.Dispose();
    }

    [Fact]
    public void SharesOfWhatIsTrainedAreLogged()
    {
        var logged = new List<string>();
        _ml.Log += (_, message) => logged.Add(message.Message);
        Fit(_ => { });
        Assert.Contains(logged, message => message.Contains("of the transformer and") && message.Contains("of the whole network are trained"));
    }

    [Fact]
    public void FolderThatIsMissingIsNamedBeforeAnyRowIsRead()
    {
        LaMoTrainer.Options options = TestSteps.SmallOptions(Path.Combine(_folder, "zz"));
        IDataView data = _ml.Transforms.ReturnsToGo().Fit(_ml.Load([])).Transform(_ml.Load([]));
        Assert.Contains(options.PretrainedModel!, Assert.Throws<DirectoryNotFoundException>(() => _ml.OfflineRL().Trainers.LaMo(options).Fit(data)).Message);
    }

    [Fact]
    public void RunThatBeganWithOtherWeightsIsNotGoneOnWith()
    {
        void Keep(LaMoTrainer.Options options) => options.CheckpointFolder = Path.Combine(_folder, "run");
        Fit(Keep);
        _ml = new MLContext(seed: 1);
        Fit(Keep);
        Pretrain(seed: 5);
        _ml = new MLContext(seed: 1);
        Assert.Contains("another run: FirstWeights", Assert.Throws<InvalidOperationException>(() => Fit(Keep)).Message);
    }

    [Fact]
    public void AdapterThatIsSavedCanBeBegunWith()
    {
        string first = Path.Combine(_folder, "first"), second = Path.Combine(_folder, "second");
        using (SequenceTransformer model = Fit(_ => { }).LastTransformer)
            model.SaveAdapter(first);
        void Begin(LaMoTrainer.Options options)
        {
            options.InitialAdapter = first;
            options.TransformerLearningRate = 0;
        }
        using (SequenceTransformer model = Fit(Begin).LastTransformer)
            model.SaveAdapter(second);
        foreach (string name in (string[])["adapter_config.json", "adapter_model.safetensors"])
            Assert.Equal(File.ReadAllBytes(Path.Combine(first, name)), File.ReadAllBytes(Path.Combine(second, name)));

        Assert.Throws<ArgumentException>(() => Fit(options =>
        {
            options.InitialAdapter = first;
            options.Adaptation = new Adaptation { Lora = new LoraConfig { Rank = 5 } };
        }));
    }

    [Fact]
    public void ModelWithoutLoraHasNoAdapter()
    {
        using SequenceTransformer model = Fit(options => options.Adaptation = Adaptation.Frozen).LastTransformer;
        Assert.Throws<InvalidOperationException>(() => model.SaveAdapter(_folder));
    }

    [Fact]
    public void WeightsThatAreSavedCanBeTakenAsTheyAre()
    {
        string path = Path.Combine(_folder, "weights.safetensors");
        IDataView data = _ml.Load(TestSteps.Linear(4, 7));
        LaMoTrainer.Options options = TestSteps.SmallOptions();
        var trained = (TransformerChain<SequenceTransformer>)_ml.Pipeline(options).Fit(data);
        trained.LastTransformer.SaveWeights(path);
        options.InitialWeights = path;
        options.NumberOfSteps = 0;
        ITransformer taken = new MLContext(seed: 9).Pipeline(options).Fit(data);
        Assert.Equal(TestSteps.PredictedActions(trained.Transform(data)), TestSteps.PredictedActions(taken.Transform(data)));
    }

    [Fact]
    public void OptionsThatNeedOthersAreRefusedWithoutThem()
    {
        LaMoTrainer.Options options = TestSteps.SmallOptions();
        options.InitialAdapter = _folder;
        Assert.Throws<ArgumentOutOfRangeException>(nameof(options.InitialAdapter), () => _ml.OfflineRL().Trainers.LaMo(options));
        options.InitialAdapter = null;
        options.NumberOfSteps = 0;
        Assert.Throws<ArgumentOutOfRangeException>(nameof(options.NumberOfSteps), () => _ml.OfflineRL().Trainers.LaMo(options));
    }

    [Fact]
    public void OptionsThatDoNotFitThePretrainedModelAreRefused()
    {
        LaMoTrainer.Options options = TestSteps.SmallOptions(_folder);
        options.Adaptation = new Adaptation { LastBlocks = 3 };
        IDataView data = _ml.Transforms.ReturnsToGo().Fit(_ml.Load([])).Transform(_ml.Load([]));
        Assert.Throws<ArgumentOutOfRangeException>(nameof(options.Adaptation), () => _ml.OfflineRL().Trainers.LaMo(options).Fit(data));
    }

    [Theory]
    [InlineData(nameof(LaMoTrainer.Options.Width), 12)]
    [InlineData(nameof(LaMoTrainer.Options.NumberOfLayers), 1)]
    [InlineData(nameof(LaMoTrainer.Options.NumberOfHeads), 2)]
    [InlineData(nameof(LaMoTrainer.Options.Activation), Gpt2Activation.Relu)]
    public void ShapeThatIsNotThePretrainedModelsIsRefused(string option, object value)
    {
        LaMoTrainer.Options options = TestSteps.SmallOptions(_folder);
        typeof(LaMoTrainer.Options).GetProperty(option)!.SetValue(options, value);
        IDataView data = _ml.Transforms.ReturnsToGo().Fit(_ml.Load([])).Transform(_ml.Load([]));
        Assert.Contains(_folder, Assert.Throws<ArgumentOutOfRangeException>(option, () => _ml.OfflineRL().Trainers.LaMo(options).Fit(data)).Message);
    }

    [Fact]
    public void ShapeOfThePretrainedModelMayBeNamed() =>
        Fit(options => (options.Width, options.NumberOfLayers, options.NumberOfHeads, options.Activation) = (24, 2, 3, Gpt2Activation.GeluNew)).Dispose();

    private void Pretrain(int seed)
    {
        random.manual_seed(seed);
        using var network = new DecisionTransformer(new DecisionTransformerConfig { StateSize = 1, ActionSize = 1, Transformer = _pretrained }, new DropoutGenerator(4));
        Gpt2Checkpoint.Save(_folder, network);
    }

    private TransformerChain<SequenceTransformer> Fit(Action<LaMoTrainer.Options> change)
    {
        LaMoTrainer.Options options = TestSteps.SmallOptions(_folder);
        options.NumberOfSteps = 2;
        change(options);
        return (TransformerChain<SequenceTransformer>)_ml.Pipeline(options).Fit(_ml.Load(TestSteps.Linear(4)));
    }

    private (JsonElement Config, TensorFile Weights) Save(ITransformer model)
    {
        string path = Path.Combine(_folder, "policy.zip"), weights = Path.Combine(_folder, "policy.safetensors");
        _ml.Model.Save(model, _ml.Load([]).Schema, path);
        ((IDisposable)model).Dispose();
        Assert.IsType<TransformerChain<ITransformer>>(_ml.Model.Load(path, out _)).Dispose();
        using ZipArchive zip = ZipFile.OpenRead(path);
        zip.Entries.Single(entry => entry.Name == "Weights.safetensors" || entry.FullName.EndsWith("Weights.safetensors")).ExtractToFile(weights);
        using Stream config = zip.Entries.Last(entry => entry.FullName.EndsWith("Config.json")).Open();
        return (JsonDocument.Parse(config).RootElement, TensorFile.Open(weights));
    }
}
