using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LaMo.Core;
using LaMo.Core.Serialization;
using LaMo.Core.Training;
using LaMo.Environments.Behaviour;
using LaMo.Environments.Rollouts;

namespace LaMo.Environments.Learning;

/// <summary>
/// Learns to play a task, for recording data: by soft actor-critic where actions are continuous, by deep Q-learning where they are discrete. A folder takes the actor at each evaluation (<c>actor-NNNNNNN.safetensors</c>), the
/// evaluations (<c>progress.csv</c>), all transitions (<c>replay.bin</c>) and the state from which an interrupted training goes on (<c>training.state</c>).
/// </summary>
public sealed class BehaviourTraining : IDisposable
{
    // Beyond the seeds of training and recording, so that evaluations meet episodes of their own.
    private const int EvaluationSeed = 2_000_000_000;

    private readonly BehaviourTrainingOptions _options;
    private readonly string _folder;
    private readonly IEnvironment[] _environments;
    private readonly float[][] _observations;
    private readonly BatchRollout _evaluation;
    private readonly SplitMix64 _random;
    private readonly IAgent _agent;
    private readonly ReplayBuffer _buffer;
    private readonly TrainingStateFile _stateFile;
    private long _saved;
    private int _episodes;
    private double _seconds;

    /// <summary>Creates a training.</summary>
    /// <param name="createEnvironment">Makes the task.</param>
    /// <param name="folder">Where its files go; it is made if need be.</param>
    /// <param name="options">The settings.</param>
    public BehaviourTraining(Func<IEnvironment> createEnvironment, string folder, BehaviourTrainingOptions options)
    {
        _options = options;
        _environments = [.. Enumerable.Range(0, options.Environments).Select(_ => createEnvironment())];
        if (_environments[0].Image != null)
            throw new ArgumentException("Policies are learnt from vectors, not from images.", nameof(createEnvironment));
        _folder = Directory.CreateDirectory(folder).FullName;
        _observations = new float[_environments.Length][];
        _evaluation = new BatchRollout(createEnvironment, options.EvaluationEpisodes, threads: 1);
        int observationSize = _environments[0].ObservationSize, actionSize = _environments[0].ActionSize;
        _random = new SplitMix64(options.Seed);
        _agent = _environments[0].ActionCount > 0 ? new DqnAgent(options, _environments[0], _random) : new SacAgent(options, _environments[0], _random);
        _buffer = new ReplayBuffer(options.BufferCapacity, observationSize, actionSize);
        JsonObject identity = JsonSerializer.SerializeToNode(options with { Updates = 0 })!.AsObject();
        identity["Task"] = _environments[0].GetType().Name;
        _stateFile = new TrainingStateFile(Path.Combine(_folder, "training.state"), identity);
    }

    /// <summary>The gradient steps taken so far.</summary>
    public int Updates { get; private set; }

    private string ReplayPath => ReplayFile.RowsPath(_folder);

    /// <summary>Reads the evaluations of a training.</summary>
    /// <param name="folder">The training's folder.</param>
    /// <returns>The evaluations, in order; none if no training has been there.</returns>
    public static IReadOnlyList<BehaviourTrainingProgress> ReadProgress(string folder)
    {
        if (!File.Exists(ProgressPath(folder)))
            return [];
        return [.. File.ReadLines(ProgressPath(folder)).Skip(1).Select(line => line.Split(',').Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray())
            .Select(row => new BehaviourTrainingProgress((int)row[0], (long)row[1], row[2], row[3], row[4], row[5], row[6], row[7]))];
    }

