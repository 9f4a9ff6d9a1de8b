using System.Globalization;

namespace LaMo.Cli.Invocation;

/// <summary>Tells progress in lines: at the start, at the end, and now and then between.</summary>
/// <param name="title">What is done.</param>
/// <param name="tell">Writes a line.</param>
/// <param name="time">The clock.</param>
internal sealed class ProgressLines(string title, Action<string> tell, TimeProvider time) : IProgress<WorkProgress>
{
    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(10);

    private readonly long _began = time.GetTimestamp();
    private long? _lastLine;
    private long? _doneAtFirst;

    public void Report(WorkProgress value)
    {
        bool ends = value.Total > 0 && value.Done >= value.Total;
        if (_lastLine is long last && !ends && time.GetElapsedTime(last) < _interval)
            return;
        _lastLine = time.GetTimestamp();
        _doneAtFirst ??= value.Done;
        tell(string.Create(CultureInfo.InvariantCulture, $"{title}: {value.Done}{(value.Total > 0 ? $" of {value.Total}" : "")}{(value.Remark == "" ? "" : $", {value.Remark}")}{Left(value)}"));
    }

    private string Left(WorkProgress value)
    {
        long since = value.Done - _doneAtFirst!.Value;
        if (since <= 0 || value.Done >= value.Total)
            return "";
        TimeSpan left = time.GetElapsedTime(_began) * ((double)(value.Total - value.Done) / since);
        return string.Create(CultureInfo.InvariantCulture, $", {(int)left.TotalHours}:{left:mm\\:ss} left");
    }
}
