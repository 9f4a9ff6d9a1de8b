using System.Globalization;
using System.Text;
using Microsoft.Data.Analysis;

namespace LaMo.Tests;

public class CsvLoadingTests
{
    [Theory]
    [InlineData("a,b,c,d,e\n1,1.5,true,2020-01-02,x\n2,2.5,false,2020-01-03,y\n", "{a:SingleDataFrameColumn[1f, 2f]; b:SingleDataFrameColumn[1.5f, 2.5f]; c:BooleanDataFrameColumn[True, False]; d:DateTimeDataFrameColumn[2020-01-02T00:00:00, 2020-01-03T00:00:00]; e:StringDataFrameColumn[\"x\", \"y\"]}")]
    [InlineData("a\n16777217\n", "{a:SingleDataFrameColumn[16777216f]}")]
    [InlineData("a\n1\nx\n", "{a:StringDataFrameColumn[\"1\", \"x\"]}")]
    [InlineData("a\n2020-01-01\nx\n", "{a:StringDataFrameColumn[\"2020-01-01\", \"x\"]}")]
    [InlineData("a,b\n,1\n,2\n", "{a:StringDataFrameColumn[\"\", \"\"]; b:SingleDataFrameColumn[1f, 2f]}")]
    [InlineData("a,b\n,1\n2,2\n", "{a:SingleDataFrameColumn[null, 2f]; b:SingleDataFrameColumn[1f, 2f]}")]
    [InlineData("a,b\nnull,1\nNULL,2\n3,3\n", "{a:SingleDataFrameColumn[null, null, 3f]; b:SingleDataFrameColumn[1f, 2f, 3f]}")]
    [InlineData("a\nnull\nx\nNull\n", "{a:StringDataFrameColumn[null, \"x\", null]}")]
    [InlineData("a,b\nx,1\n,2\n\"\",3\n", "{a:StringDataFrameColumn[\"x\", \"\", \"\"]; b:SingleDataFrameColumn[1f, 2f, 3f]}")]
    [InlineData("a\nNaN\n1\n", "{a:SingleDataFrameColumn[NaNf, 1f]}")]
    [InlineData("a\n1e400\n", "{a:SingleDataFrameColumn[Infinityf]}")]
    [InlineData("a,b\n true , x \n,y\n", "{a:BooleanDataFrameColumn[True, null]; b:StringDataFrameColumn[\"x\", \"y\"]}")]
    [InlineData("a,b\n2020-01-01,1\n,2\n", "{a:DateTimeDataFrameColumn[2020-01-01T00:00:00, null]; b:SingleDataFrameColumn[1f, 2f]}")]
    [InlineData("a,b\n 1 , 2\n", "{a:SingleDataFrameColumn[1f]; b:SingleDataFrameColumn[2f]}")]
    public void Types_are_guessed(string csv, string expected) => Assert.Equal(expected, Notation.Of(DataFrame.LoadCsvFromString(csv)));

    [Theory]
    [InlineData("nan", "Single")]
    [InlineData("inf", "String")]
    [InlineData("-Infinity", "Single")]
    [InlineData("n/a", "String")]
    [InlineData("1,5", "Single")]
    [InlineData("0x10", "String")]
    [InlineData("+5", "Single")]
    [InlineData(".5", "Single")]
    [InlineData("10:30", "DateTime")]
    [InlineData("1-2", "DateTime")]
    [InlineData("Jan 5", "DateTime")]
    [InlineData("20200101", "Single")]
    public void A_value_has_a_type(string value, string expected) => Assert.Equal(expected, DataFrame.LoadCsvFromString($"a\n\"{value}\"\n").Columns[0].DataType.Name);

    [Theory]
    [InlineData("a\n1\ntrue\n", "The input string 'true' was not in a correct format.")]
    [InlineData("a\ntrue\n2020-01-01\n", "String '2020-01-01' was not recognized as a valid Boolean.")]
    [InlineData("a\n1\n2\n3\n4\n5\n6\n7\n8\n9\nx\n", "The input string 'x' was not in a correct format.")]
    [InlineData("", "Empty file")]
    [InlineData("\n", "Empty file")]
    public void What_does_not_fit_the_guess_fails(string csv, string message)
        => Assert.Equal(message, Assert.Throws<FormatException>(() => DataFrame.LoadCsvFromString(csv)).Message);

