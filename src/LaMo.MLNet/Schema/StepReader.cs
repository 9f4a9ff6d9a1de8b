using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.MLNet.Schema;

/// <summary>Reads steps from the rows of a data view in order, and checks each: finite values, timesteps that rise, episodes in one piece.</summary>
internal sealed class StepReader : IDisposable
{
    private readonly DataViewRowCursor _rows;
    private readonly StepOrder _order;
    private readonly FeatureReader _state;
    private readonly FeatureReader _action;
    private readonly ValueGetter<float> _getReturnToGo;
    private readonly SequenceColumns _columns;
    private float _returnToGo;

    public StepReader(IDataView input, SequenceColumns columns)
    {
        DataViewSchema schema = input.Schema;
        _columns = columns;
        _rows = input.GetRowCursor(columns.FindAll(schema));
        _order = new StepOrder(_rows, columns.EpisodeId.Find(schema), columns.Timestep.Find(schema));
        _state = FeatureReader.Create(_rows, columns.State.Find(schema));
        _action = FeatureReader.Create(_rows, columns.Action.Find(schema));
        _getReturnToGo = _rows.GetGetter<float>(columns.ReturnToGo.Find(schema));
    }

    /// <summary>Whether the current step is the first of an episode.</summary>
    public bool BeginsEpisode => _order.BeginsEpisode;

    public int Timestep => _order.Timestep;

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
        _order.Check();
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
