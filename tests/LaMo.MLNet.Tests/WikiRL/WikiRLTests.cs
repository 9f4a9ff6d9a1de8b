using LaMo.Tests;
using Microsoft.ML;

namespace LaMo.MLNet.Tests;

public class WikiRLTests
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly List<string> _messages = [];

    public WikiRLTests() => _ml.Log += (_, message) => _messages.Add(message.RawMessage);

    [Fact]
    public void EveryWeightIsTrainedAndTokensArePulledTowardsCentres()
    {
        Fit(Options());
        Assert.Contains(_messages, message => message.Contains("Pulling tokens towards 20 centres of the language model's, with weight 0.1"));
        Assert.Contains(_messages, message => message.Contains("(100"));
    }

    [Fact]
    public void WithoutWeightThereAreNoCentres()
    {
        WikiRLTrainer.Options options = Options();
        options.SimilarityLossWeight = 0;
        Fit(options);
        Assert.DoesNotContain(_messages, message => message.Contains("centres"));
    }

    [SharedDataFact("data/gpt2_1000.pt")]
    public void CentresOfAnotherModelAreRefused()
    {
        WikiRLTrainer.Options options = Options();
        options.CentresFile = SharedData.PathOf("data/gpt2_1000.pt");
        Assert.Contains("must hold one tensor of centres, 128 wide", Assert.Throws<InvalidDataException>(() => Fit(options)).Message);
    }

    [Theory]
    [InlineData(nameof(WikiRLTrainer.Options.PretrainedModel), null)]
    [InlineData(nameof(WikiRLTrainer.Options.PretrainedModel), " ")]
    [InlineData(nameof(WikiRLTrainer.Options.SimilarityLossWeight), -0.1)]
    [InlineData(nameof(WikiRLTrainer.Options.SimilarityFadeSteps), 0)]
    [InlineData(nameof(WikiRLTrainer.Options.NumberOfCentres), 0)]
    public void OptionOutsideItsRangeIsRefusedByName(string option, object? value)
    {
        WikiRLTrainer.Options options = Options();
        options.GetType().GetProperty(option)!.SetValue(options, value);
        Assert.Throws<ArgumentOutOfRangeException>(option, () => _ml.OfflineRL().Trainers.WikiRL(options));
    }

    private static WikiRLTrainer.Options Options()
    {
        var options = (WikiRLTrainer.Options)SequenceTrainers.Options("WikiRL");
        options.NumberOfSteps = 2;
        return options;
    }

    private void Fit(WikiRLTrainer.Options options) => ((IDisposable)SequenceTrainers.Pipeline(_ml, options).Fit(_ml.Load(TestSteps.Linear(5, 5)))).Dispose();
}
