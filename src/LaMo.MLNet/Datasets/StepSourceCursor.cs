using LaMo.Core.Data;
using LaMo.Core.Trajectories;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.MLNet.Datasets;

/// <summary>Moves over the steps of a dataset, which are read in blocks.</summary>
internal sealed class StepSourceCursor : DataViewRowCursor
{
    // A block of states is some hundred kilobytes, or one image.
    private const int ValuesPerBlock = 1 << 16;

    private readonly StepShape _shape;
    private readonly HashSet<int> _active;
    private readonly StepBlockReader _reader;
    private readonly StepBlock _block;
    private long _position = -1;
    private int _row = -1;
    private int _rows;

    public StepSourceCursor(DataViewSchema schema, StepSource source, StepShape shape, HashSet<int> active)
    {
        Schema = schema;
        _shape = shape;
        _active = active;
        StepColumns columns = (IsActive(nameof(Step.State)) ? StepColumns.State : 0) | (IsActive(nameof(Step.Action)) ? StepColumns.Action : 0) | (IsActive(nameof(Step.Reward)) ? StepColumns.Reward : 0);
        _block = new StepBlock(source.Layout, (int)Math.Clamp(ValuesPerBlock / shape.StateSize, 1, source.StepCount), columns);
        _reader = source.OpenReader(columns);
    }

    public override DataViewSchema Schema { get; }

    public override long Position => _position;

    public override long Batch => 0;

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) => value = new DataViewRowId((ulong)Position, 0);

    public override bool IsColumnActive(DataViewSchema.Column column) => _active.Contains(column.Index);

    public override bool MoveNext()
    {
        if (_row >= _rows)
            return false;
        if (++_row == _rows)
        {
            _rows = _reader.Read(_block, 0, _block.Capacity);
            _row = 0;
        }
        bool moved = _row < _rows;
        _position = moved ? _position + 1 : -1;
        return moved;
    }

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!IsColumnActive(column))
            throw new ArgumentOutOfRangeException(nameof(column), "requested column not active");
        return Getter(column.Name) as ValueGetter<TValue>
            ?? throw new InvalidOperationException($"Invalid TValue in GetGetter for column #{column}: '{typeof(TValue)}', expected type: '{column.Type.RawType}'.");
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _reader.Dispose();
        base.Dispose(disposing);
    }

    private bool IsActive(string name) => _active.Contains(Schema[name].Index);

    private Delegate Getter(string name) => name switch
    {
        nameof(Step.EpisodeId) => (ValueGetter<int>)((ref int value) => value = _block.Episodes[_row]),
        nameof(Step.Timestep) => (ValueGetter<int>)((ref int value) => value = _block.Timesteps[_row]),
        nameof(Step.State) => _shape.Image is { IsBytes: true } ? (ValueGetter<VBuffer<byte>>)CopyPixels : (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) => Copy(_block.States, _shape.StateSize, ref value)),
        nameof(Step.Action) => _shape.ActionCount > 0
            ? (ValueGetter<uint>)((ref uint value) => value = (uint)_block.Actions[_row] + 1)
            : (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) => Copy(_block.Actions, _shape.ActionSize, ref value)),
        nameof(Step.Reward) => (ValueGetter<float>)((ref float value) => value = _block.Rewards[_row]),
        nameof(Step.Terminal) => (ValueGetter<bool>)((ref bool value) => value = _block.Terminals[_row]),
        _ => (ValueGetter<bool>)((ref bool value) => value = _block.Timeouts[_row]),
    };

    private void Copy(float[] values, int size, ref VBuffer<float> value)
    {
        VBufferEditor<float> editor = VBufferEditor.Create(ref value, size);
        values.AsSpan(_row * size, size).CopyTo(editor.Values);
        value = editor.Commit();
    }

    private void CopyPixels(ref VBuffer<byte> value)
    {
        VBufferEditor<byte> editor = VBufferEditor.Create(ref value, _shape.StateSize);
        ReadOnlySpan<float> pixels = _block.States.AsSpan(_row * _shape.StateSize, _shape.StateSize);
        for (int i = 0; i < pixels.Length; i++)
            editor.Values[i] = (byte)pixels[i];
        value = editor.Commit();
    }
}
