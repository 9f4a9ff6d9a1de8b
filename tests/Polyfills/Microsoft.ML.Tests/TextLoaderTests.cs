using Microsoft.ML.Data;

namespace Microsoft.ML.Tests;

/// <summary>LoadFromTextFile and CreateTextLoader.</summary>
public sealed class TextLoaderTests : IDisposable
{
    private const string Csv = "A,B,C,D\n1,2,3,x\n4,,6,\"y,z\"\n\n//c\n#h\n7,8,9,\"a\"\"b\"\n10,11\n12,13,14,15,16\n  17 , 18 ,19 , q \n";

    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AClassTellsItsColumns()
    {
        IDataView data = _ml.Data.LoadFromTextFile<Record>(_folder.Write("A,B,C,N\n1,2,3,x\n4,,6,y\nabc,5,7,\"z, \"\n"), ',', hasHeader: true, allowQuoting: true);

        Assert.Equal("A: Single | BC: Vector<Single, 2> | Name: String", SchemaText.Of(data));
        Assert.Equal(["A=1 BC=[2,3] Name='x'", "A=4 BC=<0,6> Name='y'", "A=NaN BC=[5,7] Name='z, '"], RowText.Of(data));
        Assert.False(data.CanShuffle);
        Assert.Null(data.GetRowCount());
        Errors.Throws<InvalidOperationException>("Property 'A' is missing the LoadColumnAttribute attribute",
            () => _ml.Data.LoadFromTextFile<Unmarked>(_folder.Write("1")));
    }

    [Theory]
    [InlineData(false, false, false, "A=4 BC=<0,6> D='\"y'", "A=17 BC=[18,19] D='q '")]
    [InlineData(true, false, false, "A=4 BC=<0,6> D='y,z'", "A=17 BC=[18,19] D='q '")]
    [InlineData(true, true, false, "A=4 BC=<0,6> D='y,z'", "A=17 BC=[18,19] D='q'")]
    [InlineData(true, true, true, "A=4 BC=[NaN,6] D='y,z'", "A=17 BC=[18,19] D='q'")]
    public void OptionsSayHowLinesAreRead(bool quoting, bool trim, bool missingIsNaN, string second, string last)
    {
        IDataView data = Load(Csv, new TextLoader.Options
        {
            Separators = [','],
            HasHeader = true,
            AllowQuoting = quoting,
            TrimWhitespace = trim,
            MissingRealsAsNaNs = missingIsNaN,
        }, Column("A", DataKind.Single, 0), Column("BC", DataKind.Single, 1, 2), Column("D", DataKind.String, 3));
        string[] rows = RowText.Of(data);

        // Empty lines and comments are skipped; behind the first line '#' begins no comment.
        Assert.Equal(7, rows.Length);
        Assert.Equal("A=1 BC=[2,3] D='x'", rows[0]);
        Assert.Equal(second, rows[1]);
        Assert.Equal(missingIsNaN ? "A=NaN BC=[NaN,NaN] D=''" : "A=NaN BC=<0,0> D=''", rows[2]);
        Assert.Equal(missingIsNaN ? "A=10 BC=[11,NaN] D=''" : "A=10 BC=<11,0> D=''", rows[4]);
        Assert.Equal(last, rows[6]);
    }

    [Fact]
    public void AHeaderNamesTheSlotsIfALineIsAtHand()
    {
        string path = _folder.Write(Csv);
        TextLoader.Column[] columns = [Column("BC", DataKind.Single, 1, 2)];
        DataViewSchema sampled = _ml.Data.CreateTextLoader(columns, ',', hasHeader: true, new MultiFileSource(path)).GetOutputSchema();
        DataViewSchema blind = _ml.Data.LoadFromTextFile(path, columns, ',', hasHeader: true).Schema;

        Assert.Equal(["B", "C"], sampled["BC"].Annotation<ReadOnlyMemory<char>>("SlotNames").Select(name => name.ToString()));
        Assert.False(blind["BC"].HasSlotNames());
    }

