using System.IO.Compression;
using LaMo.Core.Networks;
using Microsoft.ML;

namespace LaMo.MLNet.Tests;

/// <summary>The variants of the network that the options choose.</summary>
public class LaMoVariantTests
{
    private readonly MLContext _ml = new(seed: 1);

    public static TheoryData<string, Action<LaMoTrainer.Options>> Variants => new()
    {
        { "no LoRA, layer norms", options => options.Adaptation = new Adaptation { Lora = null, LayerNorms = true } },
        { "attention and feed-forward", options => options.Adaptation = new Adaptation { Attention = true, FeedForward = true } },
        { "last block", options => options.Adaptation = new Adaptation { LastBlocks = 1 } },
        { "frozen transformer", options => options.Adaptation = Adaptation.Frozen },
        { "frozen surroundings", options => options.Adaptation = new Adaptation { EmbeddersAndHead = false } },
        { "fine-tuning", options => options.Adaptation = Adaptation.FineTuning },
        { "LoRA's own values", options => options.Adaptation = new Adaptation { Lora = new LoraConfig { Rank = 3, Alpha = 5, Dropout = 0.25 } } },
        { "linear embedders", options => options.MlpEmbedding = false },
        { "no tanh", options => (options.MlpEmbedding, options.ActionTanh) = (false, false) },
        { "layer norm after time", options => options.NormalizeBeforeTime = false },
        { "shared projections", options => (options.MlpEmbedding, options.SharedProjections) = (false, true) },
        { "trained position table", options => (options.ExtendPositions, options.Adaptation) = (true, new Adaptation { PositionTable = true }) },
        { "ReLU", options => options.Activation = Gpt2Activation.Relu },
    };

    [Theory]
    [MemberData(nameof(Variants))]
    public void VariantDiffersFromTheDefaultAndSurvivesTheModelFile(string name, Action<LaMoTrainer.Options> choose)
    {
        IDataView data = _ml.Load(TestSteps.Linear(6, 6));
        LaMoTrainer.Options options = TestSteps.SmallOptions();
        choose(options);
        ITransformer model = _ml.Pipeline(options).Fit(data);
        float[][] predicted = TestSteps.PredictedActions(model.Transform(data));

        byte[] file = Save(model, data);
        ITransformer loaded = new MLContext().Model.Load(new MemoryStream(file), out _);
        Assert.Equal(predicted, TestSteps.PredictedActions(loaded.Transform(data)));
        Assert.Equal(Config(file), Config(Save(loaded, data)));
        Assert.False(Default(data).SequenceEqual(predicted.SelectMany(action => action)), name);
    }

    private byte[] Save(ITransformer model, IDataView data)
    {
        using var stream = new MemoryStream();
        _ml.Model.Save(model, data.Schema, stream);
        return stream.ToArray();
    }

    private static string Config(byte[] file)
    {
        using var zip = new ZipArchive(new MemoryStream(file));
        using var reader = new StreamReader(zip.Entries.Single(entry => entry.FullName.Replace('\\', '/').EndsWith("Transform_002/Config.json", StringComparison.Ordinal)).Open());
        return reader.ReadToEnd();
    }

    private static IEnumerable<float> Default(IDataView data) => TestSteps.PredictedActions(new MLContext(seed: 1).Pipeline().Fit(data).Transform(data)).SelectMany(action => action);
}
