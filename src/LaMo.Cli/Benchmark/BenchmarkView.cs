using System.Globalization;
using LaMo.Cli.Invocation;
using Spectre.Console;

namespace LaMo.Cli.Benchmark;

/// <summary>Shows how a benchmark goes and how long it will take: bars on a terminal, else a line for each run that ends.</summary>
/// <param name="terminal">Where.</param>
/// <param name="time">The clock.</param>
internal sealed class BenchmarkView(Terminal terminal, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (double Seconds, int Runs)> _durations = [];
    private readonly Dictionary<CellSpecification, double> _running = [];
    private readonly Dictionary<CellSpecification, ProgressTask> _bars = [];
    private List<CellSpecification> _open = [];
    private int _processes;
    private int _finished;
    private int _all;
    private ProgressContext? _context;
    private ProgressTask? _total;

    public void Tell(string message) => terminal.Tell(message);

    /// <summary>Takes notice of a run that was finished before.</summary>
    public void Know(CellResult result, int lastCheckpoints)
    {
        Count(result);
        _finished++;
    }

    /// <summary>Shows some work on runs.</summary>
    /// <param name="open">The runs that are to be done.</param>
    /// <param name="processes">How many are done at once.</param>
    /// <param name="work">Does them.</param>
    public void Watch(IReadOnlyList<CellSpecification> open, int processes, Action work)
    {
        (_open, _processes, _all) = ([.. open], processes, _finished + open.Count);
        if (_finished > 0)
            Tell($"{_finished} of {_all} runs were finished before.");
        if (open.Count == 0)
            return;
        if (!terminal.Messages.Profile.Out.IsTerminal)
        {
            work();
            return;
        }
        terminal.Messages.Progress().AutoClear(true).Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn()).Start(context =>
        {
            _context = context;
            _total = context.AddTask("Runs", maxValue: _all);
            _total.Value = _finished;
            work();
        });
        _context = null;
    }

    public void Begin(CellSpecification cell)
    {
        lock (_lock)
        {
            _running[cell] = 0;
            if (_context != null)
                _bars[cell] = _context.AddTask(Markup.Escape(cell.ToString()), maxValue: 1);
        }
    }

    public void Report(CellSpecification cell, double share)
    {
        lock (_lock)
        {
            _running[cell] = share;
            if (_bars.TryGetValue(cell, out ProgressTask? bar))
                bar.Value = share;
            ShowTotal();
        }
    }

    public void End(CellResult result, int lastCheckpoints)
    {
        lock (_lock)
        {
            Count(result);
            End(result.Cell, string.Create(CultureInfo.InvariantCulture, $"score {result.Score(lastCheckpoints):F1} after {result.Seconds:F0} s"));
        }
    }

    public void Fail(CellSpecification cell, string error)
    {
        lock (_lock)
            End(cell, $"failed, {error.ReplaceLineEndings(" ")}");
    }

    private void End(CellSpecification cell, string outcome)
    {
        _finished++;
        _open.Remove(cell);
        _running.Remove(cell);
        if (_bars.Remove(cell, out ProgressTask? bar))
            bar.StopTask();
        ShowTotal();
        if (_context is null)
            Tell($"{_finished} of {_all}: {cell}: {outcome}{Left()}");
    }

    private void ShowTotal()
    {
        if (_total is null)
            return;
        _total.Value = _finished;
        _total.Description = $"{_finished} of {_all} runs{Left()}";
    }

    private void Count(CellResult result)
    {
        (double seconds, int runs) = _durations.GetValueOrDefault(result.Cell.Algorithm);
        _durations[result.Cell.Algorithm] = (seconds + result.Seconds, runs + 1);
    }

    /// <summary>The time left, by how long the runs of each algorithm took; those of one that is not known yet as the others.</summary>
    private string Left()
    {
        if (_durations.Count == 0 || _open.Count == 0)
            return "";
        double usual = _durations.Values.Average(duration => duration.Seconds / duration.Runs);
        double seconds = _open.Sum(cell => (1 - _running.GetValueOrDefault(cell)) * (_durations.TryGetValue(cell.Algorithm, out var known) ? known.Seconds / known.Runs : usual));
        TimeSpan left = TimeSpan.FromSeconds(seconds / Math.Min(_processes, _open.Count));
        DateTimeOffset end = time.GetLocalNow() + left;
        return string.Create(CultureInfo.InvariantCulture, $", {(int)left.TotalHours}:{left:mm\\:ss} left, until {end:HH:mm}");
    }
}
