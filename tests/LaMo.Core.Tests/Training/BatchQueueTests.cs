using LaMo.Core.Language;
using LaMo.Core.Networks;
using LaMo.Core.Tests.Language;
using LaMo.Core.Tests.Networks;
using LaMo.Core.Tests.Trajectories;
using LaMo.Core.Training;
using TorchSharp;

namespace LaMo.Core.Tests.Training;

public sealed class BatchQueueTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void DrawingAheadGivesTheSameNumbers()
    {
        int[] inTurn = Numbers(ahead: false), ahead = Numbers(ahead: true);
        Assert.Equal(inTurn, ahead);
        Assert.Equal(4, inTurn.Distinct().Count());
        // Both went back to where they stood after the third batch.
        Assert.Equal(inTurn[3], inTurn[4]);

        static int[] Numbers(bool ahead)
        {
            var random = new SplitMix64(4);
            using var queue = new BatchQueue(batch => batch.Text[0] = random.Next(1000), random, () => new StepBatch([], [0]), ahead);
            var numbers = new List<int>();
            for (int i = 0; i < 3; i++)
                numbers.Add(queue.Next().Text[0]);
            ulong state = queue.RandomState;
            numbers.Add(queue.Next().Text[0]);
            queue.Next();
            queue.RandomState = state;
            Assert.Equal(state, queue.RandomState);
            numbers.Add(queue.Next().Text[0]);
            return [.. numbers];
        }
    }

    [Fact]
    public void FaultOfTheDrawIsThatOfTheBatch()
    {
        using var queue = new BatchQueue(_ => throw new IOException("the text is gone"), new SplitMix64(1), () => new StepBatch([], []), ahead: true);
        Assert.Equal("the text is gone", Assert.Throws<IOException>(() => queue.Next()).Message);
    }

    /// <summary>With gradient accumulation, text and validation, saved in the middle and loaded.</summary>
    [Fact]
    public void TrainingWithBatchesDrawnAheadGivesTheSameWeights()
    {
        TextTokenizer tokenizer = Texts.Tokenizer(_folder);
        using TokenFile text = TokenFile.Open(new TextCorpus(_folder.Write("text/a.txt", Texts.Sentences(100))), tokenizer, _folder["cache"]);
        byte[] inTurn = Weights(ahead: false, text, tokenizer.Size);
        Assert.Equal(inTurn, Weights(ahead: true, text, tokenizer.Size));
        Assert.Equal(inTurn, Weights(ahead: true, text, tokenizer.Size, resumeAfter: 5));
    }

    private static byte[] Weights(bool ahead, TokenFile text, int vocabularySize, int resumeAfter = 0)
    {
        var options = new TrainingOptions { BatchSize = 8, GradientAccumulationSteps = 2, LearningRate = 1e-2, WarmupSteps = 0, ValidationFraction = 0.2 };
        DecisionTransformerConfig config = SmallNetwork.Config with { Transformer = SmallNetwork.Config.Transformer with { VocabularySize = vocabularySize, Positions = 16, ResidualDropout = 0.1 } };
        torch.random.manual_seed(1);
        var dropout = new DropoutGenerator(1);
        using var network = new DecisionTransformer(config, dropout);
        using TrainingRun run = Begin();
        using var state = new MemoryStream();
        for (int step = 0; step < resumeAfter; step++)
            run.TakeStep();
        if (resumeAfter > 0)
        {
            run.Save(state);
            run.TakeStep();
            state.Position = 0;
            run.Load(state);
        }
        while (run.Step < 12)
            run.TakeStep();
        return [.. network.parameters().SelectMany(parameter => parameter.bytes.ToArray())];

        TrainingRun Begin() => new(options, network, dropout, Datasets.Linear(), seed: 1, new LanguageTask(text) { BlockLength = 16 }, ahead: ahead);
    }
}
