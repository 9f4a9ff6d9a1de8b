namespace LaMo.Core.Data;

/// <summary>A dataset in a file of arrays.</summary>
internal sealed class ArrayStepSource : StepSource
{
    private readonly Func<ArrayFile> _open;
    private readonly ArrayLayout _arrays;

    /// <param name="open">Opens the file, for each reader anew.</param>
    /// <param name="arrays">What is where in it.</param>
    public ArrayStepSource(Func<ArrayFile> open, ArrayLayout arrays)
    {
        _open = open;
        _arrays = arrays;
    }

    public override string Name => _arrays.FilePath;

    public override string Format => _arrays.Format;

    public override StepLayout Layout => _arrays.Layout;

    public override long StepCount => _arrays.Episodes.StepCount;

    public override int EpisodeCount => _arrays.Episodes.Count;

    public override (double Random, double Expert)? ReferenceReturns => _arrays.ReferenceReturns;

    public override StepBlockReader OpenReader(StepColumns columns = StepColumns.All) => new Reader(_open(), _arrays, columns);

    private sealed class Reader : StepBlockReader
    {
        private readonly ArrayFile _file;
        private readonly ArrayLayout _arrays;
        private readonly ArrayColumnReader? _states;
        private readonly ArrayColumnReader? _actions;
        private readonly ArrayColumnReader? _rewards;
        private int _episode;
        private int _timestep;
        private long _row;

        public Reader(ArrayFile file, ArrayLayout arrays, StepColumns columns)
        {
            _file = file;
            _arrays = arrays;
            _states = columns.HasFlag(StepColumns.State) ? new ArrayColumnReader(file, arrays.State) : null;
            _actions = columns.HasFlag(StepColumns.Action) ? new ArrayColumnReader(file, arrays.Action) : null;
            _rewards = columns.HasFlag(StepColumns.Reward) ? new ArrayColumnReader(file, arrays.Reward) : null;
        }

        public override int Read(StepBlock block, int start, int count)
        {
            count = (int)Math.Min(count, _arrays.Episodes.StepCount - _row);
            _row += count;
            _states?.Read(count, block.States.AsSpan(start * _arrays.Layout.StateSize));
            _rewards?.Read(count, block.Rewards.AsSpan(start));
            if (_actions != null)
            {
                Span<float> actions = block.Actions.AsSpan(start * _arrays.Layout.ActionSize, count * _arrays.Layout.ActionSize);
                _actions.Read(count, actions);
                if (_arrays.FirstAction != 0)
                    foreach (ref float action in actions)
                        action -= _arrays.FirstAction;
            }
            for (int row = start; row < start + count; row++)
                PlaceInEpisode(block, row);
            return count;
        }

        protected override void Dispose(bool disposing)
        {
            if (!disposing)
                return;
            _states?.Dispose();
            _actions?.Dispose();
            _rewards?.Dispose();
            _file.Dispose();
        }

        private void PlaceInEpisode(StepBlock block, int row)
        {
            block.Episodes[row] = _episode;
            block.Timesteps[row] = _timestep++;
            bool last = _timestep == _arrays.Episodes.Length(_episode);
            EpisodeEnd end = last ? _arrays.Episodes.End(_episode) : EpisodeEnd.Unfinished;
            block.Terminals[row] = end.HasFlag(EpisodeEnd.Terminal);
            block.Timeouts[row] = end.HasFlag(EpisodeEnd.Timeout);
            if (last)
                (_episode, _timestep) = (_episode + 1, 0);
        }
    }
}
