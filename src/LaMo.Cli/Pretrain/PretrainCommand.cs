using System.CommandLine;
using System.Globalization;
using LaMo.Cli.Invocation;
using LaMo.Core.Language;
using LaMo.Core.Language.Pretraining;
using LaMo.Core.Networks;
using Spectre.Console;
using TorchSharp;

namespace LaMo.Cli.Pretrain;

/// <summary><c>lamo pretrain</c>: makes a pretrained language model from a corpus.</summary>
internal static class PretrainCommand
{
    private const double MostMinutes = 1e6;

    public static Command Create()
    {
        var corpus = new Option<string>("--corpus") { Description = "A text file, or a folder of them; .gz and .dz files are unpacked as they are read.", Required = true };
        var output = new Option<string>("--output") { Description = "The folder for the model.", Required = true };
        var vocabulary = new Option<string?>("--vocabulary") { Description = "A folder with the vocab.json and merges.txt to use. Without it a vocabulary is learnt." };
        var vocabularySize = Number("--vocabulary-size", "The tokens to learn.", 4096);
        var layers = Number("--layers", "The blocks of the transformer.", 4);
        var heads = Number("--heads", "The attention heads.", 4);
        var width = Number("--width", "The width of the transformer.", 128);
        var context = Number("--context", "The tokens that the model can read at once.", 512);
        var dropout = new Option<double>("--dropout") { Description = "The dropout in training.", DefaultValueFactory = _ => 0 };
        var steps = Number("--steps", "The training steps of the learning rate's schedule.", 10_000);
        var minutes = new Option<double?>("--minutes") { Description = "End training after this time." };
        var batch = Number("--batch", "The texts of a batch.", 8);
        var learningRate = new Option<double>("--learning-rate") { Description = "The highest learning rate.", DefaultValueFactory = _ => 1e-3 };
        var warmup = Number("--warmup", "The steps over which the learning rate rises; it falls along a cosine afterwards.", 100);
        var weightDecay = new Option<double>("--weight-decay") { Description = "The weight decay.", DefaultValueFactory = _ => 0.1 };
        var validation = new Option<double>("--validation-share") { Description = "The share of the corpus, from its end, that is not trained on.", DefaultValueFactory = _ => 0.01 };
        var validationSteps = Number("--steps-per-validation", "How often to validate and to save the state.", 500);
        var patience = new Option<int?>("--patience") { Description = "End training after so many validations without a better one." };
        var device = new Option<string>("--device") { Description = "Where to train: cpu, cuda or cuda:N.", DefaultValueFactory = _ => "cpu" };
        var threads = new Option<int?>("--threads") { Description = "The threads to train with on the CPU; by default OMP_NUM_THREADS, or one on each core." };
        var seed = Number("--seed", "What all randomness follows from.", 0);
        var float32 = new Option<bool>("--float32") { Description = "Write float32 instead of float16." };
        var resume = new Option<bool>("--resume") { Description = "Go on where an earlier run with the same options was interrupted." };
        var earlyStop = new Option<int?>("--early-stop-steps") { Description = "Ablation: end the schedule early, after so many steps." };
        var shuffle = new Option<bool>("--shuffle-tokens") { Description = "Ablation: shuffle the tokens of each text." };
        var random = new Option<bool>("--random-weights") { Description = "Ablation: do not train at all." };
        Limit(vocabularySize, size => size > 256, "must be at least 257: the 256 bytes, and the token between documents");
        Limit(dropout, rate => rate is >= 0 and < 1, "must lie in [0, 1); 0 is none");
        Limit(minutes, limit => limit is null or (> 0 and <= MostMinutes), "must be positive and at most a million; leave it out for no limit");
        Limit(device, name => name == "cpu" || CudaIndex(name!) != null, "must be cpu, cuda or cuda:N");
        return new Verb("pretrain", "Learn a vocabulary and a GPT-2 from a corpus, and write a folder of Hugging Face's layout.", "--corpus books/ --output models/books --steps 20000")
        {
            corpus, output, vocabulary, vocabularySize, layers, heads, width, context, dropout, steps, minutes, batch, learningRate, warmup, weightDecay,
            validation, validationSteps, patience, device, threads, seed, float32, resume, earlyStop, shuffle, random,
        }.Does((parsed, terminal, cancellation) =>
        {
            var options = new LanguageModelOptions
            {
                Model = new Gpt2Config
                {
                    Layers = parsed.GetValue(layers),
                    Heads = parsed.GetValue(heads),
                    Width = parsed.GetValue(width),
                    Positions = parsed.GetValue(context),
                    ResidualDropout = parsed.GetValue(dropout),
                    EmbeddingDropout = parsed.GetValue(dropout),
                    AttentionDropout = parsed.GetValue(dropout),
                },
                Steps = parsed.GetValue(steps),
                EarlyStopSteps = parsed.GetValue(random) ? 0 : parsed.GetValue(earlyStop),
                TimeLimit = parsed.GetValue(minutes) is double limit ? TimeSpan.FromMinutes(limit) : null,
                BatchSize = parsed.GetValue(batch),
                LearningRate = parsed.GetValue(learningRate),
                WarmupSteps = parsed.GetValue(warmup),
                WeightDecay = parsed.GetValue(weightDecay),
                ValidationShare = parsed.GetValue(validation),
                StepsPerValidation = parsed.GetValue(validationSteps),
                Patience = parsed.GetValue(patience),
                ShuffleTokens = parsed.GetValue(shuffle),
                Seed = parsed.GetValue(seed),
            };
            var pretraining = new LanguagePretraining(new TextCorpus(parsed.GetRequiredValue(corpus)), parsed.GetRequiredValue(output), options, TimeProvider.System)
            {
                VocabularySize = parsed.GetValue(vocabularySize),
                VocabularyFolder = parsed.GetValue(vocabulary),
                Device = DeviceOf(parsed.GetRequiredValue(device)),
                NumberOfThreads = parsed.GetValue(threads),
                HalfPrecision = !parsed.GetValue(float32),
                Command = "lamo " + string.Join(' ', parsed.Tokens.Select(token => token.Value).Where(token => token != resume.Name)),
            };
            string folder = parsed.GetRequiredValue(output), state = Path.Combine(folder, "training", "state.bin");
            terminal.WhenInterrupted = () => File.Exists(state) ? $"The state is in {state}; the same command with {resume.Name} goes on from there." : "It had not begun to train.";
            PretrainedModel model = PretrainedModel.Of(folder, Run(pretraining, parsed.GetValue(resume), terminal, cancellation));
            terminal.Show(model, console => Show(model, console));
            return ExitCode.Success;
        });
    }

