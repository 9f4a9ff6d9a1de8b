using LaMo.Core.Inference;
using LaMo.Core.Networks;
using LaMo.Core.Trajectories;
using LaMo.MLNet.Schema;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.MLNet;

/// <summary>Predicts actions for the rows ahead, a batch in one forward pass. Holds one batch of steps and the K - 1 before it.</summary>
internal sealed class PredictedActionColumn : AppendedColumns
{
    private const int BatchSize = 32;

    private readonly StepReader _steps;
    private readonly ActionPredictor _predictor;
    private readonly StepHistory _history;
    private readonly int _actionSize;
    private float[] _actions = [];
    private int _batchRows;
    private int _row;

    public PredictedActionColumn(StepReader steps, ActionPredictor predictor)
    {
        DecisionTransformerConfig config = predictor.Config;
        _steps = steps;
        _predictor = predictor;
        _actionSize = config.ActionSize;
        _history = new StepHistory(config.ContextLength, config.StateSize, config.ActionSize, BatchSize);
        Getters = [(ValueGetter<VBuffer<float>>)GetAction];
    }

    public override IReadOnlyList<Delegate> Getters { get; }

    public override void MoveNext()
    {
        if (++_row >= _batchRows)
            ScoreBatch();
    }

    public override void Dispose() => _steps.Dispose();

    private void ScoreBatch()
    {
        _history.Trim();
        int first = _history.Count;
        for (_batchRows = 0; _batchRows < BatchSize && _steps.MoveNext(); _batchRows++)
        {
            int step = _history.Add(_steps.BeginsEpisode, _steps.ReturnToGo, _steps.Timestep);
            _steps.CopyState(_history.State(step));
            _steps.CopyAction(_history.Action(step));
        }

        DecisionTransformerConfig config = _predictor.Config;
        var batch = new WindowBatch(_batchRows, config.ContextLength, config.StateSize, config.ActionSize);
        for (int row = 0; row < _batchRows; row++)
            _history.FillWindow(first + row, batch, row);
        _actions = _predictor.Predict(batch);
        _row = 0;
    }

    private void GetAction(ref VBuffer<float> value)
    {
        VBufferEditor<float> editor = VBufferEditor.Create(ref value, _actionSize);
        _actions.AsSpan(_row * _actionSize, _actionSize).CopyTo(editor.Values);
        value = editor.Commit();
    }
}
