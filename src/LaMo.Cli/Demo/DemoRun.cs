using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using LaMo.Cli.Evaluate;
using LaMo.Cli.Invocation;
using LaMo.Core.Data.Inspection;
using LaMo.Core.Serialization;
using LaMo.Core.Training;
using LaMo.MLNet;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace LaMo.Cli.Demo;

/// <summary>One task of the demo from recording to rolling out.</summary>
internal sealed class DemoRun
{
    private readonly DemoTask _task;
    private readonly string _folder;
    private readonly int _seed;
    private readonly Terminal _terminal;
    private readonly CancellationToken _cancellation;
    private readonly MLContext _ml;
    private readonly LaMoTrainer.Options _options;
    private readonly List<TrainingProgress> _training = [];
    private readonly List<string> _remarks = [];

    /// <summary>Prepares a run.</summary>
    /// <param name="task">The task.</param>
    /// <param name="folder">Where its files go.</param>
    /// <param name="corpus">The text for the language loss; <see langword="null"/> for none.</param>
    /// <param name="steps">The training steps.</param>
    /// <param name="timeLimit">The time after which training ends.</param>
    /// <param name="seed">What all randomness follows from.</param>
    /// <param name="terminal">Where it tells how it goes.</param>
    /// <param name="cancellation">Ends it.</param>
    public DemoRun(DemoTask task, string folder, string? corpus, int steps, TimeSpan timeLimit, int seed, Terminal terminal, CancellationToken cancellation)
    {
        (_terminal, _cancellation) = (terminal, cancellation);
        _task = task;
        _folder = folder;
        _seed = seed;
        _ml = new MLContext(seed);
        _ml.Log += (_, e) => Hear(e);
        _options = LaMoTrainer.Options.ForTask(task.Protocol);
        _options.Seed = seed;
        _options.NumberOfSteps = steps;
        _options.WarmupSteps = 100;
        // A few minutes, not the paper's day: a higher rate.
        _options.LearningRate = _options.TransformerLearningRate = 3e-4;
        _options.Dropout = task.Dropout;
        _options.LanguageCorpus = corpus;
        _options.LanguageBlockLength = 128;
        _options.LanguageCacheFolder = Path.Combine(folder, "text");
        _options.ValidationFraction = task.ValidationFraction;
        _options.ValidationInterval = 100;
        _options.TimeLimit = timeLimit;
        _options.CancellationToken = cancellation;
    }

    private string DataPath => Path.Combine(_folder, _task.Name + ".idv");

    private string ModelPath => Path.Combine(_folder, _task.Name + ".zip");

    private string EvaluationPath => Path.Combine(_folder, _task.Name + ".json");

    public DemoOutcome Run()
    {
        _terminal.Tell($"{_task.Name}: recording {_task.Recording}…");
        IDataView data = _task.Record(_ml, _seed);
        AtomicFile.Write(DataPath, stream => _ml.Data.SaveAsBinary(data, stream));
        Train(data);
        EvaluateInSecondProcess();
        DatasetCard card = DatasetInspection.Inspect(_ml.OfflineRL().ToSource(data)) with { Name = DataPath };
        return new DemoOutcome(_task, DataPath, ModelPath, card, ReturnsOf(data), _options, _training, _remarks, EvaluationReport.Load(EvaluationPath));
    }

    private void Train(IDataView data) => _terminal.Watch("Training LaMo", progress =>
    {
        _options.Progress = new TrainingWatch(entry =>
        {
            _training.Add(entry);
            progress.Report(new WorkProgress(entry.Step, entry.Steps, string.Create(CultureInfo.InvariantCulture, $"loss {entry.Loss:F4}")));
        });
        IEstimator<ITransformer> pipeline = _ml.Transforms.NormalizeMeanVariance("State", fixZero: false)
            .Append(_ml.Transforms.ReturnsToGo(scale: _task.Protocol.ReturnScale))
            .Append(_ml.OfflineRL().Trainers.LaMo(_options));
        ITransformer model = pipeline.Fit(data);
        AtomicFile.Write(ModelPath, stream => _ml.Model.Save(model, data.Schema, stream));
        (model as IDisposable)?.Dispose();
    });

    private void EvaluateInSecondProcess()
    {
        _terminal.Tell("Loading the model in a second process, scoring the data and rolling out…");
        string program = Environment.ProcessPath ?? throw new InvalidOperationException("The path of this program is unknown.");
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
            start.ArgumentList.Add(Assembly.GetExecutingAssembly().Location);
        foreach (string argument in (ReadOnlySpan<string>)
            ["evaluate", "--model", ModelPath, "--data", DataPath, "--report", EvaluationPath, "--task", _task.Name, "--episodes", _task.Rollouts.ToString(CultureInfo.InvariantCulture)])
            start.ArgumentList.Add(argument);
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{program} could not be started.");
        using CancellationTokenRegistration ending = _cancellation.Register(process.Kill);
        // What it shows is in the table at the end.
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        _cancellation.ThrowIfCancellationRequested();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"The second process, lamo evaluate, ended with exit code {process.ExitCode}.");
    }

    /// <summary>Keeps what the trainer says, but for what is in the learning curve anyway.</summary>
    private void Hear(LoggingEventArgs message)
    {
        if (message is { Source: string source, Kind: ChannelMessageKind.Info or ChannelMessageKind.Warning }
            && source.StartsWith(nameof(LaMoTrainer), StringComparison.Ordinal)
            && !message.RawMessage.StartsWith("Step ", StringComparison.Ordinal))
            _remarks.Add(message.RawMessage);
    }

    private double[] ReturnsOf(IDataView data) =>
        [.. _ml.Data.CreateEnumerable<Reward>(data, reuseRowObject: false).GroupBy(step => step.EpisodeId, step => (double)step.Value).Select(rewards => rewards.Sum())];

    /// <summary>The columns that make up returns.</summary>
    private sealed class Reward
    {
        public int EpisodeId { get; set; }

        [Microsoft.ML.Data.ColumnName("Reward")]
        public float Value { get; set; }
    }

    /// <summary>Passes on, on the training thread, how training goes.</summary>
    private sealed class TrainingWatch(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value);
    }
}
