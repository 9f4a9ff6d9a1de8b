using System.IO.Compression;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.ML.Data;

namespace Microsoft.ML.Tests;

/// <summary>SaveAsBinary and LoadFromBinary.</summary>
public sealed class BinaryFileTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void EveryTypeSurvives()
    {
        IDataView data = AllTypesRow.Load(_ml);
        IDataView copy = RoundTrip(data);

        Assert.Equal(AllTypesRow.Schema, SchemaText.Of(copy));
        Assert.Equal(RowText.Of(data), RowText.Of(copy));
        Assert.Equal(3, copy.GetRowCount());
        Assert.True(copy.CanShuffle);
    }

    [Fact]
    public void AnnotationsSurvive()
    {
        IDataView data = _ml.Transforms.Concatenate("F", "A", "V").Append(_ml.Transforms.Conversion.MapValueToKey("T", "S"))
            .Fit(SampleRow.Load(_ml)).Transform(SampleRow.Load(_ml));
        IDataView copy = RoundTrip(data);

        Assert.Equal(SchemaText.Of(data), SchemaText.Of(copy));
        Assert.Equal(["A", "", "", ""], copy.Schema["F"].Annotation<ReadOnlyMemory<char>>("SlotNames").Select(name => name.ToString()));
        Assert.Equal(["x0", "x2"], copy.Schema["T"].Annotation<ReadOnlyMemory<char>>("KeyValues").Select(name => name.ToString()));
    }

    [Fact]
    public void HiddenColumnsAreSavedIfAsked()
    {
        IDataView data = _ml.Transforms.SelectColumns("A", "B").Append(_ml.Transforms.CopyColumns("B", "A")).Fit(SampleRow.Load(_ml)).Transform(SampleRow.Load(_ml));

        Assert.Equal("A: Single | B: Single", SchemaText.Of(RoundTrip(data)));
        Assert.Equal("A: Single | B: Int32 (hidden) | B: Single", SchemaText.Of(RoundTrip(data, keepHidden: true)));
    }

    [Fact]
    public void RowsFillManyBlocks()
    {
        IDataView copy = RoundTrip(Numbers(20_000));

        Assert.Equal(Enumerable.Range(0, 20_000), copy.Read<int>("Number"));
        Assert.Equal(Enumerable.Range(0, 20_000).Select(i => i % 3), copy.ReadVectors<float>("Vector").Select(vector => vector.Length));
        Assert.Empty(RoundTrip(Numbers(0)).Read<int>("Number"));
        Assert.Equal([0], RoundTrip(Numbers(1)).Read<int>("Number"));
    }

    [Fact]
    public void ShuffledRowsKeepTheirIds()
    {
        IDataView shuffled = _ml.Data.ShuffleRows(RoundTrip(Numbers(20_000)), seed: 3, shufflePoolSize: 1);
        using DataViewRowCursor cursor = shuffled.GetRowCursor([shuffled.Schema["Number"]]);
        ValueGetter<int> getNumber = cursor.GetGetter<int>(shuffled.Schema["Number"]);
        ValueGetter<DataViewRowId> getId = cursor.GetIdGetter();
        var seen = new HashSet<int>();
        int number = 0;
        DataViewRowId id = default;
        while (cursor.MoveNext())
        {
            getNumber(ref number);
            getId(ref id);
            seen.Add(number);
            Assert.Equal(new DataViewRowId((ulong)number, 0), id);
        }

        Assert.Equal(20_000, seen.Count);
    }

    [Fact]
    public void CursorsAreIndependent()
    {
        IDataView copy = RoundTrip(Numbers(10_000));
        using DataViewRowCursor first = copy.GetRowCursor(copy.Schema);
        DataViewRowCursor second = copy.GetRowCursor(copy.Schema);
        ValueGetter<int> getter = first.GetGetter<int>(copy.Schema["Number"]);
        int number = 0;
        first.MoveNext();
        for (int i = 0; i < 9_000; i++)
            second.MoveNext();
        second.Dispose();
        first.MoveNext();
        getter(ref number);

        Assert.Equal(1, number);
        Assert.False(second.MoveNext());
        Assert.Throws<InvalidOperationException>(() => first.GetGetter<float>(copy.Schema["Number"]));
    }

    [Fact]
    public void ValuesAreReadAtARow()
    {
        IDataView copy = RoundTrip(Numbers(3));
        using DataViewRowCursor cursor = copy.GetRowCursor(copy.Schema);
        ValueGetter<int> getter = cursor.GetGetter<int>(copy.Schema["Number"]);
        int number = 0;

        Assert.StartsWith("Values cannot be fetched at this time.", Assert.Throws<InvalidOperationException>(() => getter(ref number)).Message);
    }

    [Fact]
    public void DamagedFilesAreRefused()
    {
        byte[] bytes = Save(Numbers(10_000));
        byte[] newer = [.. bytes];
        newer[8] = newer[16] = 9;
        byte[] corrupt = [.. bytes];
        Array.Fill<byte>(corrupt, 0xff, 256, 3000);

        Errors.Throws<FormatException>("Read only 100 bytes in file, expected header size of 256", () => Load(bytes[..100]));
        Errors.Throws<FormatException>("This does not appear to be a binary dataview file", () => Load(new byte[1000]));
        Errors.Throws<InvalidOperationException>("Cannot read version 1.1.1.9 data, latest that can be handled is 1.1.1.6", () => Load(newer));
        Assert.Throws<EndOfStreamException>(() => Load(bytes[..^9]));
        Errors.Throws<InvalidOperationException>("Exception thrown in decompressing", () => Load(corrupt).Read<int>("Number"));
        Errors.Throws<ArgumentOutOfRangeException>("File does not exist at path: /nope.idv (Parameter 'path')", () => _ml.Data.LoadFromBinary("/nope.idv"));
    }

    [Fact]
    public void AStreamMustBeSeekableAndAtItsBeginning()
    {
        IDataView data = Numbers(1);
        using var stream = new MemoryStream();
        stream.WriteByte(1);

        Errors.Throws<ArgumentOutOfRangeException>("cannot save to non-seekable stream (Parameter 'stream')",
            () => _ml.Data.SaveAsBinary(data, new DeflateStream(new MemoryStream(), CompressionMode.Compress)));
        Errors.Throws<ArgumentOutOfRangeException>("stream must be positioned at head of stream (Parameter 'stream')",
            () => _ml.Data.SaveAsBinary(data, stream));
        Assert.True(stream.CanWrite);
    }

    [Fact]
    public void AVectorMustHaveItsLength()
        => Errors.Throws<InvalidOperationException>("Length mismatch: expected 3 slots but got 2",
            () => Save(_ml.Data.LoadFromEnumerable([new AllTypesRow { VF = [1, 2] }])));

    [Fact]
    public void AnyRowsSurvive() => Prop.ForAll<string[], double[], int>((texts, numbers, seed) =>
    {
        var random = new Random(seed);
        IDataView data = _ml.Data.LoadFromEnumerable(texts.Select(text => new RandomRow
        {
            Text = string.Concat((text ?? "").Where(character => !char.IsSurrogate(character))),
            Flag = random.Next(2) == 0,
            Numbers = numbers.Take(random.Next(numbers.Length + 1)).ToArray(),
            Sparse = new VBuffer<int>(10, 2, [random.Next(), random.Next()], [random.Next(5), 5 + random.Next(5)]),
        }).ToArray());
        IDataView copy = RoundTrip(data);

        Assert.Equal(data.ReadTexts("Text"), copy.ReadTexts("Text"));
        Assert.Equal(data.Read<bool>("Flag"), copy.Read<bool>("Flag"));
        Assert.Equal(data.ReadVectors<double>("Numbers"), copy.ReadVectors<double>("Numbers"));
        Assert.Equal(data.ReadVectors<int>("Sparse"), copy.ReadVectors<int>("Sparse"));
    }).Check(RandomCases.Repeatable);

    private IDataView Numbers(int count) => _ml.Data.LoadFromEnumerable(Enumerable.Range(0, count).Select(i => new NumberRow { Number = i, Vector = new float[i % 3] }));

    private IDataView RoundTrip(IDataView data, bool keepHidden = false) => Load(Save(data, keepHidden));

    private IDataView Load(byte[] bytes) => _ml.Data.LoadFromBinary(_folder.Write(bytes));

    private byte[] Save(IDataView data, bool keepHidden = false)
    {
        using var stream = new MemoryStream();
        _ml.Data.SaveAsBinary(data, stream, keepHidden);
        return stream.ToArray();
    }

    private sealed class NumberRow
    {
        public int Number { get; set; }

        public float[]? Vector { get; set; }
    }

    private sealed class RandomRow
    {
        public string? Text { get; set; }

        public bool Flag { get; set; }

        public double[]? Numbers { get; set; }

        [VectorType(10)]
        public VBuffer<int> Sparse { get; set; }
    }
}
