namespace LaMo.Core.Data.Hdf5;

/// <summary>Reads rows of a dataset in an HDF5 file.</summary>
internal sealed unsafe class Hdf5Rows : ArrayReader
{
    private readonly Hdf5File _file;
    private readonly FileArray _array;
    private readonly Hdf5Handle _dataset;
    private readonly Hdf5Handle _space;
    private readonly Hdf5Handle _type;
    private byte[] _bytes = [];

    public Hdf5Rows(Hdf5File file, FileArray array, Hdf5Handle dataset)
    {
        _file = file;
        _array = array;
        _dataset = dataset;
        lock (Hdf5Library.Gate)
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
        int count = rows * _array.RowSize;
        if (count == 0)
            return;
        if (_array.Kind != NumberKind.Boolean)
        {
            fixed (float* values = destination[..count])
                Read(first, rows, Hdf5Types.NativeFloat, values);
            return;
        }
        // libhdf5 converts no enumeration to numbers; its bytes are read as they are.
        if (_bytes.Length < count)
            _bytes = new byte[count];
        fixed (byte* values = _bytes)
            Read(first, rows, _type.Id, values);
        for (int i = 0; i < count; i++)
            destination[i] = _bytes[i] == 0 ? 0 : 1;
    }

    public override void Dispose()
    {
        _type.Dispose();
        _space.Dispose();
        _dataset.Dispose();
    }

    private void Read(long first, int rows, long type, void* values)
    {
        int rank = _array.Shape.Count;
        long* start = stackalloc long[Math.Max(1, rank)];
        long* count = stackalloc long[Math.Max(1, rank)];
        for (int dimension = 0; dimension < rank; dimension++)
            (start[dimension], count[dimension]) = dimension == 0 ? (first, (long)rows) : (0L, _array.Shape[dimension]);
        const int Replace = 0;
        lock (Hdf5Library.Gate)
        {
            using Hdf5Handle memory = Hdf5Native.CreateSpace(rank, count, null);
            bool done = !memory.IsInvalid
                && (rank == 0 || Hdf5Native.Select(_space, Replace, start, null, count, null) >= 0)
                && Hdf5Native.Read(_dataset, type, memory, _space, 0, values) >= 0;
            if (!done)
                throw _file.Fault(_array.Name, "cannot be read: the file is damaged");
        }
    }
}
