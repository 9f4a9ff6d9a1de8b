namespace LaMo.Core.Tests.Training;

/// <summary>A clock that moves on by a fixed time whenever it is read.</summary>
internal sealed class SteppingTime(TimeSpan step) : TimeProvider
{
    private long _reads;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => step.Ticks * _reads++;
}