    private static void Limit<T>(Option<T> option, Func<T?, bool> isValid, string rule) => option.Validators.Add(result =>
    {
        if (!isValid(result.GetValueOrDefault<T>()))
            result.AddError($"{option.Name} {rule}.");
    });

    private static int? CudaIndex(string device) => device.Split(':') switch
    {
        ["cuda"] => 0,
        ["cuda", var index] when int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out int number) => number,
        _ => null,
    };

    /// <exception cref="InvalidOperationException">There is no such device.</exception>
    private static torch.Device DeviceOf(string name)
    {
        if (CudaIndex(name) is not int index)
            return torch.CPU;
        return torch.cuda.is_available() && index < torch.cuda.device_count() ? torch.device(DeviceType.CUDA, index)
            : throw new InvalidOperationException($"The device {name} is not there; without --device the CPU trains.");
    }

    private static Option<int> Number(string name, string description, int value) => new(name) { Description = description, DefaultValueFactory = _ => value };

    private static LanguagePretrainingResult Run(LanguagePretraining pretraining, bool resume, Terminal terminal, CancellationToken cancellation) => terminal.Watch("Pretraining", progress =>
        pretraining.Run(
            resume,
            stage => progress.Report(new WorkProgress(0, 0, stage)),
            report => progress.Report(new WorkProgress(
                report.Step,
                report.Steps,
                FormattableString.Invariant($"loss {report.Loss:F3}") + (report.ValidationPerplexity is double perplexity ? FormattableString.Invariant($", validation perplexity {perplexity:F1}") : ""))),
            cancellation));

    private static void Show(PretrainedModel model, IAnsiConsole console)
    {
        var table = new Table().AddColumn("Language model").AddColumn("");
        table.AddRow("Steps", FormattableString.Invariant($"{model.Steps} in {model.Seconds / 60:F1} minutes, the best at {model.BestStep}"));
        table.AddRow("Tokens", FormattableString.Invariant($"{model.TrainingTokens} to train on, {model.ValidationTokens} to validate"));
        table.AddRow("Validation perplexity", FormattableString.Invariant($"{model.Perplexity:F1}"));
        table.AddRow("A unigram model's", FormattableString.Invariant($"{model.UnigramPerplexity:F1}"));
        table.AddRow("Folder", Markup.Escape(model.Path));
        console.Write(table);
    }
}
