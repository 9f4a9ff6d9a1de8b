using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using LaMo.Core.Serialization;
using LaMo.Tests;
using TorchSharp;
using static TorchSharp.torch;

namespace LaMo.Core.Tests.Serialization;

public sealed class TorchFileTests : IDisposable
{
    private static readonly float[] _whole = [.. Enumerable.Range(0, 24).Select(i => (float)i)];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>The tensors that checkpoints.py saves: a matrix of 4 rows and 6 columns with the numbers from 0, and views of it.</summary>
    [Theory]
    [InlineData("views.pt")]
    [InlineData("views-legacy.pt")]
    public void EveryViewOfAStorageIsRead(string name)
    {
        using DisposeScope scope = NewDisposeScope();
        using TensorFile file = TensorFile.Open(Fixture(name));
        float[] transposed = [.. Enumerable.Range(0, 24).Select(i => _whole[6 * (i % 4) + i / 4])];
        Assert.Equal(_whole, Read(file, "whole", 4, 6));
        Assert.Equal(transposed, Read(file, "transposed", 6, 4));
        Assert.Equal([8f, 9f, 10f, 14f, 15f, 16f], Read(file, "part", 2, 3));
        Assert.Equal(_whole.Where((_, i) => i % 2 == 0), Read(file, "every_other", 4, 3));
        Assert.Equal([.. _whole[..6], .. _whole[..6], .. _whole[..6]], Read(file, "expanded", 3, 6));
        Assert.Equal(_whole, Read(file, "half", 4, 6));
        Assert.Equal(transposed, Read(file, "half_transposed", 6, 4));
        Assert.Equal(_whole, Read(file, "bfloat16", 4, 6));
        Assert.Equal(_whole, Read(file, "parameter", 4, 6));
        Assert.Equal([2.5f], Read(file, "scalar"));
        Assert.Equal([], Read(file, "empty", 0, 3));
        Assert.Equal("I64", file.Tensors["integers"].DataType);
        Assert.Equal("BOOL", file.Tensors["mask"].DataType);
        Assert.Equal(13, file.Tensors.Count);
        Assert.Contains("'integers' has dtype I64", Assert.Throws<InvalidDataException>(() => Read(file, "integers", 3)).Message);
    }

    [SharedDataFact("data/gpt2_1000.pt")]
    public void LoneTensorHasTheEmptyName()
    {
        using DisposeScope scope = NewDisposeScope();
        using TensorFile file = TensorFile.Open(SharedData.PathOf("data/gpt2_1000.pt"));
        (string name, TensorInfo info) = Assert.Single(file.Tensors);
        Assert.Equal(("", "F32"), (name, info.DataType));
        float[] centres = Read(file, "", 1000, 768);
        Assert.All(centres, value => Assert.InRange(value, -3f, 3f));
        // Token embeddings of GPT-2 are about as long as each other; so are the means of similar ones.
        double[] norms = [.. centres.Chunk(768).Select(row => Math.Sqrt(row.Sum(value => value * value)))];
        Assert.InRange(norms.Average(), 1, 5);
    }

    public static TheoryData<string, string> MaliciousPickles { get; } = new()
    {
        { "cos\nsystem\n(X\u0005\0\0\0touchtR.", "the global 'os.system'" },
        { "cposix\nsystem\nq\0(X\u0005\0\0\0touchtq\u0001R.", "the global 'posix.system'" },
        { "c__builtin__\neval\n(X\u0001\0\0\01tR.", "the global '__builtin__.eval'" },
        { "cbuiltins\ngetattr\n(tR.", "the global 'builtins.getattr'" },
        { "ctorch\nload\n(tR.", "the global 'torch.load'" },
        { "ctorch._utils\n_import_dotted_name\n(tR.", "the global 'torch._utils._import_dotted_name'" },
        { "\u0080\u0004\u008c\u0002os\u008c\u0006system\u0093\u008c\u0004true\u0085R.", "the global 'os.system'" },
        { "\u0080\u0004\u008c\u000bcollections\u008c\u0014OrderedDict.__init__\u0093.", "the global 'collections.OrderedDict.__init__'" },
        { "\u0080\u0004K\u0001K\u0002\u0093.", "names a global by something else than text" },
        { "(X\u0004\0\0\0trueios\nsystem\n.", "the opcode INST" },
        { "(ccollections\nOrderedDict\no.", "the opcode OBJ" },
        { "ccollections\nOrderedDict\n)\u0081.", "the opcode NEWOBJ" },
        { "ccollections\nOrderedDict\n)}\u0092.", "the opcode NEWOBJ_EX" },
        { "ccollections\nOrderedDict\n}b.", "opcode BUILD" },
        { "]}b.", "opcode BUILD" },
        { "ctorch\nFloatStorage\n)R.", "calls something that is not a function" },
        { "K\u0001)R.", "calls something that is not a function" },
        { "ccollections\nOrderedDict\n]R.", "calls something that is not a function" },
        { "ccollections\nOrderedDict\n(]tR.", "impossible arguments" },
        { "\u0082\u0001.", "the opcode EXT1" },
        { "Pos.system\n.", "the opcode PERSID" },
        { "S'text'\n.", "the opcode STRING" },
        { "\u0097.", "the opcode NEXT_BUFFER" },
        { "\u00ff.", "the opcode 0xff" },
        { "K\u0001Q.", "not a tensor storage" },
        { "(X\u0007\0\0\0storagectorch\nFloatStorage\nX\u0001\0\0\00X\u0003\0\0\0cpuJ\u00ff\u00ff\u00ff\u00fftQ.", "not a tensor storage" },
        { "X\u00ff\u00ff\u00ff\u00ffa.", "ends before its STOP" },
        { "\u008d\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007fa.", "the opcode BINUNICODE8" },
        { "X\u0002\0\0\0\u00ff\u00ff.", "not UTF-8" },
        { "h\u0007.", "recalls the value 7" },
        { ".", "empty stack" },
        { "(.", "empty stack" },
        { "t.", "a mark that is not there" },
        { "K\u0001K\u0002a.", "something else than a list" },
        { "}(K\u0001u.", "something else than a dictionary" },
        { "c" + new string('a', 300) + "\nb\n.", "more than 256 characters" },
        { "", "ends before its STOP" },
        { "K\u0001.", "neither a dictionary of tensors nor a tensor" },
    };

