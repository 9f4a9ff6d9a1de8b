using LaMo.Core.Inference;
using LaMo.Core.Networks;
using LaMo.MLNet.Schema;

namespace LaMo.MLNet;

/// <summary>Predicts actions for the rows ahead, a batch in one forward pass. Holds one batch of steps and the K - 1 before it.</summary>
internal sealed class PredictedActionColumn : AppendedColumns
{
    private readonly StepReader _steps;
    private readonly ActionPredictor _predictor;
    private readonly StepHistory _history;
    private readonly int _outputSize;
    private float[] _outputs = [];
    private int _batchRows;
    private int _row;

    /// <param name="steps">The rows.</param>
    /// <param name="predictor">The network, borrowed.</param>
    /// <param name="keyType">The raw type of the keys that name discrete actions.</param>
    public PredictedActionColumn(StepReader steps, ActionPredictor predictor, Type keyType)
    {
        DecisionTransformerConfig config = predictor.Config;
        _steps = steps;
        _predictor = predictor;
        _outputSize = config.OutputSize;
        _history = new StepHistory(config.ContextLength, config.StateSize, config.ActionSize, predictor.BatchSize);
        Getters = config.ActionCount == 0 ? ActionGetters.Continuous(() => Output) : ActionGetters.Discrete(() => Output, keyType);
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
        for (_batchRows = 0; _batchRows < _predictor.BatchSize && _steps.MoveNext(); _batchRows++)
        {
            int step = _history.Add(_steps.BeginsEpisode, _steps.ReturnToGo, _steps.Timestep);
            _steps.CopyState(_history.State(step));
            _steps.CopyAction(_history.Action(step));
        }

        _outputs = _predictor.Predict(_history, first);
        _row = 0;
    }

    /// <summary>The current row's continuous action, or the probabilities of its discrete ones.</summary>
    private ReadOnlySpan<float> Output => _outputs.AsSpan(_row * _outputSize, _outputSize);
}
