using LaMo.Core.Networks;
using Microsoft.ML;

namespace LaMo.MLNet.Tests;

/// <summary>The numbers of parameters in the log, by the shapes of GPT-2, LoRA and what is around them.</summary>
public sealed class ParameterReportTests : IDisposable
{
    private const int Width = 16;
    private const int Rank = 4;
    private const int Norm = 2 * Width;
    private const int Linear = Width * Width + Width;
    private const int Block = 2 * Norm + 3 * Linear + Linear + Width * 4 * Width + 4 * Width + 4 * Width * Width + Width;
    private const int Transformer = Block + Norm;
    private const int Lora = 3 * (Rank * Width + Width * Rank);
    // Returns, states of 3 values and actions of 2, each embedded by two layers; 16 timesteps; the layer norm; the head of two layers.
    private const int Around = (1 + 3 + 2 + 3) * Width + 3 * Linear + 16 * Width + Norm + Linear + 2 * Width + 2;

    private readonly SmallLanguage _language = new();

    public void Dispose() => _language.Dispose();

    [Fact]
    public void OfLoraFactorsAndBiasesAreTrained() =>
        AssertReport(TestSteps.SmallOptions(), trained: Lora + 3 * Width, transformer: Transformer + Lora);

    [Fact]
    public void OfFineTuningEverythingIsTrained()
    {
        LaMoTrainer.Options options = TestSteps.SmallOptions();
        options.Adaptation = Adaptation.FineTuning;
        AssertReport(options, trained: Transformer, transformer: Transformer);
    }

    [Fact]
    public void WhatTextNeedsIsCountedWhereThereIsText()
    {
        LaMoTrainer.Options options = TestSteps.SmallOptions(_language.Model);
        AssertReport(options, trained: Lora + 3 * Width, transformer: Transformer + Lora);
        (options.LanguageCorpus, options.LanguageCacheFolder) = (_language.Corpus, _language.Cache);
        AssertReport(options, trained: Lora + 3 * Width, transformer: Transformer + Lora + (280 + 16) * Width);
    }

    private static void AssertReport(LaMoTrainer.Options options, int trained, int transformer)
    {
        var ml = new MLContext(seed: 1);
        var logged = new List<string>();
        ml.Log += (_, message) => logged.Add(message.RawMessage);
        ((IDisposable)ml.Pipeline(options).Fit(ml.Load(TestSteps.Linear(5)))).Dispose();
        string report = Assert.Single(logged, message => message.EndsWith(" are trained."));
        Assert.Equal($"{Count(trained, transformer)} of the transformer and {Count(trained + Around, transformer + Around)} of the whole network are trained.", report);

        static string Count(int part, int all) => FormattableString.Invariant($"{part} of {all} parameters ({100.0 * part / all:G3} %)");
    }
}