    /// <summary>The file of a checkpoint's actor.</summary>
    internal static string ActorPath(string folder, int updates) => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"actor-{updates:D7}.safetensors"));

    private static string ProgressPath(string folder) => Path.Combine(folder, "progress.csv");

    /// <summary>Trains, from the folder's state if there is one, to the end.</summary>
    /// <param name="report">Is told each evaluation.</param>
    /// <param name="cancellationToken">Ends the training; what came after the last evaluation is done again when it goes on.</param>
    public void Run(Action<BehaviourTrainingProgress>? report = null, CancellationToken cancellationToken = default)
    {
        if (!TryLoad())
        {
            File.WriteAllText(ProgressPath(_folder), "updates,steps,return,deviation,length,score,exploration,seconds\n");
            File.WriteAllBytes(ReplayPath, []);
        }
        ReplayFile.WriteLayout(_folder, _environments.Length);
        while (Updates < _options.Updates)
        {
            long began = TimeProvider.System.GetTimestamp();
            Learn(Math.Min(Updates + _options.UpdatesPerEvaluation, _options.Updates), cancellationToken);
            RolloutResult result = Evaluate();
            _seconds += TimeProvider.System.GetElapsedTime(began).TotalSeconds;
            var progress = new BehaviourTrainingProgress(
                Updates, _buffer.Added, result.Mean, result.StandardDeviation, result.Lengths.Average(),
                _environments[0].Protocol.NormalizedScore(result.Mean), _agent.Exploration, _seconds);
            Save(progress);
            report?.Invoke(progress);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stateFile.Dispose();
        _agent.Dispose();
        _evaluation.Dispose();
        foreach (IEnvironment environment in _environments)
            environment.Dispose();
    }

    private void Learn(int until, CancellationToken cancellationToken)
    {
        int actionSize = _buffer.ActionSize;
        var actions = new float[_environments.Length * actionSize];
        var taken = new float[actionSize];
        // Each part begins with new episodes, so that an interrupted training need not know the states of its simulations.
        for (int i = 0; i < _environments.Length; i++)
            _observations[i] = _environments[i].Reset(NextSeed());
        double due = 0;
        while (Updates < until)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_buffer.Added < _options.RandomSteps)
            {
                _agent.ActAtRandom(actions);
            }
            else
            {
                _agent.Act([.. _observations.SelectMany(observation => observation)], actions);
                due += (double)_environments.Length / _options.StepsPerUpdate;
            }
            for (int i = 0; i < _environments.Length; i++)
            {
                Span<float> action = actions.AsSpan(i * actionSize, actionSize);
                action.CopyTo(taken);
                _agent.Translate(taken);
                StepResult result = _environments[i].Step(taken);
                _buffer.Add(_observations[i], action, result);
                _observations[i] = result.Done ? _environments[i].Reset(NextSeed()) : result.Observation;
            }
            for (; due >= 1 && Updates < until; due--, Updates++)
                _agent.Update(_buffer);
        }
        _buffer.CutLast(_environments.Length);
    }

    private int NextSeed() => unchecked(_options.Seed * 1_000_003 + _episodes++);

    private RolloutResult Evaluate()
    {
        using var policy = new BehaviourPolicy(_agent.Actor, _environments[0], deterministic: true, ownsActor: false);
        return _evaluation.Run(policy, targetReturn: 0, _options.EvaluationEpisodes, EvaluationSeed);
    }

    private void Save(BehaviourTrainingProgress progress)
    {
        Safetensors.WriteFile(ActorPath(_folder, Updates), _agent.Actor.state_dict(), TorchSharp.torch.ScalarType.Float16);
        File.AppendAllText(ProgressPath(_folder), string.Create(
            CultureInfo.InvariantCulture,
            $"{progress.Updates},{progress.Steps},{progress.Return:F1},{progress.Deviation:F1},{progress.Length:F1},{progress.Score:F4},{progress.Exploration:G4},{progress.Seconds:F0}\n"));
        using (FileStream replay = new(ReplayPath, FileMode.Append))
            _buffer.Save(_saved, replay);
        _saved = _buffer.Added;
        _stateFile.Write(stream =>
        {
            using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
            writer.Write(Updates);
            writer.Write(_buffer.Added);
            writer.Write(_episodes);
            writer.Write(_seconds);
            writer.Flush();
            _agent.Save(writer);
        });
    }

    private bool TryLoad()
    {
        bool found = false;
        _stateFile.Read(stream =>
        {
            using var reader = new BinaryReader(stream, System.Text.Encoding.UTF8, leaveOpen: true);
            Updates = reader.ReadInt32();
            _saved = reader.ReadInt64();
            _episodes = reader.ReadInt32();
            _seconds = reader.ReadDouble();
            _agent.Load(reader);
            found = true;
        });
        if (!found)
            return false;
        using (FileStream replay = new(ReplayPath, FileMode.Open))
        {
            _buffer.Load(replay, _saved);
            replay.SetLength(replay.Position);
        }
        // A training killed between two files leaves an evaluation more than its state knows of.
        string[] known = [.. File.ReadLines(ProgressPath(_folder)).Take(1 + Updates / _options.UpdatesPerEvaluation)];
        File.WriteAllLines(ProgressPath(_folder), known);
        return true;
    }
}
