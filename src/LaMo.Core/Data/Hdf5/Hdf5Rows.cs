namespace LaMo.Core.Data.Hdf5;

/// <summary>Reads rows of a dataset that lies in one piece.</summary>
internal sealed unsafe class Hdf5Rows : ArrayReader
{
    private readonly Hdf5File _file;
    private readonly FileArray _array;
    private readonly NumberType _numbers;
    private readonly Hdf5Handle _dataset;
    private readonly Hdf5Handle _space;
    private readonly Hdf5Handle _type;
    private byte[] _bytes = [];

    public Hdf5Rows(Hdf5File file, FileArray array, NumberType numbers, Hdf5Handle dataset)
    {
        _file = file;
        _array = array;
        _numbers = numbers;
        _dataset = dataset;
        using (Hdf5Library.Enter())
        {
            _space = Hdf5Native.DatasetSpace(dataset);
            _type = Hdf5Native.DatasetType(dataset);
        }
        if (!_space.IsInvalid && !_type.IsInvalid)
            return;
        Dispose();
        throw file.Fault(array.Name, "cannot be opened");
    }

    public override void Read(long first, int rows, Span<float> destination)
    {
        // A part at a time, so that the bytes take little memory beside the values.
        const int PartBytes = 1 << 20;
        int rowBytes = _array.RowSize * _numbers.Size;
        int partRows = Math.Clamp(PartBytes / Math.Max(1, rowBytes), 1, Math.Max(1, rows));
        if (_bytes.Length < partRows * rowBytes)
            _bytes = new byte[partRows * rowBytes];
        for (; rows > 0 && rowBytes > 0; rows -= partRows)
        {
            partRows = Math.Min(partRows, rows);
            Read(first, partRows);
            _numbers.ToSingle(_bytes.AsSpan(0, partRows * rowBytes), destination);
            destination = destination[(partRows * _array.RowSize)..];
            first += partRows;
        }
    }

    public override void Dispose()
    {
        _type.Dispose();
        _space.Dispose();
        _dataset.Dispose();
    }

    private void Read(long first, int rows)
    {
        int rank = _array.Shape.Count;
        long* start = stackalloc long[Math.Max(1, rank)];
        long* count = stackalloc long[Math.Max(1, rank)];
        for (int dimension = 0; dimension < rank; dimension++)
            (start[dimension], count[dimension]) = dimension == 0 ? (first, (long)rows) : (0L, _array.Shape[dimension]);
        const int Replace = 0;
        using (Hdf5Library.Enter())
        {
            using Hdf5Handle memory = Hdf5Native.CreateSpace(rank, count, null);
            fixed (byte* bytes = _bytes)
                if (memory.IsInvalid || (rank > 0 && Hdf5Native.Select(_space, Replace, start, null, count, null) < 0)
                    || Hdf5Native.Read(_dataset, _type.Id, memory, _space, 0, bytes) < 0)
                    throw _file.Fault(_array.Name, "cannot be read: the file is damaged");
        }
    }
}
