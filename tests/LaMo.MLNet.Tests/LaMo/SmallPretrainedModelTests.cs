using LaMo.Core.Checkpoints;
using LaMo.Core.Language;
using LaMo.Core.Networks;
using LaMo.Core.Serialization;
using Microsoft.ML;
using Microsoft.ML.Data;
using static TorchSharp.torch;

namespace LaMo.MLNet.Tests;

public class SmallPretrainedModelTests
{
    private static readonly string s_folder = LaMoTrainer.Options.SmallPretrainedModel;

    [Fact]
    public void LiesBesideTheLibrary()
    {
        using Gpt2Checkpoint checkpoint = Gpt2Checkpoint.Open(s_folder);
        Gpt2Config config = checkpoint.Config;
        Assert.Equal((4, 4, 128, 4096, 1024), (config.Layers, config.Heads, config.Width, config.VocabularySize, config.Positions));
        Assert.True(Directory.GetFiles(s_folder).Sum(path => new FileInfo(path).Length) < 4 << 20);
        Assert.Contains("lamo pretrain --corpus", File.ReadAllText(Path.Combine(s_folder, "README.md")));
    }

    [Fact]
    public void IsWhatLaMoBeginsWith()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(s_folder, new LaMoTrainer.Options().PretrainedModel);
        LaMoTrainer.Options options = TestSteps.SmallOptions(s_folder);
        options.NumberOfSteps = 1;
        var ml = new MLContext(seed: 1);
        using var model = (TransformerChain<SequenceTransformer>)ml.Pipeline(options).Fit(ml.Load(TestSteps.Linear(4)));
        string weights = Path.Combine(Directory.CreateTempSubdirectory("lamo-default-").FullName, "weights.safetensors");
        model.LastTransformer.SaveWeights(weights);
        using TensorFile trained = TensorFile.Open(weights), pretrained = TensorFile.Open(Path.Combine(s_folder, "model.safetensors"));
        foreach (string frozen in (string[])["h.0.attn.c_attn.weight", "h.3.mlp.c_proj.weight", "ln_f.weight"])
        {
            Tensor expected = zeros([.. pretrained.Tensors["transformer." + frozen].Shape]), actual = zeros_like(expected);
            pretrained.Read("transformer." + frozen, expected);
            trained.Read("transformer." + frozen, actual);
            Assert.Equal(expected.bytes.ToArray(), actual.bytes.ToArray());
        }
        Directory.Delete(Path.GetDirectoryName(weights)!, recursive: true);
    }

    [Fact]
    public void ReadsEnglishFarBetterThanItsWordsInReverse()
    {
        using var scope = NewDisposeScope();
        using Gpt2Checkpoint checkpoint = Gpt2Checkpoint.Open(s_folder);
        using var network = new DecisionTransformer(
            new DecisionTransformerConfig { StateSize = 1, ActionSize = 1, Transformer = checkpoint.Config, Adaptation = Adaptation.Frozen }, new DropoutGenerator(0));
        checkpoint.LoadInto(network);
        network.eval();
        int[] sentence = [.. TextTokenizer.Open(s_folder).Encode("A person who is skilled in the art of painting; one who makes pictures of the state of the mind or of the body.")];
        double forward = Loss(sentence), backward = Loss([.. sentence.Reverse()]);
        Assert.True(forward < 5, $"{forward}");
        Assert.True(backward > forward + 2, $"{forward}, in reverse {backward}");

        double Loss(int[] tokens)
        {
            Tensor text = tensor(tokens, [1, tokens.Length], dtype: ScalarType.Int64);
            return nn.functional.cross_entropy(network.ReadText(text, addPositions: true)[0].narrow(0, 0, tokens.Length - 1), text[0].narrow(0, 1, tokens.Length - 1)).item<float>();
        }
    }
}
