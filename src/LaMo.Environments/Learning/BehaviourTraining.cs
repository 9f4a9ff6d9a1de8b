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
/// Learns to play a task, for recording data: by soft actor-critic where actions are continuous, by proximal policy optimization where they are discrete. A folder takes the actor at each evaluation (<c>actor-NNNNNNN.safetensors</c>), the
/// evaluations (<c>progress.csv</c>), all transitions (<c>replay.bin</c>; not of images) and the state from which an interrupted training goes on (<c>training.state</c>).
/// </summary>
public sealed class BehaviourTraining : IDisposable
{
    // Beyond the seeds of training and recording, so that evaluations meet episodes of their own.
    private const int EvaluationSeed = 2_000_000_000;

    private readonly BehaviourTrainingOptions _options;
    private readonly string _folder;
    private readonly IEnvironment[] _environments;
    private readonly float[] _observations;
    private readonly BatchRollout _evaluation;
    private readonly IAgent _agent;
    private readonly string? _replayPath;
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
        _folder = Directory.CreateDirectory(folder).FullName;
        _evaluation = new BatchRollout(createEnvironment, options.EvaluationEpisodes, threads: 1);
        var random = new SplitMix64(options.Seed);
        _agent = _environments[0].ActionCount > 0 ? new PpoAgent(options, _environments[0], random) : new SacAgent(options, _environments[0], random);
        _observations = new float[_environments.Length * _agent.Actor.InputSize];
        // Images would fill the disk.
        _replayPath = _environments[0].Image is null ? ReplayFile.RowsPath(_folder) : null;
        JsonObject identity = JsonSerializer.SerializeToNode(options with { Updates = 0 })!.AsObject();
        identity["Task"] = _environments[0].GetType().Name;
        _stateFile = new TrainingStateFile(Path.Combine(_folder, "training.state"), identity);
    }

    /// <summary>The gradient steps taken so far.</summary>
    public int Updates { get; private set; }

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
            if (_replayPath != null)
                File.WriteAllBytes(_replayPath, []);
        }
        if (_replayPath != null)
            ReplayFile.WriteLayout(_folder, _environments.Length);
        while (Updates < _options.Updates)
        {
            long began = TimeProvider.System.GetTimestamp();
            Learn(Math.Min((Updates / _options.UpdatesPerEvaluation + 1) * _options.UpdatesPerEvaluation, _options.Updates), cancellationToken);
            RolloutResult result = Evaluate();
            _seconds += TimeProvider.System.GetElapsedTime(began).TotalSeconds;
            var progress = new BehaviourTrainingProgress(
                Updates, _agent.Buffer.Added, result.Mean, result.StandardDeviation, result.Lengths.Average(),
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
        ReplayBuffer buffer = _agent.Buffer;
        int actionSize = buffer.ActionSize;
        var actions = new float[_environments.Length * actionSize];
        var taken = new float[actionSize];
        // Each part begins with new episodes, so that an interrupted training need not know the states of its simulations.
        for (int i = 0; i < _environments.Length; i++)
            _agent.Actor.See(_environments[i].Reset(NextSeed())).CopyTo(Observation(i));
        while (Updates < until)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (buffer.Added + _environments.Length - _saved > buffer.Capacity)
                SaveReplay();
            _agent.Act(_observations, actions);
            for (int i = 0; i < _environments.Length; i++)
            {
                Span<float> action = actions.AsSpan(i * actionSize, actionSize);
                action.CopyTo(taken);
                _agent.Translate(taken);
                StepResult result = _environments[i].Step(taken);
                float[] next = _agent.Actor.See(result.Observation);
                buffer.Add(Observation(i), action, result with { Observation = next });
                if (result.Done)
                    next = _agent.Actor.See(_environments[i].Reset(NextSeed()));
                next.CopyTo(Observation(i));
            }
            Updates += _agent.Update();
        }
        buffer.CutLast(_environments.Length);
    }

    /// <summary>What is seen of an environment.</summary>
    private Span<float> Observation(int environment) => _observations.AsSpan(environment * _agent.Actor.InputSize, _agent.Actor.InputSize);

    private int NextSeed() => unchecked(_options.Seed * 1_000_003 + _episodes++);

    private RolloutResult Evaluate()
    {
        // Probabilities are learnt to be drawn from: always the likeliest action may never launch the ball.
        using var policy = new BehaviourPolicy(_agent.Actor, _environments[0], deterministic: _environments[0].ActionCount == 0, ownsActor: false);
        return _evaluation.Run(policy, targetReturn: 0, _options.EvaluationEpisodes, EvaluationSeed);
    }

    private void Save(BehaviourTrainingProgress progress)
    {
        Safetensors.WriteFile(ActorPath(_folder, Updates), _agent.Actor.state_dict(), TorchSharp.torch.ScalarType.Float16);
        File.AppendAllText(ProgressPath(_folder), string.Create(
            CultureInfo.InvariantCulture,
            $"{progress.Updates},{progress.Steps},{progress.Return:F1},{progress.Deviation:F1},{progress.Length:F1},{progress.Score:F4},{progress.Exploration:G4},{progress.Seconds:F0}\n"));
        SaveReplay();
        _stateFile.Write(stream =>
        {
            using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
            writer.Write(Updates);
            writer.Write(_agent.Buffer.Added);
            writer.Write(_episodes);
            writer.Write(_seconds);
            writer.Flush();
            _agent.Save(writer);
        });
    }

    private void SaveReplay()
    {
        if (_replayPath != null)
        {
            using FileStream replay = new(_replayPath, FileMode.Append);
            _agent.Buffer.Save(_saved, replay);
        }
        _saved = _agent.Buffer.Added;
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
        using (FileStream? replay = _replayPath is null ? null : new(_replayPath, FileMode.Open))
        {
            _agent.Buffer.Load(replay, _saved);
            replay?.SetLength(replay.Position);
        }
        // A training killed between two files leaves an evaluation more than its state knows of.
        int known = ReadProgress(_folder).Count(entry => entry.Updates <= Updates);
        File.WriteAllLines(ProgressPath(_folder), [.. File.ReadLines(ProgressPath(_folder)).Take(1 + known)]);
        return true;
    }
}
