using LaMo.Core.Checkpoints;
using LaMo.Core.Language;
using LaMo.Core.Networks;

namespace LaMo.MLNet;

/// <summary>The options that the trainers of sequence models which begin with a language model have in common.</summary>
public abstract class PretrainedTrainerOptions : SequenceTrainerOptions
{
    /// <summary>
    /// The folder of the language model that comes with the library, <c>assets/lm</c> beside its assembly: 4 layers, 4 heads, 128 wide, pretrained on an English dictionary.
    /// </summary>
    public static string SmallPretrainedModel { get; } = Path.Combine(
        Path.GetDirectoryName(typeof(PretrainedTrainerOptions).Assembly.Location) is { Length: > 0 } folder ? folder : AppContext.BaseDirectory, "assets", "lm");

    /// <summary>
    /// The folder of a pretrained GPT-2 in Hugging Face's layout (see <see cref="Gpt2Checkpoint"/>), relative to the current directory: the transformer then has its
    /// shape and begins with its weights. In LaMo, <see langword="null"/> makes a transformer by <see cref="LaMoTrainer.Options.Width"/>, <see cref="LaMoTrainer.Options.NumberOfLayers"/>,
    /// <see cref="LaMoTrainer.Options.NumberOfHeads"/> and <see cref="LaMoTrainer.Options.Activation"/> with random weights. The default value is <see cref="SmallPretrainedModel"/>, which
    /// comes with the library.
    /// </summary>
    public string? PretrainedModel { get; set; } = SmallPretrainedModel;

    /// <summary>
    /// Text that the transformer goes on learning to predict while it learns to act (an auxiliary language loss), by the vocabulary of <see cref="PretrainedModel"/>:
    /// a file or a folder of files, as <see cref="TextCorpus"/> reads them. The default value is <see langword="null"/>: none.
    /// </summary>
    public string? LanguageCorpus { get; set; }

    /// <summary>
    /// The weight lambda of the language loss; with 0 text is read for its perplexity alone, before training and after. The default value is <see langword="null"/>: 0.1, the references', with a <see cref="LanguageCorpus"/>, 0 without.
    /// </summary>
    public double? LanguageLossWeight { get; set; }

    /// <summary>The number of texts of a step. The default value is 2.</summary>
    public int LanguageBatchSize { get; set; } = 2;

    /// <summary>The tokens of a text; never more than the model has positions. The default value is 1024.</summary>
    public int LanguageBlockLength { get; set; } = 1024;

    /// <summary>Whether text gets position embeddings, as in pretraining. The released code of LaMo forgets them. The default value is <see langword="true"/>.</summary>
    public bool LanguagePositions { get; set; } = true;

    /// <summary>Whether the tokens of each text are shuffled. The default value is <see langword="false"/>.</summary>
    public bool ShuffleLanguageTokens { get; set; }

    /// <summary>Where the corpus is kept as tokens, to be tokenized once. The default value is <see langword="null"/>: <c>LaMo.MLNet</c> in the user's local application data.</summary>
    public string? LanguageCacheFolder { get; set; }

    internal override string? PretrainedFolder => PretrainedModel;

    internal double EffectiveLanguageLossWeight => LanguageLossWeight ?? (LanguageCorpus is null ? 0 : 0.1);

    /// <exception cref="InvalidDataException">The vocabulary has more tokens than the model.</exception>
    internal override TokenFile? OpenText(Gpt2Config? pretrained)
    {
        if (this is not { LanguageCorpus: string corpus, PretrainedModel: string folder })
            return null;
        TextTokenizer tokenizer = TextTokenizer.Open(folder);
        if (tokenizer.Size > pretrained!.VocabularySize)
            throw new InvalidDataException($"The vocabulary in {folder} has {tokenizer.Size} tokens, its model only {pretrained.VocabularySize}.");
        string cache = LanguageCacheFolder ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "LaMo.MLNet");
        return TokenFile.Open(new TextCorpus(corpus), tokenizer, cache, CancellationToken);
    }

    internal override LanguageTask ToLanguageTask(TokenFile text, Action<double> perplexityFound) => new(text)
    {
        Weight = EffectiveLanguageLossWeight,
        BatchSize = LanguageBatchSize,
        BlockLength = LanguageBlockLength,
        AddPositions = LanguagePositions,
        ShuffleTokens = ShuffleLanguageTokens,
        PerplexityFound = perplexityFound,
    };

    internal override void Validate()
    {
        base.Validate();
        if (PretrainedModel is not null && string.IsNullOrWhiteSpace(PretrainedModel))
            throw new ArgumentOutOfRangeException(nameof(PretrainedModel), "PretrainedModel must name a folder or be null.");
        if (LanguageCorpus is not null && PretrainedModel is null)
            throw new ArgumentOutOfRangeException(nameof(LanguageCorpus), LanguageCorpus, "LanguageCorpus needs a PretrainedModel, whose vocabulary reads it.");
        if (!(EffectiveLanguageLossWeight is >= 0 and < double.PositiveInfinity) || (EffectiveLanguageLossWeight > 0 && LanguageCorpus is null))
            throw new ArgumentOutOfRangeException(nameof(LanguageLossWeight), LanguageLossWeight, "LanguageLossWeight must be finite and not negative, and without a LanguageCorpus 0.");
        OptionRange.Positive(LanguageBatchSize);
        ArgumentOutOfRangeException.ThrowIfLessThan(LanguageBlockLength, 2);
    }
}
