using System.IO.Compression;

namespace LaMo.Core.Serialization.Torch;

/// <summary>PyTorch's zip archive: a folder with <c>data.pkl</c> and a file <c>data/key</c> per storage, none of them compressed.</summary>
internal sealed class TorchZipFile : TorchFile
{
    private const string PickleName = "/data.pkl";
    private const long MaxPickleLength = 100_000_000;

    private readonly FileStream _stream;
    private readonly ZipArchive _archive;
    private readonly string _folder;

    public TorchZipFile(string path, FileStream stream)
        : base(path)
    {
        _stream = stream;
        ZipArchiveEntry? pickle;
        (_archive, pickle) = Unzip(() =>
        {
            var archive = new ZipArchive(stream, ZipArchiveMode.Read);
            return (archive, archive.Entries.FirstOrDefault(entry => entry.FullName.EndsWith(PickleName, StringComparison.Ordinal)));
        });
        if (pickle is null)
            throw new InvalidDataException($"{path} is a zip archive without a data.pkl.");
        _folder = pickle.FullName[..^PickleName.Length];
        CheckByteOrder();
        if (!IsStored(pickle) || pickle.Length > MaxPickleLength)
            throw new InvalidDataException($"{path}: the entry {pickle.FullName} is compressed or too long.");
        SetTensors(new PickleReader(new MemoryStream(Read(pickle, (int)pickle.Length)), path).Read());
    }

    protected override void CheckStorage(string name, TorchStorage storage)
    {
        ZipArchiveEntry entry = _archive.GetEntry(EntryName(storage)) ?? throw TensorInfo.Fault(FilePath, name, $"has its values in the entry {EntryName(storage)}, which is missing");
        if (!IsStored(entry) || entry.Length != storage.ByteLength)
            throw TensorInfo.Fault(FilePath, name, $"needs {storage.ByteLength} bytes in the entry {EntryName(storage)}, which has {entry.CompressedLength}");
    }

    protected override Stream OpenStorage(string name, TorchStorage storage, long position) => Unzip(() =>
    {
        Stream values = _archive.GetEntry(EntryName(storage))!.Open();
        byte[] skipped = new byte[Math.Min(position, 1 << 16)];
        for (long left = position; left > 0; left -= Math.Min(left, skipped.Length))
            values.ReadExactly(skipped, 0, (int)Math.Min(left, skipped.Length));
        return values;
    }, $" at the values of tensor '{name}'");

    protected override void Dispose(bool disposing)
    {
        _archive.Dispose();
        _stream.Dispose();
    }

    // An entry as long as it claims to be costs no more than the file has.
    private bool IsStored(ZipArchiveEntry entry) => entry.CompressedLength == entry.Length && entry.Length <= _stream.Length;

    private string EntryName(TorchStorage storage) => $"{_folder}/data/{storage.Key}";

    private void CheckByteOrder()
    {
        if (_archive.GetEntry($"{_folder}/byteorder") is ZipArchiveEntry entry && !Read(entry, 6).AsSpan().SequenceEqual("little"u8))
            throw new InvalidDataException($"{FilePath} was not written in little-endian byte order.");
    }

    private byte[] Read(ZipArchiveEntry entry, int length) => Unzip(() =>
    {
        byte[] content = new byte[length];
        using Stream stream = entry.Open();
        stream.ReadExactly(content);
        return content;
    });

    private T Unzip<T>(Func<T> read, string place = "")
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException or ArgumentException)
        {
            throw new InvalidDataException($"{FilePath} is a damaged zip archive{place}: {e.Message}", e);
        }
    }
}