    [Theory]
    [InlineData(DataKind.Single, "1.5", "1.5")]
    [InlineData(DataKind.Single, "abc", "NaN")]
    [InlineData(DataKind.Single, "?", "NaN")]
    [InlineData(DataKind.Single, "N/A", "NaN")]
    [InlineData(DataKind.Single, "", "0")]
    [InlineData(DataKind.Single, "1e3", "1000")]
    [InlineData(DataKind.Single, "1e", "NaN")]
    [InlineData(DataKind.Single, "-.5", "-0.5")]
    [InlineData(DataKind.Single, "-Infinity", "-Infinity")]
    [InlineData(DataKind.Double, "0.1", "0.1")]
    [InlineData(DataKind.SByte, "-128", "-128")]
    [InlineData(DataKind.Byte, "255", "255")]
    [InlineData(DataKind.Int64, "-9223372036854775808", "-9223372036854775808")]
    [InlineData(DataKind.UInt64, "18446744073709551615", "18446744073709551615")]
    [InlineData(DataKind.Boolean, "yes", "True")]
    [InlineData(DataKind.Boolean, "FALSE", "False")]
    [InlineData(DataKind.TimeSpan, "1.02:03:04", "1.02:03:04")]
    [InlineData(DataKind.DateTime, "2020-01-02T03:04:05Z", "2020-01-02T03:04:05.0000000Z")]
    [InlineData(DataKind.DateTimeOffset, "2020-01-02T03:04:05+02:00", "2020-01-02T03:04:05.0000000+02:00")]
    public void FieldsAreParsed(DataKind kind, string text, string expected)
        => Assert.Equal([$"C={expected}"], RowText.Of(_ml.Data.LoadFromTextFile(_folder.Write($"x\t1\n{text}\t1\n"), [Column("C", kind, 0)], hasHeader: true)));

    [Theory]
    [InlineData(DataKind.Int32, "x")]
    [InlineData(DataKind.Int32, "+1")]
    [InlineData(DataKind.SByte, "128")]
    [InlineData(DataKind.Byte, "256")]
    [InlineData(DataKind.UInt32, "-1")]
    [InlineData(DataKind.Boolean, "2")]
    [InlineData(DataKind.DateTime, "abc")]
    public void WhatHasNoMissingValueMustBeRight(DataKind kind, string text)
    {
        IDataView data = Load($"1\n{text}\n", new TextLoader.Options { UseThreads = false }, Column("A", kind, 0));

        if (kind is DataKind.DateTime)
            Assert.Throws<InvalidOperationException>(() => RowText.Of(data));
        else
            Errors.Throws<InvalidOperationException>($"Could not parse value {text} in line 2, column A", () => RowText.Of(data));
    }

    [Fact]
    public void KeysCountFromZeroInFilesAndFromOneInColumns()
    {
        IDataView data = _ml.Data.LoadFromTextFile(_folder.Write("0\n1\n4\n5\n?\nx\n"),
            [new TextLoader.Column("K", DataKind.UInt32, [new TextLoader.Range(0)], new KeyCount(5))]);

        Assert.Equal("K: Key<UInt32, 0-4>", SchemaText.Of(data));
        Assert.Equal([1u, 2, 5, 0, 0, 0], data.Read<uint>("K"));
    }

    [Fact]
    public void RangesMayEndWithTheLine()
    {
        var rest = new TextLoader.Column("V", DataKind.Single, [new TextLoader.Range(1, null)]);
        var variable = new TextLoader.Column("V", DataKind.Single, [new TextLoader.Range { Min = 1, VariableEnd = true }]);
        var others = new TextLoader.Column("V", DataKind.Single, [new TextLoader.Range { Min = 0, Max = 3, AllOther = true }]);

        Assert.Equal(["V=[2,3]", "V=[5,6]"], RowText.Of(Load("1,2,3\n4,5,6\n", Comma(), rest)));
        Assert.Equal(["V=[2,3]", "V=[5]", "V=[]"], RowText.Of(Load("1,2,3\n4,5\n6\n", Comma(), variable)));
        Assert.Equal(["L=2 V=[1,3,4]"], RowText.Of(Load("1,2,3,4\n", Comma(), Column("L", DataKind.Single, 1), others)));
        Assert.Equal(["Label=1 Features=[2,3]"], RowText.Of(_ml.Data.LoadFromTextFile(_folder.Write("1\t2\t3\n"))));
        Errors.Throws<ArgumentOutOfRangeException>("The size of input lines is not consistent (Parameter 'Source')",
            () => Load("1,2,3\n4,5\n", Comma(), rest));
        Errors.Throws<ArgumentOutOfRangeException>("Can't determine the number of source columns without valid data (Parameter 'Source')",
            () => _ml.Data.LoadFromTextFile(_folder.Write("1,2,3\n"), [rest], ','));
    }

