using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.MLNet.Policies;

/// <summary>A row with one value, the current observation.</summary>
internal sealed class ObservationRow(DataViewSchema schema, DataViewSchema.Column observationColumn) : DataViewRow
{
    private readonly bool _isBytes = ((VectorDataViewType)observationColumn.Type).ItemType == NumberDataViewType.Byte;
    private readonly float[] _observation = new float[((VectorDataViewType)observationColumn.Type).Size];
    private long _position = -1;

    public override DataViewSchema Schema => schema;

    public override long Position => _position;

    public override long Batch => 0;

    /// <summary>Makes the row stand at a new observation.</summary>
    /// <exception cref="ArgumentException">It has another size, or a value that is not finite or, where the column has bytes, none.</exception>
    public void Set(ReadOnlySpan<float> observation)
    {
        if (observation.Length != _observation.Length)
            throw new ArgumentException($"The observation has {observation.Length} values, expected {_observation.Length}.", nameof(observation));
        foreach (float value in observation)
            if (!float.IsFinite(value) || (_isBytes && value != (byte)value))
                throw new ArgumentException($"The observation holds {value}.", nameof(observation));
        observation.CopyTo(_observation);
        _position++;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) => value = new DataViewRowId((ulong)_position, 0);

    public override bool IsColumnActive(DataViewSchema.Column column) => column.Index == observationColumn.Index;

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!IsColumnActive(column))
            throw new ArgumentOutOfRangeException(nameof(column), "requested column not active");
        return (_isBytes ? (Delegate)(ValueGetter<VBuffer<byte>>)Get : (ValueGetter<VBuffer<float>>)Get) as ValueGetter<TValue>
            ?? throw new InvalidOperationException($"Invalid TValue in GetGetter for column #{column}: '{typeof(TValue)}', expected type: '{column.Type.RawType}'.");
    }

    private void Get(ref VBuffer<float> value)
    {
        VBufferEditor<float> editor = VBufferEditor.Create(ref value, _observation.Length);
        _observation.CopyTo(editor.Values);
        value = editor.Commit();
    }

    private void Get(ref VBuffer<byte> value)
    {
        VBufferEditor<byte> editor = VBufferEditor.Create(ref value, _observation.Length);
        for (int i = 0; i < _observation.Length; i++)
            editor.Values[i] = (byte)_observation[i];
        value = editor.Commit();
    }
}
