using Microsoft.Data.Analysis;

namespace LaMo.Tests;

public class DataFrameTests
{
    [Fact]
    public void Columns_have_one_length_and_names_of_their_own()
    {
        Assert.Equal("Column lengths are mismatched (Parameter 'column')", Assert.Throws<ArgumentException>(() => new DataFrame(Sample.Ints("a", 1), Sample.Ints("b", 1, 2))).Message);
        Assert.Equal("DataFrame already contains a column called a (Parameter 'column')", Assert.Throws<ArgumentException>(() => new DataFrame(Sample.Ints("a", 1), Sample.Ints("a", 2))).Message);
        Assert.Equal("column", Assert.Throws<ArgumentException>(() => Sample.AllKinds().Columns.Add(Sample.Ints("a", 1))).ParamName);
    }

    [Fact]
    public void Columns_are_found_by_name()
    {
        DataFrame frame = Sample.AllKinds();
        Assert.Equal("Column 'zz' does not exist (Parameter 'columnName')", Assert.Throws<ArgumentException>(() => frame["zz"]).Message);
        Assert.Equal("Column 'I' does not exist (Parameter 'columnName')", Assert.Throws<ArgumentException>(() => frame.Columns["I"]).Message);
        Assert.Equal(-1, frame.Columns.IndexOf("zz"));
        Assert.Equal("Cannot cast column holding System.Single values to type System.Int32", Assert.Throws<ArgumentException>(() => frame.Columns.GetInt32Column("f")).Message);
        Assert.Equal("Cannot cast column holding System.Single values to type System.Int32 (Parameter 'T')", Assert.Throws<ArgumentException>(() => frame.Columns.GetPrimitiveColumn<int>("f")).Message);
        Assert.Same(frame["f"], frame.Columns.GetPrimitiveColumn<float>("f"));
        Assert.Same(frame["s"], frame.Columns.GetStringColumn("s"));
    }

    [Fact]
    public void Columns_are_added_replaced_renamed_and_removed()
    {
        DataFrame frame = Sample.AllKinds();
        frame["x"] = Sample.Ints("other", 1, 2, 3);
        frame["i"] = new SingleDataFrameColumn("whatever", [1, 2, 3]);
        frame.Columns.RenameColumn("f", "g");
        frame["d"].SetName("e");
        frame.Columns.Remove("s");
        frame.Columns.Remove("zz");
        Assert.Equal("i:Single,g:Single,e:Double,b:Boolean,t:DateTime,x:Int32", string.Join(",", frame.Columns.Select(column => $"{column.Name}:{column.DataType.Name}")));
        Assert.Equal(1, frame.Columns.IndexOf("g"));
        Assert.Equal("An item with the same key has already been added. Key: g", Assert.Throws<ArgumentException>(() => frame.Columns.RenameColumn("e", "g")).Message);
    }

    [Fact]
    public void Cells_are_read_by_row_and_column()
    {
        DataFrame frame = Sample.AllKinds();
        Assert.Null(frame[1, 0]);
        Assert.Equal("x,y", frame[0, 3]);
        Assert.Equal("Specified argument was out of the range of valid values. (Parameter 'index')", Assert.Throws<ArgumentOutOfRangeException>(() => frame[99, 0]).Message);
        Assert.Equal("Specified argument was out of the range of valid values. (Parameter 'index')", Assert.Throws<ArgumentOutOfRangeException>(() => frame[-1, 0]).Message);
        Assert.Equal("index", Assert.Throws<ArgumentOutOfRangeException>(() => frame[0, 99]).ParamName);
    }

    [Fact]
    public void Rows_are_views()
    {
        DataFrame frame = Sample.AllKinds();
        DataFrameRow row = frame.Rows[0];
        Assert.Equal("1 0.1 0.1 x,y True 01/02/2020 03:04:05 ", row.ToString());
        Assert.Equal("i=1 f=0.1f", string.Join(" ", row.GetValues().Take(2).Select(cell => $"{cell.Key}={Notation.Value(cell.Value)}")));
        Assert.Equal(0.1f, row["f"]);
        row[0] = 5;
        Assert.Equal(5, frame[0, 0]);
        Assert.Equal("columnName", Assert.Throws<ArgumentException>(() => row["zz"]).ParamName);
        Assert.Equal(3, frame.Rows.Count);
        Assert.Equal(3, frame.Rows.Count());
    }

