using System.Diagnostics;
using System.Globalization;
using LaMo.Cli.Evaluate;
using LaMo.Cli.Invocation;
using LaMo.Cli.Reporting;
using LaMo.Cli.Train;
using LaMo.Core.Data;
using LaMo.Core.Data.Inspection;
using LaMo.Core.Serialization;
using LaMo.MLNet;
using Microsoft.ML;

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
        TrainingJournal journal = _terminal.Watch("Training LaMo", progress => Train(data, progress));
        EvaluationReport evaluation = EvaluateInSecondProcess();
        StepSource source = _ml.OfflineRL().ToSource(data);
        DatasetCard card = DatasetInspection.Inspect(source) with { Name = DataPath };
        return new DemoOutcome(_task, DataPath, ModelPath, card, EpisodeReturns.Of(source), _options, journal.Curve, journal.Remarks, evaluation);
    }

    private TrainingJournal Train(IDataView data, IProgress<WorkProgress> progress)
    {
        var journal = new TrainingJournal(_ml, _options, _terminal, progress);
        IEstimator<ITransformer> pipeline = _ml.Transforms.NormalizeMeanVariance("State", fixZero: false)
            .Append(_ml.Transforms.ReturnsToGo(scale: _task.Protocol.ReturnScale))
            .Append(_ml.OfflineRL().Trainers.LaMo(_options));
        ITransformer model = pipeline.Fit(data);
        AtomicFile.Write(ModelPath, stream => _ml.Model.Save(model, data.Schema, stream));
        (model as IDisposable)?.Dispose();
        return journal;
    }

    private EvaluationReport EvaluateInSecondProcess()
    {
        _terminal.Tell("Loading the model in a second process, scoring the data and rolling out…");
        ProcessStartInfo start = OwnProcess.With(
            "evaluate", "--model", ModelPath, "--data", DataPath, "--report", EvaluationPath, "--task", _task.Name, "--episodes", _task.Rollouts.ToString(CultureInfo.InvariantCulture));
        start.RedirectStandardOutput = true;
        using Process process = OwnProcess.Start(start);
        using CancellationTokenRegistration ending = _cancellation.Register(process.Kill);
        // What it shows is in the table at the end.
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        _cancellation.ThrowIfCancellationRequested();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"The second process, lamo evaluate, ended with exit code {process.ExitCode}.");
        return ResultDocument.Read<EvaluationReport>(EvaluationPath);
    }
}
