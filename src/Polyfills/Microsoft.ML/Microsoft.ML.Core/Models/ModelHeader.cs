using System.IO;
using System.Text;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>The 256 bytes in front of a model block. Positions are relative to the header's own.</summary>
internal sealed class ModelHeader
{
    public const int Size = 0x100;

    private const ulong Signature = 0x4C45444F4D004C4D;
    private const ulong TailSignature = 0x4D4C004D4F44454C;
    private const uint VersionWithAssemblyName = 0x00010002;
    private const uint VersionWritten = 0x00010002;
    private const uint OldestReadableVersion = 0x00010001;
    private const int LoaderNameSize = 24;

    private uint _versionWritten = VersionWritten;
    private uint _versionReadable = VersionWritten;
    private long _modelStart = Size;
    private long _modelSize;
    private long _tableStart;
    private long _tableSize;
    private long _charsStart;
    private long _charsSize;
    private ulong _modelSignature;
    private uint _modelVersionWritten;
    private uint _modelVersionReadable;
    private long _tailStart;
    private long _end;
    private long _assemblyStart;
    private uint _assemblySize;

    public string LoaderName { get; private set; } = "";

    public string LoaderNameAlt { get; private set; } = "";

    public string LoaderAssemblyName { get; private set; } = "";

    public string[] Strings { get; private set; } = [];

    public bool HasVersionInfo => _modelSignature != 0;

    /// <summary>Where the model block ends.</summary>
    public long ModelEnd => _modelStart + _modelSize;

    /// <summary>Where the tail ends.</summary>
    public long End => _end;

    public void SetVersionInfo(VersionInfo version)
    {
        Contracts.Check((version.LoaderSignature?.Length ?? 0) <= LoaderNameSize);
        Contracts.Check((version.LoaderSignatureAlt?.Length ?? 0) <= LoaderNameSize);
        _modelSignature = version.ModelSignature;
        _modelVersionWritten = version.VerWrittenCur;
        _modelVersionReadable = version.VerReadableCur;
        LoaderName = version.LoaderSignature ?? "";
        LoaderNameAlt = version.LoaderSignatureAlt ?? "";
        LoaderAssemblyName = version.LoaderAssemblyName ?? "";
    }

    public void CheckVersionInfo(VersionInfo version)
    {
        Contracts.CheckDecode(_modelSignature == version.ModelSignature, "Unknown file type");
        Contracts.CheckDecode(_modelVersionReadable <= _modelVersionWritten, "Corrupt file header");
        System.Version library = typeof(VersionInfo).Assembly.GetName().Version;
        if (_modelVersionReadable > version.VerWrittenCur)
            throw Contracts.ExceptDecode(
                $"Cause: ML.NET {library} cannont read component '{version.LoaderSignature}' of the model, because the model is too new.\n" +
                $"Suggestion: Make sure the model is trained with ML.NET {library} or older.\n" +
                $"Debug details: Maximum expected version {_modelVersionReadable}, got {version.VerWrittenCur}.");
        if (_modelVersionWritten < version.VerWeCanReadBack)
            throw Contracts.ExceptDecode(
                $"Cause: ML.NET {library} cannot read component '{version.LoaderSignature}' of the model, because the model is too old.\n" +
                $"Suggestion: Make sure the model is trained with ML.NET {library}.\n" +
                $"Debug details: Minimum expected version {_modelVersionReadable}, got {version.VerWrittenCur}.");
    }

    /// <summary>Writes what follows the model block, which ends here, and then the header over the room left for it.</summary>
    public void Finish(BinaryWriter writer, long start, string[] strings)
    {
        long Position() => writer.BaseStream.Position - start;

        _modelSize = Position() - _modelStart;
        if (strings.Length > 0)
        {
            _tableStart = Position();
            foreach (string text in strings)
                writer.Write(_charsSize += 2L * text.Length);
            _charsStart = Position();
            _tableSize = _charsStart - _tableStart;
            foreach (string text in strings)
                writer.Write(Encoding.Unicode.GetBytes(text));
        }
        if (LoaderAssemblyName.Length > 0)
        {
            _assemblyStart = Position();
            writer.Write(Encoding.Unicode.GetBytes(LoaderAssemblyName));
            _assemblySize = (uint)(Position() - _assemblyStart);
        }
        _tailStart = Position();
        writer.Write(TailSignature);
        _end = Position();

        writer.BaseStream.Position = start;
        Write(writer);
        writer.BaseStream.Position = start + _end;
    }

    /// <summary>Reads and checks the header at the reader's position, and leaves the reader at the model block.</summary>
    public static ModelHeader Read(BinaryReader reader)
    {
        Stream stream = reader.BaseStream;
        long start = stream.Position;
        Contracts.CheckDecode(stream.Length - start >= Size);
        ModelHeader header = ReadFields(reader);
        header.CheckLayout(stream.Length - start);

        stream.Position = start + header._modelStart + header._modelSize;
        header.Strings = header.ReadStrings(reader);
        if (header._assemblyStart != 0)
            header.LoaderAssemblyName = ReadChars(reader, header._assemblySize);
        Contracts.CheckDecode(header._tailStart == stream.Position - start);
        Contracts.CheckDecode(reader.ReadUInt64() == TailSignature, "Corrupt model file tail");

        stream.Position = start + header._modelStart;
        return header;
    }

