using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LaMo.Core.Checkpoints;
using LaMo.Core.Serialization;
using LaMo.Core.Training;
using static TorchSharp.torch;

namespace LaMo.Core.Language.Pretraining;

/// <summary>
/// Makes a pretrained language model: learns a vocabulary from a corpus, tokenizes it, trains a GPT-2, and writes a folder of Hugging Face's layout with a model
/// card. What it needs to go on after an interruption lies in the folder's subfolder <c>training</c>, which may be deleted afterwards.
/// </summary>
/// <param name="corpus">The text.</param>
/// <param name="folder">Where the model goes; made if need be.</param>
/// <param name="options">The model and its training.</param>
/// <param name="time">The clock.</param>
public sealed class LanguagePretraining(TextCorpus corpus, string folder, LanguageModelOptions options, TimeProvider time)
{
    private readonly string _workFolder = Path.Combine(folder, "training");

    /// <summary>The number of tokens to learn; an existing vocabulary is used instead when <see cref="VocabularyFolder"/> is given. The default value is 4096.</summary>
    public int VocabularySize { get; init; } = 4096;

    /// <summary>A folder with the vocab.json and merges.txt to use. The default value is <see langword="null"/>: learn one.</summary>
    public string? VocabularyFolder { get; init; }

    /// <summary>Whether weights are written as float16; otherwise as float32. The default value is <see langword="true"/>.</summary>
    public bool HalfPrecision { get; init; } = true;

    /// <summary>Where to train. The default value is the CPU.</summary>
    public Device Device { get; init; } = CPU;

    /// <summary>The threads that libtorch trains with on the CPU. The default value is <see langword="null"/>: <c>OMP_NUM_THREADS</c>, or one on each core.</summary>
    public int? NumberOfThreads { get; init; }

    /// <summary>What the model card says that the model was made with. The default value is empty.</summary>
    public string Command { get; init; } = "";

    private string StatePath => Path.Combine(_workFolder, "state.bin");

    /// <summary>Does it all.</summary>
    /// <param name="resume">Whether to go on where an earlier run of the same options was interrupted.</param>
    /// <param name="stage">Told what begins.</param>
    /// <param name="report">Told how training goes.</param>
    /// <param name="cancellation">Ends it; the state to go on from is saved.</param>
    /// <exception cref="ArgumentException">An option is outside its range; the message names it.</exception>
    /// <exception cref="FileNotFoundException">There is nothing to resume.</exception>
    /// <exception cref="InvalidDataException">The state to resume is damaged.</exception>
    /// <exception cref="InvalidOperationException">The state to resume is of other options, another corpus or another vocabulary, the corpus is too small, or the loss is no longer finite.</exception>
    public LanguagePretrainingResult Run(bool resume = false, Action<string>? stage = null, Action<LanguageModelProgress>? report = null, CancellationToken cancellation = default)
    {
        options.Validate();
        if (VocabularyFolder is null && VocabularySize is < BpeTraining.SmallestSize or > TextTokenizer.LargestSize)
            throw new ArgumentOutOfRangeException(nameof(VocabularySize), VocabularySize, $"VocabularySize must lie in {BpeTraining.SmallestSize} to {TextTokenizer.LargestSize}.");
        using IDisposable? threads = LibtorchThreads.Use(NumberOfThreads ?? LibtorchThreads.Default);
        if (resume && !File.Exists(StatePath))
            throw new FileNotFoundException($"There is nothing to resume in {folder}.", StatePath);
        Directory.CreateDirectory(_workFolder);
        if (!resume)
            MakeVocabulary(stage);
        TextTokenizer tokenizer = TextTokenizer.Open(folder);
        stage?.Invoke("Tokenizing the corpus");
        using TokenFile tokens = TokenFile.Open(corpus, tokenizer, _workFolder, cancellation);

        LanguageModelOptions complete = options with { Model = options.Model with { VocabularySize = tokenizer.Size } };
        using var training = new LanguageModelTraining(tokens, complete, time, Device);
        using var state = new TrainingStateFile(StatePath, Identity(complete, tokenizer));
        if (resume)
            state.Read(training.Load);
        stage?.Invoke("Training");
        training.Run(report, SaveModel, () => state.Write(training.Save), cancellation);

        var result = new LanguagePretrainingResult(training.Step, training.BestStep, training.BestValidationLoss, training.UnigramLoss(), training.Tokens.Training, training.Tokens.Validation, training.Elapsed);
        string card = ModelCard.Write(complete, result, corpus, Command, HalfPrecision);
        AtomicFile.Write(Path.Combine(folder, "README.md"), stream => stream.Write(Encoding.UTF8.GetBytes(card)));
        return result;

        void SaveModel() => Gpt2Checkpoint.Save(folder, training.Model, HalfPrecision ? ScalarType.Float16 : ScalarType.Float32);
    }

    private void MakeVocabulary(Action<string>? stage)
    {
        File.Delete(StatePath);
        if (VocabularyFolder is null)
        {
            stage?.Invoke("Learning the vocabulary");
            BpeTraining.Train(corpus.ReadTexts().Select(part => part.Text), VocabularySize).Save(folder);
            return;
        }
        TextTokenizer.Open(VocabularyFolder);
        foreach (string name in (ReadOnlySpan<string>)[BpeVocabulary.VocabularyFile, BpeVocabulary.MergesFile])
        {
            // Read first: both folders may be the same.
            byte[] file = File.ReadAllBytes(Path.Combine(VocabularyFolder, name));
            AtomicFile.Write(Path.Combine(folder, name), stream => stream.Write(file));
        }
    }

    /// <summary>What two runs must have in common for one to go on from the other's state. Where training ends is not part of it.</summary>
    private JsonObject Identity(LanguageModelOptions complete, TextTokenizer tokenizer) => new()
    {
        ["Options"] = JsonSerializer.SerializeToNode(complete with { TimeLimit = null, EarlyStopSteps = null, Patience = null }),
        ["Corpus"] = corpus.Fingerprint(),
        ["Vocabulary"] = tokenizer.Fingerprint,
    };
}
