using System.Runtime.InteropServices;

namespace LaMo.Core.Data.Hdf5;

/// <summary>A new HDF5 file.</summary>
internal sealed unsafe class Hdf5OutputFile : IDisposable
{
    private const int ChunkBytes = 1 << 18;
    private const uint CompressionLevel = 4;
    private const int Scalar = 0;

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
    /// <param name="element">What it holds.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="rowShape">The shape of a row.</param>
    /// <param name="isPacked">Whether it lies in chunks packed by gzip, to which rows can be added later, or in one piece.</param>
    public Hdf5Output Create(string name, Hdf5Element element, long rows, IReadOnlyList<int> rowShape, bool isPacked = true)
    {
        const long Unlimited = -1;
        int rank = 1 + rowShape.Count;
        long* size = stackalloc long[rank];
        long* largest = stackalloc long[rank];
        long* chunk = stackalloc long[rank];
        long rowBytes = sizeof(float);
        for (int dimension = 1; dimension < rank; dimension++)
            rowBytes *= size[dimension] = largest[dimension] = chunk[dimension] = rowShape[dimension - 1];
        size[0] = rows;
        largest[0] = Unlimited;
        chunk[0] = Math.Clamp(ChunkBytes / rowBytes, 1, rows);
        using (Hdf5Library.Enter())
        {
            using Hdf5Handle space = Check(Hdf5Native.CreateSpace(rank, size, isPacked ? largest : null));
            using Hdf5Handle properties = Check(Hdf5Native.CreateProperties(Hdf5Types.DatasetCreation));
            if (isPacked && (Hdf5Native.SetChunk(properties, rank, chunk) < 0 || Hdf5Native.SetShuffle(properties) < 0 || Hdf5Native.SetDeflate(properties, CompressionLevel) < 0))
                throw Fault();
            Hdf5Handle? boolean = element == Hdf5Element.Boolean ? Boolean() : null;
            long type = boolean?.Id ?? TypeOf(element);
            Hdf5Handle dataset = Check(Hdf5Native.CreateDataset(_file, name, type, space, 0, properties, 0));
            return new Hdf5Output(this, dataset, boolean, size: new ReadOnlySpan<long>(size, rank).ToArray());
        }
    }

    /// <summary>Creates a group with whole numbers as its attributes.</summary>
    public void CreateGroup(string name, params ReadOnlySpan<(string Name, long Value)> attributes)
    {
        using (Hdf5Library.Enter())
        {
            using Hdf5Handle group = Check(Hdf5Native.CreateGroup(_file, name, 0, 0, 0));
            using Hdf5Handle space = Check(Hdf5Native.CreateSpace(Scalar));
            foreach ((string attribute, long value) in attributes)
            {
                using Hdf5Handle created = Check(Hdf5Native.CreateAttribute(group, attribute, Hdf5Types.Int64, space, 0, 0));
                if (Hdf5Native.WriteAttribute(created, Hdf5Types.Int64, &value) < 0)
                    throw Fault();
            }
        }
    }

    /// <summary>Writes a lone whole number.</summary>
    public void Write(string name, long value)
    {
        using (Hdf5Library.Enter())
        {
            using Hdf5Handle space = Check(Hdf5Native.CreateSpace(Scalar));
            Write(name, Hdf5Types.Int64, space, &value);
        }
    }

    /// <summary>Writes a lone boolean.</summary>
    public void Write(string name, bool value)
    {
        using (Hdf5Library.Enter())
        {
            using Hdf5Handle space = Check(Hdf5Native.CreateSpace(Scalar));
            using Hdf5Handle type = Boolean();
            Write(name, type.Id, space, &value);
        }
    }

    /// <summary>Writes a lone text.</summary>
    public void Write(string name, string text)
    {
        using (Hdf5Library.Enter())
        {
            using Hdf5Handle space = Check(Hdf5Native.CreateSpace(Scalar));
            Write(name, space, [text]);
        }
    }

    /// <summary>Writes an array of texts.</summary>
    public void Write(string name, IReadOnlyList<string> texts)
    {
        using (Hdf5Library.Enter())
        {
            long count = texts.Count;
            using Hdf5Handle space = Check(Hdf5Native.CreateSpace(1, &count, null));
            Write(name, space, texts);
        }
    }

    public void Dispose() => _file.Dispose();

    internal IOException Fault() => new($"{_path} cannot be written: is there room for it?");

    private static long TypeOf(Hdf5Element element) => element switch
    {
        Hdf5Element.Byte => Hdf5Types.NativeByte,
        Hdf5Element.Int32 => Hdf5Types.Int32,
        Hdf5Element.Int64 => Hdf5Types.Int64,
        Hdf5Element.Double => Hdf5Types.Float64,
        _ => Hdf5Types.Float32,
    };

    private Hdf5Handle Check(Hdf5Handle handle) => handle.IsInvalid ? throw Fault() : handle;

    /// <summary>h5py's boolean type.</summary>
    private Hdf5Handle Boolean()
    {
        Hdf5Handle type = Check(Hdf5Native.CreateEnum(Hdf5Types.Int8));
        sbyte no = 0, yes = 1;
        return Hdf5Native.InsertEnum(type, "FALSE", &no) >= 0 && Hdf5Native.InsertEnum(type, "TRUE", &yes) >= 0 ? type : throw Fault();
    }

    /// <summary>Writes texts as h5py does: UTF-8 of any length, each behind a pointer.</summary>
    private void Write(string name, Hdf5Handle space, IReadOnlyList<string> texts)
    {
        const int Utf8 = 1;
        nint* pointers = stackalloc nint[texts.Count];
        for (int i = 0; i < texts.Count; i++)
            pointers[i] = Marshal.StringToCoTaskMemUTF8(texts[i]);
        try
        {
            using Hdf5Handle type = Check(Hdf5Native.CopyType(Hdf5Types.Text));
            if (Hdf5Native.SetSize(type, nuint.MaxValue) < 0 || Hdf5Native.SetCharacters(type, Utf8) < 0)
                throw Fault();
            Write(name, type.Id, space, pointers);
        }
        finally
        {
            for (int i = 0; i < texts.Count; i++)
                Marshal.FreeCoTaskMem(pointers[i]);
        }
    }

    private void Write(string name, long type, Hdf5Handle space, void* values)
    {
        using Hdf5Handle properties = Check(Hdf5Native.CreateProperties(Hdf5Types.DatasetCreation));
        using Hdf5Handle dataset = Check(Hdf5Native.CreateDataset(_file, name, type, space, 0, properties, 0));
        if (Hdf5Native.Write(dataset, type, space, space, 0, values) < 0)
            throw Fault();
    }
}
