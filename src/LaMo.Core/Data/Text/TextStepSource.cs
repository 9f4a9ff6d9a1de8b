namespace LaMo.Core.Data.Text;

/// <summary>
/// A dataset in a text file with a step on each line. It is read through once to know its sizes and to find what is wrong with it, and again by each reader;
/// never is more of it in memory than a block.
/// </summary>
internal abstract class TextStepSource : StepSource
{
    private StepLayout? _layout;
    private long _stepCount;
    private int _episodeCount;

    protected TextStepSource(string path) => Name = path;

    public override string Name { get; }

    public override StepLayout Layout => _layout!;

    public override long StepCount => _stepCount;

    public override int EpisodeCount => _episodeCount;

    public override StepBlockReader OpenReader(StepColumns columns = StepColumns.All) => new Reader(this);

    /// <summary>Reads the file from its beginning; the row is the same object each time.</summary>
    /// <exception cref="InvalidDataException">A line is wrong; the message names file, line and column.</exception>
    protected abstract IEnumerable<TextRow> ReadRows();

    /// <summary>An error at a place in the file.</summary>
    protected InvalidDataException Fault(long line, string column, string what) => new($"{Name}, line {line}, column '{column}': {what}.");

    /// <summary>Reads the file through to know its sizes.</summary>
    /// <exception cref="InvalidDataException">The file is faulty; the message names file, line and column.</exception>
    protected void Scan()
    {
        var order = new EpisodeOrder();
        bool isDiscrete = false;
        int stateSize = 0, actionSize = 0, actionCount = 0;
        foreach (TextRow row in ReadRows())
        {
            if (_stepCount++ == 0)
                (isDiscrete, stateSize, actionSize) = (row.IsDiscrete, row.State.Count, row.Action.Count);
            if (row.State.Count != stateSize || stateSize == 0)
                throw Fault(row.Line, "State", $"has {row.State.Count} values, expected {Math.Max(1, stateSize)}");
            if (row.Action.Count != actionSize || row.IsDiscrete != isDiscrete || actionSize == 0)
                throw Fault(row.Line, "Action", $"is {Describe(row.IsDiscrete, row.Action.Count)}, expected {Describe(isDiscrete, Math.Max(1, actionSize))}");
            if (isDiscrete)
                actionCount = Math.Max(actionCount, (int)row.Action[0] + 1);
            if (order.Follow(row.EpisodeId, row.Timestep) is (string column, string what))
                throw Fault(row.Line, column, what);
        }
        if (_stepCount == 0)
            throw new InvalidDataException($"{Name} has no steps.");
        _episodeCount = order.EpisodeCount;
        _layout = new StepLayout([stateSize], actionSize, actionCount);
    }

    private static string Describe(bool isDiscrete, int size) => isDiscrete ? "a whole number" : $"a vector of {size} values";

    private sealed class Reader : StepBlockReader
    {
        private readonly TextStepSource _source;
        private readonly IEnumerator<TextRow> _rows;
        private string? _episodeId;
        private int _episode = -1;

        public Reader(TextStepSource source)
        {
            _source = source;
            _rows = source.ReadRows().GetEnumerator();
        }

        public override int Read(StepBlock block, int start, int count)
        {
            int end = start;
            for (; end < start + count && _rows.MoveNext(); end++)
                Put(_rows.Current, block, end);
            return end - start;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _rows.Dispose();
        }

        private void Put(TextRow row, StepBlock block, int step)
        {
            StepLayout layout = _source.Layout;
            if (row.State.Count != layout.StateSize || row.Action.Count != layout.ActionSize)
                throw new IOException($"{_source.Name} has changed while it was in use.");
            if (row.EpisodeId != _episodeId)
                (_episodeId, _episode) = (row.EpisodeId, _episode + 1);
            block.Episodes[step] = _episode;
            block.Timesteps[step] = row.Timestep;
            block.Terminals[step] = row.Terminal;
            block.Timeouts[step] = row.Timeout;
            if (block.Columns.HasFlag(StepColumns.State))
                row.State.CopyTo(block.States, step * layout.StateSize);
            if (block.Columns.HasFlag(StepColumns.Action))
                row.Action.CopyTo(block.Actions, step * layout.ActionSize);
            if (block.Columns.HasFlag(StepColumns.Reward))
                block.Rewards[step] = row.Reward;
        }
    }
}