    [Fact]
    public void The_header_is_one_of_the_lines_that_are_looked_at()
    {
        Assert.Equal("String", DataFrame.LoadCsvFromString("a\n1\n2\n3\n4\n5\n6\n7\n8\nx\n").Columns[0].DataType.Name);
        Assert.Equal("{a:SingleDataFrameColumn[1f]; b:StringDataFrameColumn[\"x\"]}", Notation.Of(DataFrame.LoadCsvFromString("a,b\n1,x\n", guessRows: 2)));
        Assert.Equal("{Column0:SingleDataFrameColumn[1f]; Column1:StringDataFrameColumn[\"x\"]}", Notation.Of(DataFrame.LoadCsvFromString("1,x\n", header: false, guessRows: 1)));
        Assert.Equal(
            "Parameter.Count exceeds the number of columns(0) in the DataFrame  (Parameter 'row')",
            Assert.Throws<ArgumentException>(() => DataFrame.LoadCsvFromString("a,b\n1,x\n", guessRows: 1)).Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Without_lines_to_look_at_the_types_must_be_given(int guessRows)
    {
        Assert.Equal("Expected either guessRows or dataTypes to be provided", Assert.Throws<ArgumentException>(() => DataFrame.LoadCsvFromString("a\n1\n", guessRows: guessRows)).Message);
        Assert.Equal("{a:Int32DataFrameColumn[1]; b:StringDataFrameColumn[\"x\"]}", Notation.Of(DataFrame.LoadCsvFromString("a,b\n1,x\n", guessRows: guessRows, dataTypes: [typeof(int), typeof(string)])));
    }

    [Fact]
    public void Types_can_be_given()
    {
        Assert.Equal(
            "{a:ByteDataFrameColumn[1]; b:Int64DataFrameColumn[2L]; c:DoubleDataFrameColumn[3.5d]; d:BooleanDataFrameColumn[True]; e:CharDataFrameColumn[x]; f:DateTimeDataFrameColumn[2020-01-01T00:00:00]; g:DecimalDataFrameColumn[1.25]}",
            Notation.Of(DataFrame.LoadCsvFromString("a,b,c,d,e,f,g\n1,2,3.5,true,x,2020-01-01,1.25\n", dataTypes: [typeof(byte), typeof(long), typeof(double), typeof(bool), typeof(char), typeof(DateTime), typeof(decimal)])));
        Assert.Equal("{a:DoubleDataFrameColumn[1d, 2.5d]}", Notation.Of(DataFrame.LoadCsvFromString("a\n1\n2.5\n", guessTypeFunction: _ => typeof(double))));
        Assert.Equal("{a:Int32DataFrameColumn[null]; b:Int32DataFrameColumn[1]}", Notation.Of(DataFrame.LoadCsvFromString("a,b\n,1\n", dataTypes: [typeof(int), typeof(int)])));
        Assert.Throws<IndexOutOfRangeException>(() => DataFrame.LoadCsvFromString("a,b\n1,x\n", dataTypes: [typeof(int)]));
        Assert.Throws<IndexOutOfRangeException>(() => DataFrame.LoadCsvFromString("a\n1\n", dataTypes: [typeof(int), typeof(int)]));
        Assert.Equal("kind", Assert.Throws<NotSupportedException>(() => DataFrame.LoadCsvFromString("a\n1\n", dataTypes: [typeof(Guid)])).Message);
        Assert.Throws<FormatException>(() => DataFrame.LoadCsvFromString("a\n1.5\n", dataTypes: [typeof(int)]));
        Assert.Equal("Value was either too large or too small for an unsigned byte.", Assert.Throws<OverflowException>(() => DataFrame.LoadCsvFromString("a\n300\n", dataTypes: [typeof(byte)])).Message);
    }

    [Fact]
    public void Names_come_from_the_header_or_the_caller()
    {
        Assert.Equal("{p:SingleDataFrameColumn[1f, 2f]; q:StringDataFrameColumn[\"x\", \"y\"]}", Notation.Of(DataFrame.LoadCsvFromString("1,x\n2,y\n", header: false, columnNames: ["p", "q"])));
        Assert.Equal("{p:SingleDataFrameColumn[1f]; q:StringDataFrameColumn[\"x\"]}", Notation.Of(DataFrame.LoadCsvFromString("a,b\n1,x\n", columnNames: ["p", "q", "r"])));
        Assert.Equal("{a:SingleDataFrameColumn[1f]; Column1:SingleDataFrameColumn[2f]}", Notation.Of(DataFrame.LoadCsvFromString("a,\n1,2\n")));
        Assert.Throws<IndexOutOfRangeException>(() => DataFrame.LoadCsvFromString("a,b\n1,x\n", columnNames: ["p"]));
        Assert.Equal("DataFrame already contains a column called a (Parameter 'column')", Assert.Throws<ArgumentException>(() => DataFrame.LoadCsvFromString("a,a\n1,2\n")).Message);
        Assert.Equal("{a:SingleDataFrameColumn[1f]; a.1:SingleDataFrameColumn[2f]; a.2:SingleDataFrameColumn[3f]}", Notation.Of(DataFrame.LoadCsvFromString("a,a,a\n1,2,3\n", renameDuplicatedColumns: true)));
    }

    [Fact]
    public void Rows_can_be_limited_and_numbered()
    {
        Assert.Equal("{a:SingleDataFrameColumn[1f, 2f]}", Notation.Of(DataFrame.LoadCsvFromString("a\n1\n2\n3\n", numberOfRowsToRead: 2)));
        Assert.Equal("{Column0:SingleDataFrameColumn[1f, 2f]}", Notation.Of(DataFrame.LoadCsvFromString("1\n2\n3\n", header: false, numberOfRowsToRead: 2)));
        Assert.Empty(DataFrame.LoadCsvFromString("a\n1\n", numberOfRowsToRead: 0).Columns);
        Assert.Equal("{IndexColumn:Int64DataFrameColumn[0L, 1L]; a:SingleDataFrameColumn[1f, 2f]}", Notation.Of(DataFrame.LoadCsvFromString("a\n1\n2\n", addIndexColumn: true)));
    }

    [Theory]
    [InlineData("a,b\n\"x,y\",1\n", "{a:StringDataFrameColumn[\"x,y\"]; b:SingleDataFrameColumn[1f]}")]
    [InlineData("a,b\n\"x \"\"q\"\" y\",1\n", "{a:StringDataFrameColumn[\"x \"q\" y\"]; b:SingleDataFrameColumn[1f]}")]
    [InlineData("a,b\n\"x\ny\",1\n", "{a:StringDataFrameColumn[\"x\ny\"]; b:SingleDataFrameColumn[1f]}")]
    [InlineData("a,b\n\"x\n\ny\",1\n", "{a:StringDataFrameColumn[\"x\ny\"]; b:SingleDataFrameColumn[1f]}")]
    [InlineData("a\n\"12\"\n", "{a:SingleDataFrameColumn[12f]}")]
    [InlineData("a,b\nx\"y,1\n", "{a:StringDataFrameColumn[\"x\"y\"]; b:SingleDataFrameColumn[1f]}")]
    [InlineData("a,b\n\"x\"y,1\n", "{a:StringDataFrameColumn[\"x\"]; b:SingleDataFrameColumn[1f]}")]
    [InlineData("a,b\n\" x \" ,1\n", "{a:StringDataFrameColumn[\"x\"]; b:SingleDataFrameColumn[1f]}")]
    [InlineData("a,b\n1,2\n\n3,4\n\n\n", "{a:SingleDataFrameColumn[1f, 3f]; b:SingleDataFrameColumn[2f, 4f]}")]
    [InlineData("a,b\r\n1,2\r\n3,4", "{a:SingleDataFrameColumn[1f, 3f]; b:SingleDataFrameColumn[2f, 4f]}")]
    [InlineData("a,b\n1\n", "{a:SingleDataFrameColumn[1f]}")]
    [InlineData("a,b,\n1,2,\n", "{a:SingleDataFrameColumn[1f]; b:SingleDataFrameColumn[2f]; Column2:StringDataFrameColumn[\"\"]}")]
    [InlineData("a;b\n1;2\n", "{a;b:StringDataFrameColumn[\"1;2\"]}")]
    public void Fields_are_cut_and_trimmed(string csv, string expected) => Assert.Equal(expected, Notation.Of(DataFrame.LoadCsvFromString(csv)));

    [Fact]
    public void Rows_after_those_looked_at_may_be_short_but_not_long()
    {
        Assert.Throws<IndexOutOfRangeException>(() => DataFrame.LoadCsvFromString("a,b\n1,2,\n"));
        const string Csv = "a,b\n1,2\n";
        Assert.Equal("{a:SingleDataFrameColumn[1f, 3f]; b:SingleDataFrameColumn[2f, null]}", Notation.Of(DataFrame.LoadCsvFromString(Csv + "3\n", guessRows: 2)));
        Assert.Equal(
            "Parameter.Count exceeds the number of columns(2) in the DataFrame  (Parameter 'row')",
            Assert.Throws<ArgumentException>(() => DataFrame.LoadCsvFromString(Csv + "3,4,5\n", guessRows: 2)).Message);
        Assert.Equal("Line 3 has less columns than expected", Assert.Throws<FormatException>(() => DataFrame.LoadCsvFromString(Csv + "3\n")).Message);
    }

    [Theory]
    [InlineData("a,b\n\"x,1\n")]
    [InlineData("a,b\n\"x\"yz,1\n")]
    public void Quotes_must_close(string csv)
    {
        Exception refused = Assert.Throws<Exception>(() => DataFrame.LoadCsvFromString(csv));
        Assert.Equal("Line 2 cannot be parsed with the current Delimiters.", refused.Message);
    }

    [Fact]
    public void Streams_must_be_seekable_and_stay_open()
    {
        using MemoryStream stream = new([.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes("ä\nü\n")]);
        Assert.Equal("{ä:StringDataFrameColumn[\"ü\"]}", Notation.Of(DataFrame.LoadCsv(stream)));
        Assert.True(stream.CanRead);
        using OneWayStream oneWay = new();
        Assert.Equal("Expected a seekable stream (Parameter 'csvStream')", Assert.Throws<ArgumentException>(() => DataFrame.LoadCsv(oneWay)).Message);
        Assert.Throws<NullReferenceException>(() => DataFrame.LoadCsv((Stream)null));
        Assert.Equal("s", Assert.Throws<ArgumentNullException>(() => DataFrame.LoadCsvFromString(null)).ParamName);
        Assert.Throws<FileNotFoundException>(() => DataFrame.LoadCsv("nope.csv"));
    }

    [Fact]
    public void Values_are_read_with_the_culture_but_types_guessed_with_the_current_one()
    {
        CultureInfo comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        comma.NumberFormat.NumberGroupSeparator = ".";
        Assert.Equal("{a:SingleDataFrameColumn[1.5f]; b:StringDataFrameColumn[\"x\"]}", Notation.Of(DataFrame.LoadCsvFromString("a;b\n1,5;x\n", ';', cultureInfo: comma)));
        Assert.Equal("{a:SingleDataFrameColumn[15f]; b:StringDataFrameColumn[\"x\"]}", Notation.Of(DataFrame.LoadCsvFromString("a;b\n1.5;x\n", ';', cultureInfo: comma)));
        Assert.Equal("{a:DoubleDataFrameColumn[1.5d]}", Notation.Of(DataFrame.LoadCsvFromString("a\n1,5\n", ';', dataTypes: [typeof(double)], cultureInfo: comma)));
    }

    [Fact]
    public void A_file_is_read_by_name()
    {
        string path = Path.GetTempFileName();
        try
        {
            DataFrame.SaveCsv(new DataFrame(Sample.Ints("a", 1, 2)), path);
            Assert.Equal("{a:Int32DataFrameColumn[1, 2]}", Notation.Of(DataFrame.LoadCsv(path, dataTypes: [typeof(int)])));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private sealed class OneWayStream : MemoryStream
    {
        public override bool CanSeek => false;
    }
}
