using System.Globalization;
using System.Text.Json;
using LaMo.Cli.Invocation;
using LaMo.Core.Training;
using LaMo.MLNet;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace LaMo.Cli.Train;

/// <summary>Keeps what a trainer says: its learning curves, also over interruptions, and what it remarks beside.</summary>
internal sealed class TrainingJournal : IProgress<TrainingProgress>
{
    // On one line each, in the order of their steps.
    private static readonly JsonSerializerOptions _lines = new(ResultDocument.Format) { WriteIndented = false };

    private readonly string _trainer;
    private readonly Terminal _terminal;
    private readonly IProgress<WorkProgress> _progress;
    private readonly string? _path;
    private readonly List<CurveEntry> _curve = [];
    private readonly List<string> _remarks = [];

    /// <summary>Begins to listen, or goes on.</summary>
    /// <param name="ml">The trainer's context.</param>
    /// <param name="options">The trainer's options, which are made to report here.</param>
    /// <param name="terminal">Where remarks are told.</param>
    /// <param name="progress">Where steps are shown.</param>
    /// <param name="path">Where the curve is kept for a training that goes on later; <see langword="null"/> for nowhere.</param>
    public TrainingJournal(MLContext ml, TrainerOptions options, Terminal terminal, IProgress<WorkProgress> progress, string? path = null)
    {
        (_trainer, _terminal, _progress, _path) = (options.GetType().DeclaringType!.Name, terminal, progress, path);
        if (File.Exists(path))
            _curve.AddRange(File.ReadLines(path).Select(line => JsonSerializer.Deserialize<CurveEntry>(line, _lines)!));
        ml.Log += (_, message) => Hear(message);
        options.Progress = this;
    }

    public IReadOnlyList<CurveEntry> Curve => _curve;

    public IReadOnlyList<string> Remarks => _remarks;

    public void Report(TrainingProgress value)
    {
        // Steps after the state that training went on from are taken again.
        bool again = _curve.RemoveAll(entry => entry.Step >= value.Step) > 0;
        _curve.Add(CurveEntry.Of(value));
        if (_path != null)
        {
            if (again)
                File.WriteAllLines(_path, _curve.Select(Line));
            else
                File.AppendAllLines(_path, [Line(_curve[^1])]);
        }
        string validation = value.ValidationLoss is double loss ? string.Create(CultureInfo.InvariantCulture, $", on held-out episodes {loss:G4}") : "";
        _progress.Report(new WorkProgress(value.Step, value.Steps, string.Create(CultureInfo.InvariantCulture, $"loss {value.Loss:G4}{validation}")));
    }

    private static string Line(CurveEntry entry) => JsonSerializer.Serialize(entry, _lines);

    /// <summary>Takes in what the trainer says, but for what is in the curve anyway.</summary>
    private void Hear(LoggingEventArgs message)
    {
        if (message is not { Source: string source, Kind: ChannelMessageKind.Info or ChannelMessageKind.Warning }
            || !source.StartsWith(_trainer, StringComparison.Ordinal)
            || message.RawMessage.StartsWith("Step ", StringComparison.Ordinal))
            return;
        _remarks.Add(message.RawMessage);
        _terminal.Tell(message.RawMessage);
    }
}
