using LaMo.MLNet.Schema;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.MLNet.Datasets;

/// <summary>The last states of an episode in one vector, the oldest first.</summary>
internal static class StackedStates
{
    public static IDataView Append(IDataView data, int count, DataViewSchema.Column state, DataViewSchema.Column episodeId)
    {
        var type = (VectorDataViewType)state.Type;
        int[] dimensions = [.. type.Dimensions];
        dimensions[0] *= count;
        DataViewSchema schema = AppendedColumnsView.Append(data.Schema, new DataViewSchema.DetachedColumn(state.Name, new VectorDataViewType((PrimitiveDataViewType)type.ItemType, dimensions)));
        return new AppendedColumnsView(data, schema, view => type.ItemType == NumberDataViewType.Byte
            ? new Column<byte>(view, count, state, episodeId)
            : new Column<float>(view, count, state, episodeId));
    }

    private sealed class Column<T> : AppendedColumns
    {
        private readonly DataViewRowCursor _rows;
        private readonly EpisodeTracker _episodes;
        private readonly ValueGetter<VBuffer<T>> _getState;
        private readonly T[] _stack;
        private readonly int _size;
        private VBuffer<T> _state;

        public Column(IDataView input, int count, DataViewSchema.Column state, DataViewSchema.Column episodeId)
        {
            _rows = input.GetRowCursor([state, episodeId]);
            _episodes = EpisodeTracker.Create(_rows, episodeId);
            _getState = _rows.GetGetter<VBuffer<T>>(state);
            _size = ((VectorDataViewType)state.Type).Size;
            _stack = new T[count * _size];
            Getters = [(ValueGetter<VBuffer<T>>)Copy];
        }

        public override IReadOnlyList<Delegate> Getters { get; }

        public override void MoveNext()
        {
            _rows.MoveNext();
            bool begins = _episodes.BeginsEpisode();
            _getState(ref _state);
            _stack.AsSpan(_size).CopyTo(_stack);
            _state.CopyTo(_stack.AsSpan(_stack.Length - _size));
            for (int start = 0; begins && start < _stack.Length - _size; start += _size)
                _state.CopyTo(_stack.AsSpan(start, _size));
        }

        public override void Dispose() => _rows.Dispose();

        private void Copy(ref VBuffer<T> value)
        {
            VBufferEditor<T> editor = VBufferEditor.Create(ref value, _stack.Length);
            _stack.CopyTo(editor.Values);
            value = editor.Commit();
        }
    }
}
