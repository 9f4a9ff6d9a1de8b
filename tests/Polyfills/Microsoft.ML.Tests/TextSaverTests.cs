using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.ML.Data;

namespace Microsoft.ML.Tests;

/// <summary>SaveAsText, and reading what it wrote.</summary>
public sealed class TextSaverTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AFileBeginsWithItsSchemaAndNames()
    {
        string[] columns = ["A", "S", "V", "K", "Flag", "When"];
        IDataView data = _ml.Transforms.SelectColumns(columns).Fit(SampleRow.Load(_ml)).Transform(SampleRow.Load(_ml));

        Assert.Equal(
            """
            #@ TextLoader{
            #@   header+
            #@   sep=tab
            #@   col=A:R4:0
            #@   col=S:TX:1
            #@   col=V:R4:2-4
            #@   col=K:U4[5]:5
            #@   col=Flag:BL:6
            #@   col=When:DT:7
            #@ }
            A	S	""	""	""	K	Flag	When
            0	x0	0	1	2	0	0	"2020-01-01T00:00:00.0000000"
            1	""	1	1	2	1	1	"2020-01-02T00:00:00.0000000"

            """.ReplaceLineEndings(), Save(_ml.Data.TakeRows(data, 2)));
    }

    [Fact]
    public void SchemaAndNamesMayBeLeftOut()
    {
        IDataView data = _ml.Data.TakeRows(_ml.Transforms.SelectColumns("A", "S", "V").Fit(SampleRow.Load(_ml)).Transform(SampleRow.Load(_ml)), 1);

        Assert.Equal("A,S,\"\",\"\",\"\"|0,x0,0,1,2|", Lines(Save(data, ',', schema: false)));
        Assert.Equal("0;x0;0;1;2|", Lines(Save(data, ';', headerRow: false, schema: false)));
        Errors.Throws<ArgumentOutOfRangeException>("Invalid separator - must be: space, tab, comma, semicolon, or bar (Parameter 'Separator')",
            () => Save(data, 'x'));
    }

    [Fact]
    public void ValuesAreWrittenSoThatTheyCanBeReadAgain()
    {
        string[] lines = Save(AllTypesRow.Load(_ml), headerRow: false, schema: false).Split('\n');

        Assert.Equal(
            "-5\t200\t-300\t60000\t-70000\t4000000000\t-9223372036854775808\t18446744073709551615\t0.1\t0.10000000000000001\t\"a\"\"b:c\td", lines[0]);
        Assert.Equal(
            "e\"\t1\t\"1.02:03:04.0050000\"\t\"2020-02-03T04:05:06.0070000\"\t\"2020-02-03T04:05:06.0000000-03:00\"\t2\t1\t?\t3\tx\t\" y\"\t\"\"\t" +
            "\t0\t4\t0x00000000000000060000000000000005\t1.0000000000000001E+300\t-1E-300", lines[1].TrimEnd('\r'));
        Assert.Equal("26\t8:?\t9:Infinity\t10:\" lead\"\t15:0", lines[2].TrimEnd('\r'));
        Assert.Equal("26\t8:-Infinity\t9:1.7976931348623157E+308\t10:comma,semi;bar|x\t15:0", lines[3].TrimEnd('\r'));
    }

    [Fact]
    public void AMostlyEmptyEndIsWrittenSparse()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(Enumerable.Range(0, 3).Select(i => new SparseRow { X = i, V = new VBuffer<float>(12, i, [i, 2], [i, 11]) }));

        Assert.Equal("13\t0:0|1\t12\t1:1|2\t12\t2:2\t11:2|", Lines(Save(data, headerRow: false, schema: false)));
        Assert.Equal("2\t0\t0\t2\t0\t0\t0\t0\t0\t0\t0\t0\t2",
            Lines(Save(data, headerRow: false, schema: false, forceDense: true)).Split('|')[2]);
    }

    [Theory]
    [InlineData("odd name", "{odd name}")]
    [InlineData("odd {name}", "{odd {name}}")]
    [InlineData("a {b", @"{a \{b}")]
    [InlineData("a \"b", @"{a \""b}")]
    [InlineData(@"a \b", @"{a \b}")]
    [InlineData(@"a\{b", @"{a\\\{b}")]
    [InlineData("a=b", "{a=b}")]
    public void ANameIsPutInBracesWhereItNeedsThem(string name, string written)
    {
        var definition = SchemaDefinition.Create(typeof(SparseRow));
        definition["X"].ColumnName = name;
        string text = Save(_ml.Data.LoadFromEnumerable([new SparseRow { X = 3 }], definition), forceDense: true);

        Assert.Contains($"#@   col={{name={written} src=0}}", text);
        Assert.Equal([3f], _ml.Data.LoadFromTextFile(_folder.Write(text)).Read<float>(name));
    }

    [Fact]
    public void WhatFollowsAVariableVectorHasNoPlaceOfItsOwn()
    {
        IDataView data = _ml.Transforms.SelectColumns("W", "A", "V", "K").Fit(SampleRow.Load(_ml)).Transform(SampleRow.Load(_ml));
        string text = Save(data);

        Assert.Contains("#@   col=W:R4:0-**", text);
        Assert.Contains("#@   col={name=A src={ min=-1}}", text);
        Assert.Contains("#@   col={name=V src={ min=-1 max=1 vector=+}}", text);
        Assert.Contains("#@   col={name=K type=U4 src={ min=-1} key=5}", text);
    }

    [Fact]
    public void AFileWithASchemaNeedsNoOptions()
    {
        IDataView data = _ml.Transforms.Concatenate("F", "A", "V").Append(_ml.Transforms.SelectColumns("A", "F", "S", "K", "D"))
            .Fit(SampleRow.Load(_ml)).Transform(SampleRow.Load(_ml));
        IDataView copy = _ml.Data.LoadFromTextFile(_folder.Write(Save(data, forceDense: true)));

        Assert.Equal("A: Single | F: Vector<Single, 4> {SlotNames} | S: String | K: Key<UInt32, 0-4> | D: Double", SchemaText.Of(copy));
        Assert.Equal(data.Read<uint>("K"), copy.Read<uint>("K"));
        Assert.Equal(data.Read<double>("D"), copy.Read<double>("D"));
        Assert.Equal(data.ReadVectors<float>("F"), copy.ReadVectors<float>("F"));
    }

    [Fact]
    public void AFileMayHaveNoRowsButNotNoColumns()
    {
        Assert.Equal("X\t12\t0:\"\"|", Lines(Save(_ml.Data.LoadFromEnumerable(Array.Empty<SparseRow>()), schema: false)));
        Errors.Throws<InvalidOperationException>("No valid columns to save", () => Save(_ml.Data.LoadFromEnumerable([new object()])));
    }

    [Fact]
    public void AnyTextSurvivesQuoting() => Prop.ForAll<string[]>(texts =>
    {
        // The writer does not quote a carriage return, which ends a line for the reader.
        string[] clean = Array.ConvertAll(texts, text => (text ?? "").Replace('\r', 'r').Replace('\0', '0'));
        IDataView data = _ml.Data.LoadFromEnumerable(clean.Select((text, i) => new TextRow { Number = i, Text = text }));
        var options = new TextLoader.Options
        {
            AllowQuoting = true,
            ReadMultilines = true,
            Columns = [new TextLoader.Column("Number", DataKind.Int32, 0), new TextLoader.Column("Text", DataKind.String, 1)],
        };
        IDataView copy = _ml.Data.LoadFromTextFile(_folder.Write(Save(data, headerRow: false, schema: false)), options);

        Assert.Equal(Enumerable.Range(0, clean.Length), copy.Read<int>("Number"));
        Assert.Equal(clean, copy.ReadTexts("Text"));
    }).Check(RandomCases.Repeatable);

    [Fact]
    public void AnyNumberSurvivesToTheLastBit() => Prop.ForAll<float, double, int>((single, number, integer) =>
    {
        IDataView data = _ml.Data.LoadFromEnumerable([new NumberRow { Single = single, Number = number, Integer = integer }]);
        IDataView copy = _ml.Data.LoadFromTextFile(_folder.Write(Save(data, forceDense: true)));

        Assert.Equal(data.Read<float>("Single"), copy.Read<float>("Single"));
        Assert.Equal(data.Read<double>("Number"), copy.Read<double>("Number"));
        Assert.Equal(data.Read<int>("Integer"), copy.Read<int>("Integer"));
    }).Check(RandomCases.Repeatable);

    private string Save(IDataView data, char separator = '\t', bool headerRow = true, bool schema = true, bool forceDense = false)
    {
        using var stream = new MemoryStream();
        _ml.Data.SaveAsText(data, stream, separator, headerRow, schema, forceDense: forceDense);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string Lines(string text) => text.ReplaceLineEndings("|");

    private sealed class SparseRow
    {
        public float X { get; set; }

        [VectorType(12)]
        public VBuffer<float> V { get; set; } = new(12, 0, [], []);
    }

    private sealed class TextRow
    {
        public int Number { get; set; }

        public string? Text { get; set; }
    }

    private sealed class NumberRow
    {
        public float Single { get; set; }

        public double Number { get; set; }

        public int Integer { get; set; }
    }
}