    [Theory]
    [MemberData(nameof(MaliciousPickles))]
    public void WhateverIsNoTensorIsRefusedByName(string pickle, string message)
    {
        string path = WriteZip(Encoding.Latin1.GetBytes(pickle));
        string reported = Assert.Throws<InvalidDataException>(() => TensorFile.Open(path)).Message;
        Assert.Contains(message, reported);
        Assert.StartsWith(path, reported);
    }

    [Fact]
    public void PickleThatWouldRunACommandRunsNothing()
    {
        string witness = _folder["witness"];
        string command = $"touch {witness}";
        string path = WriteZip(Encoding.Latin1.GetBytes($"cos\nsystem\n(X{(char)command.Length}\0\0\0{command}tR."));
        Assert.Throws<InvalidDataException>(() => TensorFile.Open(path));
        Assert.False(File.Exists(witness));
    }

    [Theory]
    [InlineData(")", "\u0085", 1_500_000, "neither a dictionary")]              // tuples in tuples
    [InlineData("]", "]\u0094", 900_000, "neither a dictionary")]               // a list remembered each time
    [InlineData("]q\0", "](h\0h\0eq\0", 200_000, "neither a dictionary")]       // each list holds the one before twice: 2^200000 if it were copied
    [InlineData("(", "(", 1_500_000, "empty stack")]                            // marks
    [InlineData("N", "N", 3_000_000, "more than 2000000 opcodes")]
    public void BombsStaySmall(string start, string repeated, int times, string message)
    {
        string path = WriteZip(Encoding.Latin1.GetBytes(start + string.Concat(Enumerable.Repeat(repeated, times)) + "."));
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => TensorFile.Open(path)).Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 400_000_000);
    }

    [Theory]
    [InlineData("JAAAA", "K\0", "(K\u0002t", "(K\u0001t", "needs")]                                  // more values than the entry has
    [InlineData("K\u0002", "K\0", "(K\u0003t", "(K\u0001t", "impossible arguments")]                 // reaches beyond its storage
    [InlineData("K\u0002", "K\u0001", "(K\u0002t", "(K\u0001t", "impossible arguments")]             // begins too late
    [InlineData("K\u0002", "K\0", "(K\u0002t", "(J\u00ff\u00ff\u00ff\u00fft", "impossible arguments")] // runs backwards
    [InlineData("K\u0002", "K\0", "(J\u00ff\u00ff\u00ff\u007ft", "(J\u00ff\u00ff\u00ff\u007ft", "impossible arguments")]
    [InlineData("K\u0002", "K\0", "(K\u0001K\u0001t", "(K\u0001t", "impossible arguments")]          // more sizes than strides
    [InlineData("K\u0002", "K\0", "N", "(K\u0001t", "impossible arguments")]
    public void TensorOutsideItsStorageIsRefused(string count, string offset, string size, string stride, string message)
    {
        string pickle = $"ctorch._utils\n_rebuild_tensor_v2\n((X\u0007\0\0\0storagectorch\nFloatStorage\nX\u0001\0\0\00X\u0003\0\0\0cpu{count}tQ{offset}{size}{stride}\u0089ccollections\nOrderedDict\n)RtR.";
        string path = WriteZip(Encoding.Latin1.GetBytes(pickle), new byte[8]);
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => TensorFile.Open(path)).Message);
    }

    [Fact]
    public void StorageThatIsMissingOrCompressedIsRefused()
    {
        const string pickle = "ctorch._utils\n_rebuild_tensor_v2\n((X\u0007\0\0\0storagectorch\nFloatStorage\nX\u0001\0\0\00X\u0003\0\0\0cpuM\u00e8\u0003tQK\0(M\u00e8\u0003t(K\u0001t\u0089ccollections\nOrderedDict\n)RtR.";
        byte[] bytes = Encoding.Latin1.GetBytes(pickle);
        using (TensorFile whole = TensorFile.Open(WriteZip(bytes, new byte[4000])))
            Assert.Equal([1000L], whole.Tensors[""].Shape);
        Assert.Contains("archive/data/0, which is missing", Assert.Throws<InvalidDataException>(() => TensorFile.Open(WriteZip(bytes))).Message);
        Assert.Contains("needs 4000 bytes", Assert.Throws<InvalidDataException>(() => TensorFile.Open(WriteZip(bytes, new byte[4000], CompressionLevel.SmallestSize))).Message);
    }

    /// <summary>An entry that says that it is compressed, to as many bytes as it holds.</summary>
    [Theory]
    [InlineData(8)]  // Deflate
    [InlineData(9)]  // Deflate64
    [InlineData(12)] // BZip2
    public void StorageOfAnotherMethodIsNamed(byte method)
    {
        const string pickle = "}X\u0006\0\0\0weightctorch._utils\n_rebuild_tensor_v2\n((X\u0007\0\0\0storagectorch\nFloatStorage\nX\u0001\0\0\00X\u0003\0\0\0cpuK\u0009tQK\u0001(K\u0008t(K\u0001t\u0089ccollections\nOrderedDict\n)RtRs.";
        string path = WriteZip(Encoding.Latin1.GetBytes(pickle), [.. Enumerable.Repeat((byte)0xff, 36)]);
        byte[] archive = File.ReadAllBytes(path);
        // The method is noted in the header before the values, and in that of the directory at the end.
        int local = archive.AsSpan().IndexOf("archive/data/0"u8) - 30, central = archive.AsSpan().LastIndexOf("archive/data/0"u8) - 46;
        (archive[local + 8], archive[central + 10]) = (method, method);
        File.WriteAllBytes(path, archive);

        using DisposeScope scope = NewDisposeScope();
        using TensorFile file = TensorFile.Open(path);
        string message = Assert.Throws<InvalidDataException>(() => Read(file, "weight", 8)).Message;
        Assert.StartsWith(path, message);
        Assert.Contains("tensor 'weight'", message);
    }

    [Theory]
    [InlineData("views.pt")]
    [InlineData("views-legacy.pt")]
    public void RandomDamageNeverEscapesAsAnotherError(string name)
    {
        byte[] whole = File.ReadAllBytes(Fixture(name));
        string path = _folder["damaged.pt"];
        Damage.Try(whole, 600, damaged =>
        {
            using DisposeScope scope = NewDisposeScope();
            File.WriteAllBytes(path, damaged);
            using TensorFile file = TensorFile.Open(path);
            foreach ((string tensor, TensorInfo info) in file.Tensors.Where(tensor => tensor.Value.Shape.Aggregate(1.0, (count, size) => count * size) < 1000))
                file.Read(tensor, zeros([.. info.Shape]));
        });
    }

    [Theory]
    [InlineData("")]
    [InlineData("text")]
    [InlineData("PK and then no archive")]
    public void OtherFilesAreRefused(string content)
    {
        string path = _folder.Write("model.pt", content);
        Assert.Contains(path, Assert.Throws<InvalidDataException>(() => TensorFile.Open(path)).Message);
    }

    [Fact]
    public void ZipWithoutAPickleIsRefused()
    {
        using (ZipArchive archive = ZipFile.Open(_folder["other.zip"], ZipArchiveMode.Create))
            archive.CreateEntry("other");
        Assert.Contains("without a data.pkl", Assert.Throws<InvalidDataException>(() => TensorFile.Open(_folder["other.zip"])).Message);
    }

    private static string Fixture(string name) => Path.Combine(AppContext.BaseDirectory, "Checkpoints", name);

    private static float[] Read(TensorFile file, string name, params long[] shape)
    {
        Tensor destination = full(shape, -1f);
        file.Read(name, destination);
        return MemoryMarshal.Cast<byte, float>(destination.bytes).ToArray();
    }

    private string WriteZip(byte[] pickle, byte[]? values = null, CompressionLevel valuesLevel = CompressionLevel.NoCompression)
    {
        string path = _folder["made.pt"];
        File.Delete(path);
        using ZipArchive archive = ZipFile.Open(path, ZipArchiveMode.Create);
        using (Stream entry = archive.CreateEntry("archive/data.pkl", CompressionLevel.NoCompression).Open())
            entry.Write(pickle);
        if (values != null)
            using (Stream entry = archive.CreateEntry("archive/data/0", valuesLevel).Open())
                entry.Write(values);
        return path;
    }
}
