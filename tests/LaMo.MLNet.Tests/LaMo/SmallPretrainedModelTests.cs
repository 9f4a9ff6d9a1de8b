using LaMo.Core.Checkpoints;
using LaMo.Core.Language;
using LaMo.Core.Networks;
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
        Assert.Equal((4, 4, 128, 4096, 512), (config.Layers, config.Heads, config.Width, config.VocabularySize, config.Positions));
        Assert.True(Directory.GetFiles(s_folder).Sum(path => new FileInfo(path).Length) < 4 << 20);
        Assert.Contains("lamo pretrain --corpus", File.ReadAllText(Path.Combine(s_folder, "README.md")));
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
