using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.MLNet.Policies;

/// <summary>A row with one value, the current observation.</summary>
internal sealed class ObservationRow(DataViewSchema schema, DataViewSchema.Column observationColumn) : DataViewRow
{
    private readonly float[] _observation = new float[((VectorDataViewType)observationColumn.Type).Size];
    private long _position = -1;

    public int ObservationSize => _observation.Length;

    public override DataViewSchema Schema => schema;

    public override long Position => _position;

    public override long Batch => 0;

    /// <summary>Makes the row stand at a new observation.</summary>
    public void Set(ReadOnlySpan<float> observation)
    {
        observation.CopyTo(_observation);
        _position++;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) => value = new DataViewRowId((ulong)_position, 0);

    public override bool IsColumnActive(DataViewSchema.Column column) => column.Index == observationColumn.Index;

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!IsColumnActive(column))
            throw new ArgumentOutOfRangeException(nameof(column), "requested column not active");
        return (Delegate)(ValueGetter<VBuffer<float>>)Get as ValueGetter<TValue>
            ?? throw new InvalidOperationException($"Invalid TValue in GetGetter for column #{column}: '{typeof(TValue)}', expected type: '{column.Type.RawType}'.");
    }

    private void Get(ref VBuffer<float> value)
    {
        VBufferEditor<float> editor = VBufferEditor.Create(ref value, _observation.Length);
        _observation.CopyTo(editor.Values);
        value = editor.Commit();
    }
}
