using System.IO.Compression;

namespace LaMo.Core.Data.Npz;

/// <summary>
/// A NumPy archive open for reading: a zip file with an .npy file for each array. Rows can only be read forwards. Arrays of Python objects are pickles, which are
/// programs: they are left alone, and refused where they are needed.
/// </summary>
internal sealed class NpzFile : ArrayFile
{
    private readonly ZipArchive _zip;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = [];

    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is no zip file, or it is damaged.</exception>
    public NpzFile(string path)
        : base(path)
    {
        FileStream stream = File.OpenRead(path);
        try
        {
            _zip = new ZipArchive(stream, ZipArchiveMode.Read);
            foreach (ZipArchiveEntry entry in _zip.Entries)
                if (entry.FullName.EndsWith(".npy", StringComparison.Ordinal) && !_entries.TryAdd(entry.FullName[..^4], entry))
                    throw new InvalidDataException($"{path} has '{entry.FullName}' twice.");
        }
        catch (Exception e) when (IsDamage(e))
        {
            stream.Dispose();
            throw new InvalidDataException($"{path} is damaged or no NumPy archive: {e.Message}", e);
        }
    }

    public override bool Exists(string name) => _entries.ContainsKey(name);

    public override FileArray? Find(string name)
    {
        if (!_entries.TryGetValue(name, out ZipArchiveEntry? entry))
            return null;
        using Stream stream = Open(name, entry);
        NpyHeader header = ReadHeader(name, stream);
        // What deflate can shrink at most; a length that lies is not believed.
        const long MaxCompression = 1032;
        if (header.Length + header.DataSize is Int128 size && (size != entry.Length || size > ((Int128)entry.CompressedLength + 64) * MaxCompression))
            throw Fault(name, $"claims {header.DataSize} bytes of values, which it does not have");
        try
        {
            return new FileArray(name, header.Shape, header.Type.Kind);
        }
        catch (OverflowException)
        {
            throw Fault(name, "is too large");
        }
    }

    public override ArrayReader OpenRows(FileArray array)
    {
        if (!_entries.TryGetValue(array.Name, out ZipArchiveEntry? entry))
            throw new IOException($"{FilePath} has changed while it was in use.");
        Stream stream = Open(array.Name, entry);
        NpyHeader header = ReadHeader(array.Name, stream);
        if (!header.Shape.SequenceEqual(array.Shape) || header.Type.Kind != array.Kind)
            throw new IOException($"{FilePath} has changed while it was in use.");
        return new NpyRows(this, array, header.Type, stream);
    }

    /// <summary>Whether an exception tells of a damaged file.</summary>
    internal static bool IsDamage(Exception e) => e is InvalidDataException or IOException or ArgumentException or NotSupportedException or OverflowException;

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _zip.Dispose();
    }

    /// <summary>Opens an entry by a stream of its own: entries of one archive cannot be read in turns.</summary>
    private Stream Open(string name, ZipArchiveEntry entry)
    {
        var zip = new ZipArchive(File.OpenRead(FilePath), ZipArchiveMode.Read);
        try
        {
            ZipArchiveEntry own = zip.GetEntry(entry.FullName) ?? throw new InvalidDataException("the entry is gone");
            return new EntryStream(zip, own.Open());
        }
        catch (Exception e) when (IsDamage(e))
        {
            zip.Dispose();
            throw Fault(name, $"is damaged: {e.Message}");
        }
    }

    private NpyHeader ReadHeader(string name, Stream stream)
    {
        try
        {
            return NpyHeader.Read(stream);
        }
        catch (Exception e) when (IsDamage(e))
        {
            stream.Dispose();
            throw Fault(name, e is InvalidDataException ? e.Message : $"is damaged: {e.Message}");
        }
    }
}
