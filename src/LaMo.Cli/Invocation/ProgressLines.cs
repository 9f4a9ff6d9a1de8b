using System.Globalization;

namespace LaMo.Cli.Invocation;

/// <summary>Tells progress in lines: at the start of each part, at its end, and now and then between.</summary>
/// <param name="title">What is done.</param>
/// <param name="tell">Writes a line.</param>
/// <param name="time">The clock.</param>
internal sealed class ProgressLines(string title, Action<string> tell, TimeProvider time) : IProgress<WorkProgress>
{
    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(10);

    private WorkProgress? _first;
    private long _firstTime;
    private long _lastTime;

    public void Report(WorkProgress value)
    {
        long now = time.GetTimestamp();
        bool begins = _first?.Total != value.Total, ends = value.Total > 0 && value.Done >= value.Total;
        if (!begins && !ends && time.GetElapsedTime(_lastTime, now) < _interval)
            return;
        if (begins)
            (_first, _firstTime) = (value, now);
        _lastTime = now;
        tell($"{title}: {string.Join(", ", Parts(value, time.GetElapsedTime(_firstTime, now)).Where(part => part != ""))}");
    }

    private IEnumerable<string> Parts(WorkProgress value, TimeSpan elapsed)
    {
        if (value.Total > 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"{value.Done} of {value.Total}");
        yield return value.Remark;
        if (value.Done > _first!.Value.Done && value.Done < value.Total)
        {
            TimeSpan left = elapsed * ((double)(value.Total - value.Done) / (value.Done - _first.Value.Done));
            yield return string.Create(CultureInfo.InvariantCulture, $"{(int)left.TotalHours}:{left:mm\\:ss} left");
        }
    }
}
