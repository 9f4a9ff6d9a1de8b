using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.MLNet.Schema;

/// <summary>Reads steps from the rows of a data view in order, and checks each: finite values, timesteps that rise, episodes in one piece.</summary>
internal sealed class StepReader : IDisposable
{
    private readonly DataViewRowCursor _rows;
    private readonly EpisodeTracker _episodes;
    private readonly ValueGetter<int> _getTimestep;
    private readonly ValueGetter<VBuffer<float>> _getState;
    private readonly ValueGetter<VBuffer<float>> _getAction;
    private readonly ValueGetter<float> _getReturnToGo;
    private readonly LaMoColumns _columns;
    private VBuffer<float> _state;
    private VBuffer<float> _action;
    private int _timestep;
    private float _returnToGo;

    public StepReader(IDataView input, LaMoColumns columns)
    {
        DataViewSchema schema = input.Schema;
        _columns = columns;
        _rows = input.GetRowCursor(columns.FindAll(schema));
        _episodes = EpisodeTracker.Create(_rows, columns.EpisodeId.Find(schema));
        _getTimestep = _rows.GetGetter<int>(columns.Timestep.Find(schema));
        _getState = _rows.GetGetter<VBuffer<float>>(columns.State.Find(schema));
        _getAction = _rows.GetGetter<VBuffer<float>>(columns.Action.Find(schema));
        _getReturnToGo = _rows.GetGetter<float>(columns.ReturnToGo.Find(schema));
    }

    /// <summary>Whether the current step is the first of an episode.</summary>
    public bool BeginsEpisode { get; private set; }

    public int Timestep => _timestep;

    public float ReturnToGo => _returnToGo;

    /// <summary>Moves to the next step.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="InvalidOperationException">The row is faulty; the message names row and column.</exception>
    public bool MoveNext()
    {
        if (!_rows.MoveNext())
            return false;
        BeginsEpisode = _episodes.BeginsEpisode();
        int previous = BeginsEpisode ? -1 : _timestep;
        _getTimestep(ref _timestep);
        if (_timestep <= previous)
            throw Fault(_columns.Timestep, BeginsEpisode
                ? $"is {_timestep}; timesteps count from 0"
                : $"is {_timestep} after {previous}; the rows of an episode must be in order of their timesteps");
        _getReturnToGo(ref _returnToGo);
        if (!float.IsFinite(_returnToGo))
            throw NotFinite(_columns.ReturnToGo, _returnToGo);
        _getState(ref _state);
        _getAction(ref _action);
        return true;
    }

    public void CopyState(Span<float> destination) => Copy(_state, destination, _columns.State);

    public void CopyAction(Span<float> destination) => Copy(_action, destination, _columns.Action);

    public void Dispose() => _rows.Dispose();

    private void Copy(in VBuffer<float> source, Span<float> destination, ColumnRequirement column)
    {
        if (source.Length != destination.Length)
            throw Fault(column, $"has {source.Length} values, expected {destination.Length}");
        source.CopyTo(destination);
        for (int slot = 0; slot < destination.Length; slot++)
            if (!float.IsFinite(destination[slot]))
                throw NotFinite(column, destination[slot], slot);
    }

    private InvalidOperationException NotFinite(ColumnRequirement column, float value, int? slot = null) =>
        Fault(column, $"holds {value}{(slot is int index ? $" at slot {index}" : "")}; repair the row or remove its episode");

    private InvalidOperationException Fault(ColumnRequirement column, string what) => new($"Row {_rows.Position}: column '{column.Name}' {what}.");
}
