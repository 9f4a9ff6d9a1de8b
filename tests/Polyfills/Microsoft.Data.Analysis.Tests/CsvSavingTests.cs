using System.Globalization;
using System.Text;
using Microsoft.Data.Analysis;

namespace LaMo.Tests;

public class CsvSavingTests
{
    [Fact]
    public void Every_kind_of_value_has_its_form()
    {
        Assert.Equal("i,f,d,s,b,t\n1,0.100000001,0.10000000000000001,\"x,y\",True,01/02/2020 03:04:05\n,,NaN,,,\n3,1E+10,,\"q\"\"z\",False,01/01/2021 00:00:00\n", Save(Sample.AllKinds()));
        Assert.Equal("1;0.100000001;0.10000000000000001;x,y;True;01/02/2020 03:04:05\n;;NaN;;;\n3;1E+10;;\"q\"\"z\";False;01/01/2021 00:00:00\n", Save(Sample.AllKinds(), ';', header: false));
    }

    [Fact]
    public void Texts_are_quoted_where_they_must_be()
    {
        Assert.Equal("s\n\"a\nb\"\n x \n\n\r\n", Save(new DataFrame(new StringDataFrameColumn("s", ["a\nb", " x ", "", "\r"]))));
        Assert.Equal("\"a,b\"\nx\n", Save(new DataFrame(new StringDataFrameColumn("a,b", ["x"]))));
    }

    [Fact]
    public void Text_is_ASCII_unless_an_encoding_is_given()
    {
        DataFrame frame = new(new StringDataFrameColumn("ä", ["ü"]));
        Assert.Equal("?\n?\n", Save(frame));
        using MemoryStream stream = new();
        DataFrame.SaveCsv(frame, stream, encoding: Encoding.UTF8);
        Assert.Equal("EFBBBFC3A40AC3BC0A", Convert.ToHexString(stream.ToArray()));
    }

    [Fact]
    public void The_separator_must_not_be_the_decimal_separator()
    {
        CultureInfo comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        Assert.Equal("Decimal separator cannot match the column separator", Assert.Throws<ArgumentException>(() => DataFrame.SaveCsv(new DataFrame(), new MemoryStream(), cultureInfo: comma)).Message);
        using MemoryStream stream = new();
        DataFrame.SaveCsv(Sample.AllKinds(), stream, ';', header: false, cultureInfo: comma);
        Assert.StartsWith("1;0,100000001;0,10000000000000001;x,y;True;", Encoding.ASCII.GetString(stream.ToArray()));
    }

    [Fact]
    public void Nothing_is_saved_as_nothing()
    {
        Assert.Equal("", Save(null));
        Assert.Equal("\n", Save(new DataFrame()));
    }

    [Fact]
    public void Null_text_comes_back_empty_and_integers_as_Single()
    {
        DataFrame back = DataFrame.LoadCsvFromString(Save(Sample.AllKinds()));
        Assert.Equal(
            "{i:SingleDataFrameColumn[1f, null, 3f]; f:SingleDataFrameColumn[0.1f, null, 1E+10f]; d:SingleDataFrameColumn[0.1f, NaNf, null]; s:StringDataFrameColumn[\"x,y\", \"\", \"q\"z\"]; b:BooleanDataFrameColumn[True, null, False]; t:DateTimeDataFrameColumn[2020-01-02T03:04:05, null, 2021-01-01T00:00:00]}",
            Notation.Of(back));
    }

    private static string Save(DataFrame frame, char separator = ',', bool header = true)
    {
        using MemoryStream stream = new();
        DataFrame.SaveCsv(frame, stream, separator, header);
        Assert.True(stream.CanWrite);
        return Encoding.ASCII.GetString(stream.ToArray());
    }
}
