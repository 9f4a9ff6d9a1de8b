using Spectre.Console;

namespace LaMo.Cli.Invocation;

/// <summary>Shows progress as a bar.</summary>
internal sealed class ProgressBar : IProgress<WorkProgress>
{
    private readonly ProgressTask _bar;
    private readonly string _title;

    public ProgressBar(ProgressTask bar, string title)
    {
        (_bar, _title) = (bar, title);
        bar.IsIndeterminate = true;
    }

    public void Report(WorkProgress value)
    {
        _bar.Description = Markup.Escape(value.Remark == "" ? _title : $"{_title}, {value.Remark}");
        _bar.IsIndeterminate = value.Total == 0;
        if (value.Total == 0)
            return;
        _bar.MaxValue = value.Total;
        _bar.Value = value.Done;
    }
}
