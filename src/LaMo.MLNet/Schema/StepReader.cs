using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.MLNet.Schema;

/// <summary>Reads steps from the rows of a data view in order, and checks each: finite values, timesteps that rise, episodes in one piece.</summary>
internal sealed class StepReader : IDisposable
{
    private readonly DataViewRowCursor _rows;
    private readonly EpisodeTracker _episodes;
    private readonly ValueGetter<int> _getTimestep;
    private readonly FeatureReader _state;
    private readonly FeatureReader _action;
    private readonly ValueGetter<float> _getReturnToGo;
    private readonly LaMoColumns _columns;
    private int _timestep;
    private float _returnToGo;

    public StepReader(IDataView input, LaMoColumns columns)
    {
        DataViewSchema schema = input.Schema;
        _columns = columns;
        _rows = input.GetRowCursor(columns.FindAll(schema));
        _episodes = EpisodeTracker.Create(_rows, columns.EpisodeId.Find(schema));
        _getTimestep = _rows.GetGetter<int>(columns.Timestep.Find(schema));
        _state = FeatureReader.Create(_rows, columns.State.Find(schema));
        _action = FeatureReader.Create(_rows, columns.Action.Find(schema));
        _getReturnToGo = _rows.GetGetter<float>(columns.ReturnToGo.Find(schema));
    }

    /// <summary>Whether the current step is the first of an episode.</summary>
    public bool BeginsEpisode { get; private set; }

    public int Timestep => _timestep;

    public float ReturnToGo => _returnToGo;

    /// <summary>The current step's state, if states are images of bytes.</summary>
    public ReadOnlySpan<byte> Pixels => ((ImageReader)_state).Pixels;

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
            throw RowFault.At(_rows, _columns.Timestep.Find(_rows.Schema), BeginsEpisode
                ? $"is {_timestep}; timesteps count from 0"
                : $"is {_timestep} after {previous}; the rows of an episode must be in order of their timesteps");
        _getReturnToGo(ref _returnToGo);
        if (!float.IsFinite(_returnToGo))
            throw RowFault.At(_rows, _columns.ReturnToGo.Find(_rows.Schema), $"holds {_returnToGo}; repair the row or remove its episode");
        _state.Read();
        _action.Read();
        return true;
    }

    public void CopyState(Span<float> destination) => _state.CopyTo(destination);

    public void CopyAction(Span<float> destination) => _action.CopyTo(destination);

    public void Dispose() => _rows.Dispose();
}
