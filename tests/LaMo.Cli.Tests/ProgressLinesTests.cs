using LaMo.Cli.Invocation;

namespace LaMo.Cli.Tests;

public sealed class ProgressLinesTests
{
    [Fact]
    public void LinesComeAtTheStartNowAndThenAndAtTheEnd()
    {
        var time = new Clock();
        var told = new List<string>();
        var lines = new ProgressLines("Training", told.Add, time);
        lines.Report(new WorkProgress(0, 0, "reading"));
        for (int step = 1; step <= 60; step++)
        {
            time.Seconds = step;
            lines.Report(new WorkProgress(step * 10, 600, $"loss {step}"));
        }
        Assert.Equal(
            [
                "Training: reading", "Training: 10 of 600, loss 1", "Training: 110 of 600, loss 11, 0:00:49 left", "Training: 210 of 600, loss 21, 0:00:39 left",
                "Training: 310 of 600, loss 31, 0:00:29 left", "Training: 410 of 600, loss 41, 0:00:19 left", "Training: 510 of 600, loss 51, 0:00:09 left", "Training: 600 of 600, loss 60",
            ],
            told);
    }

    private sealed class Clock : TimeProvider
    {
        public long Seconds { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;
    }
}
