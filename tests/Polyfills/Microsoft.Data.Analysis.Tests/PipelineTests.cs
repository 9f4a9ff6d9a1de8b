using System.Text;
using Microsoft.Data.Analysis;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.Tests;

/// <summary>Frames as the data of ML.NET's operations.</summary>
public class PipelineTests
{
    private readonly MLContext _ml = new(seed: 0);

    [Fact]
    public void Columns_are_read_and_rows_taken()
    {
        IDataView view = Sample.AllKinds();
        Assert.Equal([1, 0, 3], view.GetColumn<int>("i"));
        Assert.Equal(["x,y", "", "q\"z"], view.GetColumn<string>("s"));
        Assert.Equal([1, 0, 3], _ml.Data.Cache(view).GetColumn<int>("i"));
        Assert.Equal("{i:Int32DataFrameColumn[1, 0]; f:SingleDataFrameColumn[0.1f, NaNf]}", Notation.Of(_ml.Data.TakeRows(view, 2).ToDataFrame("i", "f")));
        Assert.Equal(
            "Cannot map column (name: f, type: Single) in data to the user-defined type, System.Int32. (Parameter 'column')",
            Assert.Throws<ArgumentOutOfRangeException>(() => view.GetColumn<int>("f").ToList()).Message);
    }

    [Fact]
    public void Rows_are_shuffled_and_split()
    {
        DataFrame frame = new(new Int32DataFrameColumn("i", Enumerable.Range(0, 10)));
        Assert.Equal(Enumerable.Range(0, 10), _ml.Data.ShuffleRows(frame).GetColumn<int>("i").Order());
        DataOperationsCatalog.TrainTestData split = _ml.Data.TrainTestSplit(frame, 0.3);
        Assert.Equal(Enumerable.Range(0, 10), split.TrainSet.GetColumn<int>("i").Concat(split.TestSet.GetColumn<int>("i")).Order());
    }

    [Fact]
    public void A_pipeline_reads_a_frame_and_gives_one()
    {
        DataFrame frame = new(new SingleDataFrameColumn("x", [1, 2, 4]), new SingleDataFrameColumn("y", [2, 2, 8]));
        IDataView scaled = _ml.Transforms.Concatenate("F", "x", "y").Append(_ml.Transforms.NormalizeMinMax("F")).Fit(frame).Transform(frame);
        Assert.Equal(
            "{x:SingleDataFrameColumn[1f, 2f, 4f]; y:SingleDataFrameColumn[2f, 2f, 8f]; F:VBufferDataFrameColumn<Single>[VBuffer(length 2: 0.25f, 0.25f), VBuffer(length 2: 0.5f, 0.25f), VBuffer(length 2: 1f, 1f)]}",
            Notation.Of(scaled.ToDataFrame()));
    }

    [Fact]
    public void Objects_become_a_frame()
    {
        IDataView view = _ml.Data.LoadFromEnumerable(Enumerable.Range(0, 3).Select(i => new Row { A = i, S = i == 1 ? null : $"s{i}", V = [i, 1], B = i > 0 }));
        Assert.Equal(
            "{A:SingleDataFrameColumn[0f, 1f, 2f]; S:StringDataFrameColumn[\"s0\", \"\", \"s2\"]; V:VBufferDataFrameColumn<Single>[VBuffer(length 2: 0f, 1f), VBuffer(length 2: 1f, 1f), VBuffer(length 2: 2f, 1f)]; B:BooleanDataFrameColumn[False, True, True]}",
            Notation.Of(view.ToDataFrame()));
    }

    [Fact]
    public void A_frame_becomes_objects()
    {
        DataFrame frame = new(new SingleDataFrameColumn("A", [1, 2]), new StringDataFrameColumn("S", ["x", null]));
        Assert.Equal("1/'x' 2/''", string.Join(" ", _ml.Data.CreateEnumerable<Pair>(frame, reuseRowObject: false).Select(pair => $"{pair.A}/'{pair.S}'")));
    }

    [Fact]
    public void Keys_and_time_spans_have_no_column()
    {
        IDataView texts = new DataFrame(new StringDataFrameColumn("s", ["x"]));
        IDataView keys = _ml.Transforms.Conversion.MapValueToKey("k", "s").Fit(texts).Transform(texts);
        Assert.Equal("UInt32 is not a supported column type.", Assert.Throws<NotSupportedException>(() => keys.ToDataFrame()).Message);
        IDataView spans = _ml.Data.LoadFromEnumerable([new Span { T = TimeSpan.FromSeconds(1) }]);
        Assert.Equal("TimeSpan is not a supported column type.", Assert.Throws<NotSupportedException>(() => spans.ToDataFrame()).Message);
    }

    [Fact]
    public void A_vector_is_saved_in_parentheses()
    {
        DataFrame frame = new(new VBufferDataFrameColumn<float>("V", [new VBuffer<float>(2, [1, 2.5f])]));
        using MemoryStream stream = new();
        DataFrame.SaveCsv(frame, stream);
        Assert.Equal("V\n(1 2.5)\n", Encoding.ASCII.GetString(stream.ToArray()).ReplaceLineEndings("\n"));
        Assert.Equal("V         \nDense vector of size 2\n", frame.ToString().ReplaceLineEndings("\n"));
    }

    private sealed class Row
    {
        public float A { get; set; }

        public string S { get; set; }

        public float[] V { get; set; }

        public bool B { get; set; }
    }

    private sealed class Pair
    {
        public float A { get; set; }

        public string S { get; set; }
    }

    private sealed class Span
    {
        public TimeSpan T { get; set; }
    }
}