    [Fact]
    public void Rows_are_appended_to_a_copy()
    {
        DataFrame frame = new(Sample.Ints("i", 1), new SingleDataFrameColumn("f", [0.5f]), new StringDataFrameColumn("s", ["x"]));
        Assert.Equal("{i:Int32DataFrameColumn[1, 9]; f:SingleDataFrameColumn[0.5f, 1.5f]; s:StringDataFrameColumn[\"x\", \"n\"]}", Notation.Of(frame.Append(["9", "1.5", "n"])));
        Assert.Equal("{i:Int32DataFrameColumn[1, 9]; f:SingleDataFrameColumn[0.5f, null]; s:StringDataFrameColumn[\"x\", null]}", Notation.Of(frame.Append(new List<object> { 9 })));
        Assert.Equal(2, frame.Append().Rows.Count);
        Assert.Equal("{i:Int32DataFrameColumn[1, null]; f:SingleDataFrameColumn[0.5f, 2f]; s:StringDataFrameColumn[\"x\", null]}", Notation.Of(frame.Append([KeyValuePair.Create("f", (object)2)])));
        Assert.Equal(3, frame.Append(Enumerable.Repeat(frame.Rows[0], 2)).Rows.Count);
        Assert.Equal(1, frame.Rows.Count);
        frame.Append(new object[] { 2, 2f, "y" }, inPlace: true);
        Assert.Equal(2, frame.Rows.Count);
    }

    [Fact]
    public void Rows_that_do_not_fit_are_refused()
    {
        DataFrame frame = new(Sample.Ints("i", 1));
        Assert.Throws<FormatException>(() => frame.Append(new object[] { "x" }));
        Assert.Equal("Parameter.Count exceeds the number of columns(1) in the DataFrame  (Parameter 'row')", Assert.Throws<ArgumentException>(() => frame.Append(new object[] { 1, 2 }, inPlace: true)).Message);
        Assert.Equal("Column 'zz' does not exist (Parameter 'columnName')", Assert.Throws<ArgumentException>(() => frame.Append([KeyValuePair.Create("zz", (object)2)])).Message);
        Assert.Equal("{i:Int32DataFrameColumn[1]}", Notation.Of(frame));
    }

    [Fact]
    public void Rows_of_objects_make_a_frame()
        => Assert.Equal("{a:Int32DataFrameColumn[1, null]; b:StringDataFrameColumn[\"x\", null]}", Notation.Of(DataFrame.LoadFrom([[1, "x"], [null, null]], [("a", typeof(int)), ("b", typeof(string))])));

    [Fact]
    public void A_frame_shows_its_first_rows()
    {
        Assert.Equal(
            "i         f         d         s         b         t         \n1         0.1       0.1       x,y       True      01/02/2020 03:04:05\nnull      null      NaN       null      null      null      \n  ... 2 of total 3\n",
            Sample.AllKinds().ToString(2).ReplaceLineEndings("\n"));
        Assert.Equal("averyverylongname b                 \n1                 2                 \n", new DataFrame(Sample.Ints("averyverylongname", 1), Sample.Ints("b", 2)).ToString().ReplaceLineEndings("\n"));
        Assert.Equal("\n", new DataFrame().ToString().ReplaceLineEndings("\n"));
        Assert.EndsWith("  ... 25 of total 30", new DataFrame(new Int32DataFrameColumn("a", Enumerable.Range(0, 30))).ToString().TrimEnd());
        Assert.Throws<FormatException>(() => new DataFrame(Sample.Ints("{x}", 1)).ToString());
    }

    [Fact]
    public void Info_counts_and_Description_measures()
    {
        DataFrame frame = Sample.AllKinds();
        Assert.StartsWith("{Info:StringDataFrameColumn[\"DataType\", \"Length (excluding null values)\"]; i:StringDataFrameColumn[\"System.Int32\", \"2\"]; f:", Notation.Of(frame.Info()));
        Assert.Equal(
            "{Description:StringDataFrameColumn[\"Length (excluding null values)\", \"Max\", \"Min\", \"Mean\"]; i:PrimitiveDataFrameColumn<Single>[2f, 3f, 1f, 1.3333334f]; f:PrimitiveDataFrameColumn<Single>[2f, 1E+10f, 0.1f, 3.3333332E+09f]; d:PrimitiveDataFrameColumn<Single>[2f, NaNf, NaNf, NaNf]; t:PrimitiveDataFrameColumn<Single>[2f, null, null, null]}",
            Notation.Of(frame.Description()));
        Assert.Empty(new DataFrame(new StringDataFrameColumn("s", ["x"])).Description().Columns);
        Assert.EndsWith("i:PrimitiveDataFrameColumn<Single>[0f, null, null, null]}", Notation.Of(new DataFrame(Sample.Ints("i")).Description()));
    }

