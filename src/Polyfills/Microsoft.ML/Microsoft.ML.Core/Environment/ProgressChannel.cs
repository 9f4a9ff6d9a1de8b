using System;

namespace Microsoft.ML.Runtime;

/// <summary>
/// Checks what is reported and discards it: in the real library, too, only a console environment prints progress, and a nested
/// channel's checkpoints go nowhere.
/// </summary>
internal sealed class ProgressChannel : IProgressChannel
{
    private readonly bool _isNested;
    private ProgressHeader _header = new();
    private bool _disposed;

    public ProgressChannel(string name)
        : this(isNested: false)
        => Contracts.CheckNonEmpty(name, nameof(name));

    private ProgressChannel(bool isNested) => _isNested = isNested;

    public void SetHeader(ProgressHeader header, Action<IProgressEntry> fillAction) => _header = header;

    public void Checkpoint(params double?[] values)
    {
        if (_isNested)
            return;
        Contracts.Check(!_disposed, "Can't report checkpoints after disposing");
        // A value per metric, then a value and a limit per unit.
        int room = Contracts.CheckValue(_header, "header").MetricNames.Count + 2 * _header.UnitNames.Count;
        Contracts.Check((values?.Length ?? 0) <= room, "Too many values provided in Checkpoint");
    }

    public IProgressChannel StartProgressChannel(string name) => new ProgressChannel(isNested: true);

    public void Dispose() => _disposed = true;
}