    [Fact]
    public void SparseLinesTellTheirSize()
    {
        TextLoader.Column[] columns = [Column("L", DataKind.Single, 0), Column("V", DataKind.Single, 1, 5)];

        Assert.Equal(["L=1 V=<3,0,0,0,7>", "L=2 V=<5,0,0,0,0>"],
            RowText.Of(Load("1\t5\t0:3\t4:7\n2\t5\n", new TextLoader.Options { AllowSparse = true }, columns)));
        Assert.Equal(["L=1 V=<3,0,0,0,7>"],
            RowText.Of(Load("1\t0:3\t4:7\n", new TextLoader.Options { AllowSparse = true, InputSize = 6 }, columns)));
    }

    [Fact]
    public void QuotedFieldsMayHoldSeparatorsQuotesAndLineEnds()
    {
        TextLoader.Column[] columns = [Column("A", DataKind.String, 0), Column("B", DataKind.String, 1)];
        TextLoader.Options multiline = Comma();
        multiline.AllowQuoting = multiline.ReadMultilines = true;
        TextLoader.Options escaped = Comma();
        escaped.AllowQuoting = true;
        escaped.EscapeChar = '\\';

        Assert.Equal(["A='a\nb' B='c'", "A='d\"\n\n,e' B='f'", "A='' B='g'"], RowText.Of(Load("\"a\nb\",c\n\"d\"\"\n\n,e\",f\n,g\n", multiline, columns)));
        Assert.Equal(["A='a\"b' B='c\\\\d'"], RowText.Of(Load("\"a\\\"b\",\"c\\\\d\"\n", escaped, columns)));
        // Text behind a closing quote, and a quote that is never closed, make a field empty.
        Assert.Equal(["A='' B='c'", "A='' B=''"], RowText.Of(Load("\"a\"b,c\n\"a,c\n", escaped, columns)));
        var error = Assert.Throws<FormatException>(() => RowText.Of(Load("1,2\n\"a\nb,c\n", multiline, columns)));
        Assert.Contains("Stream reading encountered exception", error.Message);
    }

    [Fact]
    public void OtherMarkersAreTaken()
    {
        Assert.Equal(["A=[1,2,3,4]"], RowText.Of(Load("1,2;3|4\n", new TextLoader.Options { Separators = [',', ';', '|'] }, Column("A", DataKind.Single, 0, 3))));
        Assert.Equal(["A=[1.5,NaN]"],
            RowText.Of(Load("1,5;2.5\n", new TextLoader.Options { Separators = [';'], DecimalMarker = ',' }, Column("A", DataKind.Single, 0, 1))));
        Assert.Equal(["A=1", "A=2"], RowText.Of(Load("1\n2\n3\n", new TextLoader.Options { MaxRows = 2 }, Column("A", DataKind.Single, 0))));
    }