    private void Write(BinaryWriter writer)
    {
        writer.Write(Signature);
        writer.Write(_versionWritten);
        writer.Write(_versionReadable);
        writer.Write(_modelStart);
        writer.Write(_modelSize);
        writer.Write(_tableStart);
        writer.Write(_tableSize);
        writer.Write(_charsStart);
        writer.Write(_charsSize);
        writer.Write(_modelSignature);
        writer.Write(_modelVersionWritten);
        writer.Write(_modelVersionReadable);
        writer.Write(Latin1Bytes(LoaderName));
        writer.Write(Latin1Bytes(LoaderNameAlt));
        writer.Write(_tailStart);
        writer.Write(_end);
        writer.Write(_assemblyStart);
        writer.Write(_assemblySize);
    }

    private static ModelHeader ReadFields(BinaryReader reader)
    {
        Contracts.CheckDecode(reader.ReadUInt64() == Signature, "Wrong file type");
        var header = new ModelHeader
        {
            _versionWritten = reader.ReadUInt32(),
            _versionReadable = reader.ReadUInt32(),
            _modelStart = reader.ReadInt64(),
            _modelSize = reader.ReadInt64(),
            _tableStart = reader.ReadInt64(),
            _tableSize = reader.ReadInt64(),
            _charsStart = reader.ReadInt64(),
            _charsSize = reader.ReadInt64(),
            _modelSignature = reader.ReadUInt64(),
            _modelVersionWritten = reader.ReadUInt32(),
            _modelVersionReadable = reader.ReadUInt32(),
            LoaderName = Encoding.Latin1.GetString(reader.ReadBytes(LoaderNameSize)).TrimEnd('\0'),
            LoaderNameAlt = Encoding.Latin1.GetString(reader.ReadBytes(LoaderNameSize)).TrimEnd('\0'),
            _tailStart = reader.ReadInt64(),
            _end = reader.ReadInt64(),
            _assemblyStart = reader.ReadInt64(),
            _assemblySize = reader.ReadUInt32(),
        };
        if (header._versionWritten < VersionWithAssemblyName)
            (header._assemblyStart, header._assemblySize) = (0, 0);
        return header;
    }

    private void CheckLayout(long available)
    {
        Contracts.CheckDecode(_versionReadable <= _versionWritten, "Corrupt file header");
        Contracts.CheckDecode(_versionReadable <= VersionWritten, "File is too new");
        Contracts.CheckDecode(_versionWritten >= OldestReadableVersion, "File is too old");
        Contracts.CheckDecode(_modelStart == Size && _modelSize >= 0);

        long end = ModelEnd;
        if (_tableStart == 0)
            Contracts.CheckDecode(_tableSize == 0 && _charsStart == 0 && _charsSize == 0);
        else
        {
            Contracts.CheckDecode(_tableStart == end && _tableSize > 0 && _tableSize % sizeof(long) == 0 && _tableSize / sizeof(long) < int.MaxValue);
            Contracts.CheckDecode(_charsStart == _tableStart + _tableSize && _charsSize >= 0 && _charsSize % sizeof(char) == 0);
            end = _charsStart + _charsSize;
        }
        if (_assemblyStart == 0)
            Contracts.CheckDecode(_assemblySize == 0);
        else
        {
            Contracts.CheckDecode(_assemblyStart == end && _assemblySize % sizeof(char) == 0);
            end = _assemblyStart + _assemblySize;
        }
        Contracts.CheckDecode(_tailStart == end);
        Contracts.CheckDecode(_end == _tailStart + sizeof(ulong));
        Contracts.CheckDecode(available >= _end);
    }

    private string[] ReadStrings(BinaryReader reader)
    {
        var ends = new long[_tableSize / sizeof(long)];
        for (int i = 0; i < ends.Length; i++)
            ends[i] = reader.ReadInt64();
        var strings = new string[ends.Length];
        long position = 0;
        for (int i = 0; i < ends.Length; i++)
        {
            Contracts.CheckDecode(position <= ends[i] && ends[i] <= _charsSize && ends[i] % sizeof(char) == 0);
            strings[i] = ReadChars(reader, ends[i] - position);
            position = ends[i];
        }
        Contracts.CheckDecode(position == _charsSize);
        return strings;
    }

    private static string ReadChars(BinaryReader reader, long byteCount)
    {
        byte[] bytes = reader.ReadBytes(checked((int)byteCount));
        Contracts.CheckDecode(bytes.Length == byteCount);
        return Encoding.Unicode.GetString(bytes);
    }

    private static byte[] Latin1Bytes(string text)
    {
        var bytes = new byte[LoaderNameSize];
        Encoding.Latin1.GetBytes(text, bytes);
        return bytes;
    }
}
