using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.Bench;

/// <summary>Scores the rows of the dataset through the whole pipeline, over and over; a unit is a row.</summary>
internal sealed class ScoringWork : IWork
{
    // A few forward passes of the scored view.
    private const int BatchRows = 128;

    private readonly ITransformer _model;
    private readonly IDataView _scored;
    private DataViewRowCursor _cursor;
    private ValueGetter<VBuffer<float>> _getter;
    private VBuffer<float> _action;

    public ScoringWork(BenchCase bench)
    {
        (_model, IDataView data) = bench.Fit();
        _scored = _model.Transform(data);
        (_cursor, _getter) = Begin();
    }

    public int Do()
    {
        for (int row = 0; row < BatchRows; row++)
        {
            if (!_cursor.MoveNext())
            {
                _cursor.Dispose();
                (_cursor, _getter) = Begin();
                _cursor.MoveNext();
            }
            _getter(ref _action);
        }
        return BatchRows;
    }

    public void Dispose()
    {
        _cursor.Dispose();
        (_model as IDisposable)?.Dispose();
    }

    private (DataViewRowCursor, ValueGetter<VBuffer<float>>) Begin()
    {
        DataViewSchema.Column column = _scored.Schema["PredictedAction"];
        DataViewRowCursor cursor = _scored.GetRowCursor([column]);
        return (cursor, cursor.GetGetter<VBuffer<float>>(column));
    }
}