    [Fact]
    public void BadOptionsAreRefused()
    {
        TextLoader.Column column = Column("A", DataKind.Single, 0);

        Errors.Throws<ArgumentOutOfRangeException>("Illegal separator: '5' (Parameter 'Separator')",
            () => Load("1", new TextLoader.Options { Separators = ['5'] }, column));
        Errors.Throws<ArgumentOutOfRangeException>("Decimal marker cannot be the 'x' character. It must be '.' or ','. (Parameter 'DecimalMarker')",
            () => Load("1", new TextLoader.Options { DecimalMarker = 'x' }, column));
        Errors.Throws<ArgumentOutOfRangeException>("EscapeChar '\t' can't be used both as EscapeChar and separator (Parameter 'EscapeChar')",
            () => Load("1", new TextLoader.Options { EscapeChar = '\t' }, column));
        Errors.Throws<ArgumentOutOfRangeException>("Must specify some source column indices (Parameter 'Source')",
            () => Load("1", new TextLoader.Options(), new TextLoader.Column { Name = "A" }));
        Errors.Throws<ArgumentOutOfRangeException>("Intervals specified for column 'A' overlap (Parameter 'Source')",
            () => Load("1", new TextLoader.Options(), new TextLoader.Column("A", DataKind.Single, [new TextLoader.Range(0, 2), new TextLoader.Range(1)])));
        Errors.Throws<ArgumentOutOfRangeException>("Must be non-negative (Parameter 'index')", () => new TextLoader.Range(-1));
        Errors.Throws<ArgumentOutOfRangeException>("File or directory does not exist at path: /nope.csv (Parameter 'path')",
            () => _ml.Data.LoadFromTextFile("/nope.csv"));
    }

    [Fact]
    public void SeveralFilesAreReadOneAfterTheOther()
    {
        string first = _folder.Write("h\n1\n");
        string second = _folder.Write("h\n2\n");
        TextLoader.Column[] columns = [Column("A", DataKind.Single, 0)];

        Assert.Equal([1f, 2f], _ml.Data.LoadFromTextFile(Path.Combine(_folder.Path, "*.txt"), columns, hasHeader: true).Read<float>("A"));
        Assert.Equal([2f, 1f], _ml.Data.CreateTextLoader(columns, hasHeader: true).Load(second, first).Read<float>("A"));
        Assert.Equal(0, new MultiFileSource(null).Count);
        Assert.Equal(first, new MultiFileSource(first, second).GetPathOrNull(0));
    }

    [Fact]
    public void AFileMayCarryItsOptions()
    {
        IDataView data = _ml.Data.LoadFromTextFile(_folder.Write("#@ Text{header=+ quote+ sep=comma col=A:TX:0 col=B:1-2}\nh,i,j\n\"x,y\",2,3\n"));

        Assert.Equal("A: String | B: Vector<Single, 2> {SlotNames}", SchemaText.Of(data));
        Assert.Equal(["A='x,y' B=[2,3]"], RowText.Of(data));
        Errors.Throws<InvalidOperationException>("TextLoader options embedded in the file are invalid",
            () => _ml.Data.LoadFromTextFile(_folder.Write("#@ TextLoader{\n#@ col=A:ZZ:0\n#@ }\n1\n")));
    }

    [Fact]
    public void OnlyActiveColumnsAreParsed()
    {
        IDataView data = _ml.Data.LoadFromTextFile(_folder.Write("1\tx\n2\ty\n"), [Column("A", DataKind.Single, 0), Column("B", DataKind.Int32, 1)]);

        Assert.Equal([1f, 2f], data.Read<float>("A"));
        using DataViewRowCursor cursor = data.GetRowCursor([data.Schema["A"]]);
        Assert.Throws<InvalidOperationException>(() => cursor.GetGetter<int>(data.Schema["B"]));
        Assert.Throws<InvalidOperationException>(() => cursor.GetGetter<int>(data.Schema["A"]));
    }

    private static TextLoader.Options Comma() => new() { Separators = [','] };

    private static TextLoader.Column Column(string name, DataKind kind, int index) => new(name, kind, index);

    private static TextLoader.Column Column(string name, DataKind kind, int min, int max) => new(name, kind, min, max);

    private IDataView Load(string text, TextLoader.Options options, params TextLoader.Column[] columns)
    {
        options.Columns = columns;
        return _ml.Data.LoadFromTextFile(_folder.Write(text), options);
    }

    private sealed class Record
    {
        [LoadColumn(0)]
        public float A { get; set; }

        [LoadColumn(1, 2)]
        public float[]? BC { get; set; }

        [LoadColumn(3), ColumnName("Name")]
        public string? N { get; set; }
    }

    private sealed class Unmarked
    {
        public float A { get; set; }
    }
}
