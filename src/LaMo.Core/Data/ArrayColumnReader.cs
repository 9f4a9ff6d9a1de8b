namespace LaMo.Core.Data;

/// <summary>Reads the rows of a column once, in order.</summary>
internal sealed class ArrayColumnReader(ArrayFile file, ArrayColumn column) : IDisposable
{
    private readonly FieldReader[] _fields = [.. column.Fields.Select(field => new FieldReader(file, field))];
    private float[] _scratch = [];

    /// <summary>Reads the next rows, of which there must be so many.</summary>
    public void Read(int rows, Span<float> destination)
    {
        if (_fields is [FieldReader only])
        {
            only.Read(rows, destination);
            return;
        }
        int offset = 0;
        foreach (FieldReader field in _fields)
        {
            if (_scratch.Length < rows * field.Size)
                _scratch = new float[rows * field.Size];
            field.Read(rows, _scratch);
            for (int row = 0; row < rows; row++)
                _scratch.AsSpan(row * field.Size, field.Size).CopyTo(destination[(row * column.Size + offset)..]);
            offset += field.Size;
        }
    }

    public void Dispose()
    {
        foreach (FieldReader field in _fields)
            field.Dispose();
    }

    private sealed class FieldReader(ArrayFile file, ArrayField values) : IDisposable
    {
        private ArrayReader? _reader;
        private FileArray? _array;
        private int _range;
        private long _row;

        public int Size => values.Size;

        public void Read(int rows, Span<float> destination)
        {
            while (rows > 0)
            {
                RowRange range = values.Ranges[_range];
                int count = (int)Math.Min(rows, range.Count - _row);
                Open(range.Array).Read(range.First + _row, count, destination);
                destination = destination[(count * values.Size)..];
                rows -= count;
                _row += count;
                if (_row == range.Count)
                    (_range, _row) = (_range + 1, 0);
            }
        }

        public void Dispose() => _reader?.Dispose();

        private ArrayReader Open(FileArray array)
        {
            if (_reader != null && ReferenceEquals(array, _array))
                return _reader;
            _reader?.Dispose();
            (_reader, _array) = (null, array);
            return _reader = file.OpenRows(array);
        }
    }
}
