using LaMo.Core.Inference;
using LaMo.Core.Networks;
using LaMo.Core.Trajectories;
using LaMo.MLNet.Schema;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.MLNet;

/// <summary>Chooses actions for the rows ahead, a batch in one forward pass. Holds one batch of states and, where a policy sees several, the K - 1 before it.</summary>
internal sealed class PolicyOutputColumns : AppendedColumns
{
    private const int BatchSize = 256;

    private readonly DataViewRowCursor _rows;
    private readonly StepOrder? _order;
    private readonly FeatureReader _states;
    private readonly PolicyNetwork _network;
    private readonly StepHistory _history;
    private PolicyOutput _output = new([], []);
    private int _batchRows;
    private int _row;

    public PolicyOutputColumns(IDataView input, PolicyTransformer policy)
    {
        DataViewSchema.Column state = policy.StateColumn(input.Schema);
        _network = policy.Network;
        _history = new StepHistory(_network.Config.ContextLength, _network.Config.StateSize, actionSize: 0, BatchSize);
        if (policy.IsRowToRowMapper)
        {
            _rows = input.GetRowCursor([state]);
        }
        else
        {
            DataViewSchema.Column episodeId = input.Schema[policy.Config.EpisodeIdColumnName], timestep = input.Schema[policy.Config.TimestepColumnName];
            _rows = input.GetRowCursor([episodeId, timestep, state]);
            _order = new StepOrder(_rows, episodeId, timestep);
        }
        _states = FeatureReader.Create(_rows, state);
        int actionSize = _network.Config.ActionSize;
        Getters = policy.Getters(input.Schema, () => _output.Actions.AsSpan(_row * actionSize, actionSize), () => _output.Values[_row]);
    }

    public override IReadOnlyList<Delegate> Getters { get; }

    public override void MoveNext()
    {
        if (++_row >= _batchRows)
            ScoreBatch();
    }

    public override void Dispose() => _rows.Dispose();

    private void ScoreBatch()
    {
        _history.Trim();
        int first = _history.Count;
        for (_batchRows = 0; _batchRows < BatchSize && _rows.MoveNext(); _batchRows++)
        {
            _order?.Check();
            int step = _history.Add(_order?.BeginsEpisode ?? true, returnToGo: 0, timestep: 0);
            _states.Read();
            _states.CopyTo(_history.State(step));
        }
        var batch = new WindowBatch(_batchRows, _network.Config.ContextLength, _network.Config.StateSize, actionSize: 0);
        for (int row = 0; row < _batchRows; row++)
            _history.FillWindow(first + row, batch, row);
        _output = _network.Predict(batch.States);
        _row = 0;
    }
}
