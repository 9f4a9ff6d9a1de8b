namespace LaMo.Core.Data.Hdf5;

/// <summary>An array of a new HDF5 file, written from its first row to its last.</summary>
internal sealed unsafe class Hdf5Output(Hdf5OutputFile file, Hdf5Handle dataset, Hdf5Handle? boolean, long[] size) : IDisposable
{
    private long _row;

    /// <summary>Writes the next rows.</summary>
    /// <param name="values">Their values: booleans to an array of booleans, float32 to any other.</param>
    /// <param name="rows">How many rows.</param>
    public void Write<T>(ReadOnlySpan<T> values, int rows)
        where T : unmanaged
    {
        long* start = stackalloc long[size.Length];
        long* count = stackalloc long[size.Length];
        for (int dimension = 0; dimension < size.Length; dimension++)
            (start[dimension], count[dimension]) = dimension == 0 ? (_row, (long)rows) : (0L, size[dimension]);
        const int Replace = 0;
        using (Hdf5Library.Enter())
        {
            using Hdf5Handle memory = Hdf5Native.CreateSpace(size.Length, count, null);
            using Hdf5Handle space = Hdf5Native.DatasetSpace(dataset);
            fixed (T* first = values)
                if (memory.IsInvalid || Hdf5Native.Select(space, Replace, start, null, count, null) < 0
                    || Hdf5Native.Write(dataset, boolean?.Id ?? Hdf5Types.NativeFloat, memory, space, 0, first) < 0)
                    throw file.Fault();
        }
        _row += rows;
    }

    public void Dispose()
    {
        dataset.Dispose();
        boolean?.Dispose();
    }
}
