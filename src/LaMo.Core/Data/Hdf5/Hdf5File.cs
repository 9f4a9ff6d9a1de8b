namespace LaMo.Core.Data.Hdf5;

/// <summary>An HDF5 file open for reading.</summary>
internal sealed unsafe class Hdf5File : ArrayFile
{
    private const int GroupType = 0;
    private const int DatasetType = 1;

    private readonly FileStream _stream;
    private readonly Hdf5Handle _file;
    private readonly long _start;
    private readonly HashSet<string> _checkedGroups = [];

    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is no HDF5 file, or it is damaged.</exception>
    /// <exception cref="DllNotFoundException">There is no HDF5 library; the message names the package to install.</exception>
    public Hdf5File(string path)
        : base(path)
    {
        _stream = File.OpenRead(path);
        try
        {
            _start = Hdf5Signature.Find(_stream) ?? throw new InvalidDataException($"{path} is no HDF5 file.");
            Hdf5Signature.CheckSuperblock(_stream, _start, path);
            using (Hdf5Library.Enter())
            {
                _file = Hdf5Native.OpenFile(path, Hdf5Native.ReadOnly, 0);
            }
            if (_file.IsInvalid)
                throw new InvalidDataException($"{path} is damaged or not a whole HDF5 file: the HDF5 library cannot open it.");
        }
        catch
        {
            _stream.Dispose();
            throw;
        }
    }

    /// <summary>The bytes of the file.</summary>
    public long Length => _stream.Length;

    public override FileArray? Find(string name)
    {
        if (!Exists(name))
            return null;
        Hdf5DatasetHeader header = Header(name);
        try
        {
            return new FileArray(name, header.Shape, header.Type.Kind);
        }
        catch (OverflowException)
        {
            throw Fault(name, "is too large");
        }
    }

    public override bool Exists(string name)
    {
        CheckGroup(".");
        for (int slash = name.IndexOf('/'); ; slash = name.IndexOf('/', slash + 1))
        {
            // Each group on the way must be there, and be whole, before its members may be asked for.
            string part = slash < 0 ? name : name[..slash];
            using (Hdf5Library.Enter())
                if (Hdf5Native.LinkExists(_file, part, 0) <= 0)
                    return false;
            if (slash < 0)
                return true;
            CheckGroup(part);
        }
    }

    /// <summary>Whether a name is a group's.</summary>
    public bool IsGroup(string name) => ObjectOf(name).Type == GroupType;

    /// <summary>The names in a group, in the order of their characters' codes.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public IReadOnlyList<string> Members(string group)
    {
        const int MaxLength = 1024, ByName = 0, Increasing = 0, LinkCountOffset = 8;
        CheckGroup(group);
        var names = new List<string>();
        byte* info = stackalloc byte[64];
        byte* name = stackalloc byte[MaxLength];
        using (Hdf5Library.Enter())
        {
            if (Hdf5Native.GroupInfo(_file, group, info, 0) < 0)
                throw Fault(group, "cannot be read");
            ulong count = *(ulong*)(info + LinkCountOffset);
            for (ulong number = 0; number < count; number++)
            {
                nint length = Hdf5Native.LinkName(_file, group, ByName, Increasing, number, name, MaxLength, 0);
                if (length is < 1 or >= MaxLength)
                    throw Fault(group, "cannot be read");
                names.Add(System.Text.Encoding.UTF8.GetString(name, (int)length));
            }
        }
        names.Sort(StringComparer.Ordinal);
        return names;
    }

    public override ArrayReader OpenRows(FileArray array)
    {
        Hdf5DatasetHeader header = Header(array.Name);
        if (!header.Shape.SequenceEqual(array.Shape) || header.Type.Kind != array.Kind)
            throw new IOException($"{FilePath} has changed while it was in use.");
        Hdf5Handle dataset;
        using (Hdf5Library.Enter())
            dataset = Hdf5Native.OpenDataset(_file, array.Name, 0);
        if (dataset.IsInvalid)
            throw Fault(array.Name, "cannot be opened");
        return header.ChunkShape is null ? new Hdf5Rows(this, array, header.Type, dataset) : new Hdf5ChunkedRows(this, array, header, dataset);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _file.Dispose();
            _stream.Dispose();
        }
    }

    /// <summary>Looks through a group's index, the first time that it is met.</summary>
    private void CheckGroup(string name)
    {
        if (_checkedGroups.Contains(name))
            return;
        try
        {
            Hdf5Body? table = Hdf5Messages.Read(_stream, _start, ObjectOf(name).Address).Find(Hdf5Messages.SymbolTable);
            if (table is not null)
                Hdf5Tree.CheckGroup(_stream, _start, address: table.Int64(), heap: table.Int64());
        }
        catch (InvalidDataException e) when (!e.Message.Contains(FilePath))
        {
            throw Fault(name, e.Message);
        }
        _checkedGroups.Add(name);
    }

    private Hdf5DatasetHeader Header(string name)
    {
        (long address, int type) = ObjectOf(name);
        if (type != DatasetType)
            throw Fault(name, "is no array");
        try
        {
            return Hdf5DatasetHeader.Read(_stream, _start, address);
        }
        catch (InvalidDataException e)
        {
            throw Fault(name, e.Message);
        }
    }

    /// <summary>The address and the type of an object.</summary>
    private (long Address, int Type) ObjectOf(string name)
    {
        // H5O_info1_t begins with a file number, an address and a type; 512 bytes are more than it has.
        byte* root = stackalloc byte[512];
        byte* info = stackalloc byte[512];
        const uint Basic = 1;
        using (Hdf5Library.Enter())
            if (Hdf5Native.ObjectInfo(_file, ".", root, Basic, 0) < 0 || Hdf5Native.ObjectInfo(_file, name, info, Basic, 0) < 0)
                throw Fault(name, "cannot be found");
        if (*(long*)root != *(long*)info)
            throw Fault(name, "lies in another file, which is not supported");
        return (*(long*)(info + 8), *(int*)(info + 16));
    }
}
