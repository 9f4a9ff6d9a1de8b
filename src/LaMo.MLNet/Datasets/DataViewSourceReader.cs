using LaMo.Core.Data;
using LaMo.Core.Trajectories;
using LaMo.MLNet.Schema;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.MLNet.Datasets;

/// <summary>Reads the rows of a data view as steps.</summary>
internal sealed class DataViewSourceReader : StepBlockReader
{
    private readonly DataViewRowCursor _rows;
    private readonly EpisodeTracker _episodes;
    private readonly StepLayout _layout;
    private readonly ValueGetter<int> _getTimestep;
    private readonly ValueGetter<bool>? _getTerminal;
    private readonly ValueGetter<bool>? _getTimeout;
    private readonly ValueGetter<float>? _getReward;
    private readonly VectorGetter? _getState;
    private readonly VectorGetter? _getAction;
    private int _episode = -1;

    public DataViewSourceReader(IDataView data, StepLayout layout, StepColumns columns)
    {
        _layout = layout;
        DataViewSchema.Column? Column(string name, bool isNeeded = true) => isNeeded ? data.Schema.GetColumnOrNull(name) : null;
        DataViewSchema.Column episodeId = data.Schema[nameof(Step.EpisodeId)], timestep = data.Schema[nameof(Step.Timestep)];
        DataViewSchema.Column? state = Column(nameof(Step.State), columns.HasFlag(StepColumns.State)), action = Column(nameof(Step.Action), columns.HasFlag(StepColumns.Action));
        DataViewSchema.Column? reward = Column(nameof(Step.Reward), columns.HasFlag(StepColumns.Reward));
        DataViewSchema.Column? terminal = Column(nameof(Step.Terminal)), timeout = Column(nameof(Step.Timeout));
        _rows = data.GetRowCursor(new[] { episodeId, timestep, state, action, reward, terminal, timeout }.OfType<DataViewSchema.Column>());
        _episodes = EpisodeTracker.Create(_rows, episodeId);
        _getTimestep = _rows.GetGetter<int>(timestep);
        _getReward = Getter<float>(reward);
        _getTerminal = Getter<bool>(terminal);
        _getTimeout = Getter<bool>(timeout);
        _getState = state is DataViewSchema.Column states ? VectorOf(states) : null;
        _getAction = action is DataViewSchema.Column actions ? VectorOf(actions) : null;
    }

    public override int Read(StepBlock block, int start, int count)
    {
        int step = start;
        for (; step < start + count && _rows.MoveNext(); step++)
        {
            if (_episodes.BeginsEpisode())
                _episode++;
            block.Episodes[step] = _episode;
            _getTimestep(ref block.Timesteps[step]);
            _getTerminal?.Invoke(ref block.Terminals[step]);
            _getTimeout?.Invoke(ref block.Timeouts[step]);
            _getReward?.Invoke(ref block.Rewards[step]);
            _getState?.Invoke(block.States.AsSpan(step * _layout.StateSize, _layout.StateSize));
            _getAction?.Invoke(block.Actions.AsSpan(step * _layout.ActionSize, _layout.ActionSize));
        }
        return step - start;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _rows.Dispose();
    }

    private ValueGetter<T>? Getter<T>(DataViewSchema.Column? column) => column is DataViewSchema.Column found ? _rows.GetGetter<T>(found) : null;

    private VectorGetter VectorOf(DataViewSchema.Column column)
    {
        if (column.Type is KeyDataViewType)
        {
            Func<int> getIndex = ActionIndex.Getter(_rows, column);
            return destination => destination[0] = getIndex();
        }
        return ((VectorDataViewType)column.Type).ItemType == NumberDataViewType.Byte ? VectorOf<byte>(column, value => value) : VectorOf<float>(column, value => value);
    }

    private VectorGetter VectorOf<T>(DataViewSchema.Column column, Func<T, float> convert)
    {
        ValueGetter<VBuffer<T>> get = _rows.GetGetter<VBuffer<T>>(column);
        VBuffer<T> value = default;
        T[] dense = [];
        return destination =>
        {
            get(ref value);
            RowFault.ThrowIfNotOfLength(_rows, column, value.Length, destination.Length);
            Array.Resize(ref dense, value.Length);
            value.CopyTo(dense);
            for (int i = 0; i < dense.Length; i++)
                destination[i] = convert(dense[i]);
        };
    }

    private delegate void VectorGetter(Span<float> destination);
}
