using System.Diagnostics;
using LaMo.Cli.Configuration;
using LaMo.Core.Policies;
using LaMo.Core.Training;
using LaMo.Environments;
using LaMo.Environments.Rollouts;
using LaMo.MLNet;
using Microsoft.ML;

namespace LaMo.Cli.Benchmark;

/// <summary>A run of a benchmark at work: it trains, plays whenever it is time to, and writes what came out. Ended at any moment, it goes on from what it has kept.</summary>
internal sealed class CellRun
{
    private const int MaxSlots = 64;

    // Beyond the seeds of any recording; runs of other seeds meet other episodes, those of one seed the same.
    private const int EvaluationSeed = 1_000_000_000;
    private const int EvaluationSeedsPerRun = 10_000;

    private readonly string _output;
    private readonly CellFolder _folder;
    private readonly CellSpecification _cell;
    private readonly Action<TrainingProgress> _report;
    private readonly CancellationToken _cancellation;
    private readonly List<CellEvaluation> _evaluations;
    private readonly CellProgress _before;
    private readonly long _began = Stopwatch.GetTimestamp();
    private double? _loss;

    /// <param name="output">The benchmark's folder.</param>
    /// <param name="folder">The run's.</param>
    /// <param name="report">Told how training goes.</param>
    /// <param name="cancellation">Ends the run, with its state kept.</param>
    public CellRun(string output, CellFolder folder, Action<TrainingProgress> report, CancellationToken cancellation)
    {
        (_output, _folder, _report, _cancellation) = (output, folder, report, cancellation);
        _cell = folder.ReadSpecification();
        _before = folder.ReadProgress();
        _evaluations = [.. _before.Evaluations];
        _loss = _before.LastLoss;
    }

    private double Seconds => _before.Seconds + Stopwatch.GetElapsedTime(_began).TotalSeconds;

    private double ProcessorSeconds => _before.ProcessorSeconds + Environment.CpuUsage.TotalTime.TotalSeconds;

    public void Run()
    {
        using IEnvironment environment = TaskRegistry.Create(_cell.Environment);
        TrainerOptions options = Options(environment);
        var ml = new MLContext(_cell.Run.Seed);
        // Recorded data lie in the benchmark's folder, wherever that is.
        RunConfiguration run = _cell.Recording is null ? _cell.Run : _cell.Run with { Data = [.. _cell.Run.Data.Select(file => Path.Combine(_output, file))] };
        var job = new TrainingJob(ml, run, options);
        int targets = Math.Max(1, _cell.TargetReturns.Count);
        using var rollout = new BatchRollout(() => TaskRegistry.Create(_cell.Environment), Math.Min(MaxSlots, targets * _cell.EvaluationEpisodes), options.NumberOfThreads);
        using FittedPipeline trained = job.Fit(job.LoadData(), new Snapshots<FittedPipeline>(_cell.EvaluationInterval, (step, pipeline) => Evaluate(step, pipeline, rollout, environment)));
        Evaluate(options.NumberOfSteps, trained, rollout, environment);
        _folder.Finish(new CellResult(_cell, _evaluations, Seconds, ProcessorSeconds));
    }

    private TrainerOptions Options(IEnvironment environment)
    {
        TrainerOptions options = _cell.Run.CreateOptions(environment.Protocol);
        if (options is PolicyTrainerOptions policy && environment.ActionCount == 0 && !_cell.Run.Trainer.ContainsKey("maxAction"))
            policy.MaxAction = environment.ActionHigh.Max();
        if (!_cell.Run.Trainer.ContainsKey("checkpointInterval"))
            options.CheckpointInterval = _cell.EvaluationInterval;
        options.CheckpointFolder = _folder.FullPath;
        options.CancellationToken = _cancellation;
        options.Progress = new Listener(progress =>
        {
            _loss = progress.Loss;
            // Training that is over does not tell it again.
            if (progress.Step == progress.Steps)
                _folder.Write(new CellProgress(_evaluations, Seconds, ProcessorSeconds, _loss));
            _report(progress);
        });
        return options;
    }

    /// <summary>Plays, unless that was done before the run was ended.</summary>
    private void Evaluate(int step, FittedPipeline pipeline, BatchRollout rollout, IEnvironment environment)
    {
        if (_evaluations.Any(evaluation => evaluation.Step == step))
            return;
        IBatchPolicy policy = pipeline.Context.OfflineRL().CreateBatchPolicy(pipeline.Model, pipeline.InputSchema);
        if (_cell.Run.DelayedRewards)
            policy = new DelayedRewardPolicy(policy);
        float[] targets = _cell.TargetReturns.Count > 0 ? [.. _cell.TargetReturns] : [0];
        int seed = unchecked(EvaluationSeed + EvaluationSeedsPerRun * _cell.Run.Seed);
        IReadOnlyList<RolloutResult> results = rollout.Run(policy, targets, _cell.EvaluationEpisodes, seed);
        _evaluations.Add(new CellEvaluation(step, _loss, [.. results.Select(Result)]));
        _folder.Write(new CellProgress(_evaluations, Seconds, ProcessorSeconds));

        TargetResult Result(RolloutResult result) => new(
            _cell.TargetReturns.Count > 0 ? result.TargetReturn : null,
            100 * environment.Protocol.NormalizedScore(result.Mean),
            result.Mean,
            result.StandardDeviation,
            result.Returns);
    }

    /// <summary>Passes on, on the training thread, how training goes.</summary>
    private sealed class Listener(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value);
    }
}
