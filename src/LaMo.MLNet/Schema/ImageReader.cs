using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.MLNet.Schema;

/// <summary>Reads images of bytes.</summary>
internal sealed class ImageReader(DataViewRow row, DataViewSchema.Column column) : FeatureReader
{
    private readonly ValueGetter<VBuffer<byte>> _get = row.GetGetter<VBuffer<byte>>(column);
    private readonly byte[] _pixels = new byte[((VectorDataViewType)column.Type).Size];
    private VBuffer<byte> _value;

    public override void Read() => _get(ref _value);

    /// <summary>The pixels of the image fetched, until the next one is.</summary>
    public ReadOnlySpan<byte> Pixels
    {
        get
        {
            RowFault.ThrowIfNotOfLength(row, column, _value.Length, _pixels.Length);
            if (_value.IsDense)
                return _value.GetValues();
            _value.CopyTo(_pixels);
            return _pixels;
        }
    }

    public override void CopyTo(Span<float> destination)
    {
        ReadOnlySpan<byte> pixels = Pixels;
        for (int i = 0; i < pixels.Length; i++)
            destination[i] = pixels[i];
    }
}
