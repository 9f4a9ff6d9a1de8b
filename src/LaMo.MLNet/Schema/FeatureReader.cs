using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.MLNet.Schema;

/// <summary>Reads the state or the action of the row that a cursor stands at, and checks it.</summary>
internal abstract class FeatureReader
{
    /// <summary>Fetches the current row's value.</summary>
    public abstract void Read();

    /// <summary>Copies the value fetched: a vector's numbers, or a key's number from 0.</summary>
    /// <exception cref="InvalidOperationException">It is missing, not finite, or of another length; the message names row and column.</exception>
    public abstract void CopyTo(Span<float> destination);

    public static FeatureReader Create(DataViewRow row, DataViewSchema.Column column)
    {
        Type type = column.Type.RawType;
        if (type == typeof(VBuffer<float>))
            return new VectorReader(row, column);
        return type == typeof(VBuffer<byte>) ? new ImageReader(row, column) : new ActionReader(row, column);
    }

    private sealed class VectorReader(DataViewRow row, DataViewSchema.Column column) : FeatureReader
    {
        private readonly ValueGetter<VBuffer<float>> _get = row.GetGetter<VBuffer<float>>(column);
        private VBuffer<float> _value;

        public override void Read() => _get(ref _value);

        public override void CopyTo(Span<float> destination)
        {
            RowFault.ThrowIfNotOfLength(row, column, _value.Length, destination.Length);
            _value.CopyTo(destination);
            RowFault.ThrowIfNotFinite(row, column, destination);
        }
    }

    private sealed class ActionReader(DataViewRow row, DataViewSchema.Column column) : FeatureReader
    {
        private readonly Func<int> _get = ActionIndex.Getter(row, column);
        private int _index;

        public override void Read() => _index = _get();

        public override void CopyTo(Span<float> destination) => destination[0] = _index;
    }
}
