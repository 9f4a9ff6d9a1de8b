namespace LaMo.Core.Data.Hdf5;

/// <summary>A new HDF5 file.</summary>
internal sealed unsafe class Hdf5OutputFile : IDisposable
{
    private const int ChunkBytes = 1 << 18;
    private const uint CompressionLevel = 4;

    private readonly string _path;
    private readonly Hdf5Handle _file;

    public Hdf5OutputFile(string path)
    {
        _path = path;
        // libhdf5's own message would be lost; this one names the reason.
        File.Create(path).Dispose();
        using (Hdf5Library.Enter())
        {
            _file = Check(Hdf5Native.CreateFile(path, Hdf5Native.Truncate, 0, 0));
        }
    }

    /// <summary>Creates an array.</summary>
    /// <param name="name">Its name, in a group if there are slashes in it.</param>
    /// <param name="kind">What it holds: h5py's booleans, bytes, int64 or float32.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="rowShape">The shape of a row.</param>
    public Hdf5Output Create(string name, NumberKind kind, long rows, IReadOnlyList<int> rowShape)
    {
        int rank = 1 + rowShape.Count;
        long* size = stackalloc long[rank];
        long* chunk = stackalloc long[rank];
        long rowBytes = 4;
        for (int dimension = 1; dimension < rank; dimension++)
            rowBytes *= size[dimension] = chunk[dimension] = rowShape[dimension - 1];
        size[0] = rows;
        chunk[0] = Math.Clamp(ChunkBytes / rowBytes, 1, rows);
        using (Hdf5Library.Enter())
        {
            for (int slash = name.IndexOf('/'); slash >= 0; slash = name.IndexOf('/', slash + 1))
                if (Hdf5Native.LinkExists(_file, name[..slash], 0) <= 0)
                    Check(Hdf5Native.CreateGroup(_file, name[..slash], 0, 0, 0)).Dispose();
            using Hdf5Handle space = Check(Hdf5Native.CreateSpace(rank, size, null));
            using Hdf5Handle properties = Check(Hdf5Native.CreateProperties(Hdf5Types.DatasetCreation));
            if (Hdf5Native.SetChunk(properties, rank, chunk) < 0 || Hdf5Native.SetShuffle(properties) < 0 || Hdf5Native.SetDeflate(properties, CompressionLevel) < 0)
                throw Fault();
            Hdf5Handle? boolean = kind == NumberKind.Boolean ? Boolean() : null;
            long type = boolean?.Id ?? kind switch { NumberKind.Byte => Hdf5Types.NativeByte, NumberKind.Integer => Hdf5Types.Int64, _ => Hdf5Types.Float32 };
            Hdf5Handle dataset = Check(Hdf5Native.CreateDataset(_file, name, type, space, 0, properties, 0));
            return new Hdf5Output(this, dataset, boolean, size: new ReadOnlySpan<long>(size, rank).ToArray());
        }
    }

    public void Dispose() => _file.Dispose();

    internal IOException Fault() => new($"{_path} cannot be written: is there room for it?");

    private Hdf5Handle Check(Hdf5Handle handle) => handle.IsInvalid ? throw Fault() : handle;

    /// <summary>h5py's boolean type.</summary>
    private Hdf5Handle Boolean()
    {
        Hdf5Handle type = Check(Hdf5Native.CreateEnum(Hdf5Types.Int8));
        sbyte no = 0, yes = 1;
        return Hdf5Native.InsertEnum(type, "FALSE", &no) >= 0 && Hdf5Native.InsertEnum(type, "TRUE", &yes) >= 0 ? type : throw Fault();
    }
}