    [Fact]
    public void Parts_of_a_frame()
    {
        DataFrame frame = new(Sample.Ints("i", 1, null, 3));
        Assert.Equal("{i:Int32DataFrameColumn[1, null]}", Notation.Of(frame.Head(2)));
        Assert.Equal("{i:Int32DataFrameColumn[null, 3]}", Notation.Of(frame.Tail(2)));
        Assert.Equal("{i:Int32DataFrameColumn[]}", Notation.Of(frame.Head(0)));
        Assert.Throws<IndexOutOfRangeException>(() => frame.Head(99));
        Assert.Throws<IndexOutOfRangeException>(() => frame.Tail(99));
        Assert.Equal("count", Assert.Throws<ArgumentOutOfRangeException>(() => frame.Head(-1)).ParamName);
        Assert.Equal("index", Assert.Throws<ArgumentOutOfRangeException>(() => new DataFrame(Sample.Ints("i")).Head(5)).ParamName);
    }

    [Fact]
    public void A_sample_has_each_row_once()
    {
        DataFrame frame = new(new Int32DataFrameColumn("i", Enumerable.Range(0, 50)));
        Assert.Equal(Enumerable.Range(0, 50), frame.Sample(50).Columns.GetInt32Column("i").Select(i => i.Value).Order());
        Assert.Equal(2, frame.Sample(2).Rows.Count);
        Assert.Equal(0, frame.Sample(0).Rows.Count);
        Assert.Equal("Parameter.Count exceeds the number of rows(50) in the DataFrame  (Parameter 'numberOfRows')", Assert.Throws<ArgumentException>(() => frame.Sample(51)).Message);
    }

    [Fact]
    public void A_copy_shares_nothing()
    {
        DataFrame frame = Sample.AllKinds(), copy = frame.Clone();
        copy[0, 0] = 77;
        copy[0, 3] = "changed";
        Assert.Equal((1, "x,y"), (frame[0, 0], frame[0, 3]));
    }

    [Fact]
    public void Nulls_are_dropped_and_filled()
    {
        DataFrame frame = new(Sample.Ints("i", 1, null, null), new SingleDataFrameColumn("f", new float?[] { 1, 2, null }));
        Assert.Equal("{i:Int32DataFrameColumn[1]; f:SingleDataFrameColumn[1f]}", Notation.Of(frame.DropNulls()));
        Assert.Equal("{i:Int32DataFrameColumn[1, null]; f:SingleDataFrameColumn[1f, 2f]}", Notation.Of(frame.DropNulls(DropNullOptions.All)));
        Assert.Equal("{i:Int32DataFrameColumn[1, 0, 0]; f:SingleDataFrameColumn[1f, 2f, 0f]}", Notation.Of(frame.FillNulls(0)));
        Assert.Equal("Expected value to be of type System.String (Parameter 'value')", Assert.Throws<ArgumentException>(() => Sample.AllKinds().FillNulls(0)).Message);
    }

    [Fact]
    public void Names_get_prefixes_and_numbers_limits()
    {
        DataFrame frame = new(Sample.Ints("i", 1, 5), new StringDataFrameColumn("s", ["x", "y"]));
        Assert.Equal(["p_i_q", "p_s_q"], frame.AddPrefix("p_").AddSuffix("_q").Columns.Select(column => column.Name));
        Assert.Equal("{i:Int32DataFrameColumn[2, 4]; s:StringDataFrameColumn[\"x\", \"y\"]}", Notation.Of(frame.Clamp(2, 4)));
    }

    [Fact]
    public void A_table_has_DBNull_for_null()
    {
        System.Data.DataTable table = Sample.AllKinds().ToTable();
        Assert.Equal("i:Int32,f:Single,d:Double,s:String,b:Boolean,t:DateTime", string.Join(",", table.Columns.Cast<System.Data.DataColumn>().Select(column => $"{column.ColumnName}:{column.DataType.Name}")));
        Assert.Equal(3, table.Rows.Count);
        Assert.Same(DBNull.Value, table.Rows[1][0]);
    }
}
