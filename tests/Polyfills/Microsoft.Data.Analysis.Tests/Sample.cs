using Microsoft.Data.Analysis;

namespace LaMo.Tests;

/// <summary>The frames that the recorded facts are about.</summary>
internal static class Sample
{
    public static DataFrame AllKinds() => new(
        new Int32DataFrameColumn("i", new int?[] { 1, null, 3 }),
        new SingleDataFrameColumn("f", new float?[] { 0.1f, null, 1e10f }),
        new DoubleDataFrameColumn("d", new double?[] { 0.1, double.NaN, null }),
        new StringDataFrameColumn("s", ["x,y", null, "q\"z"]),
        new BooleanDataFrameColumn("b", new bool?[] { true, null, false }),
        new DateTimeDataFrameColumn("t", new DateTime?[] { new(2020, 1, 2, 3, 4, 5), null, new(2021, 1, 1) }));

    public static DataFrame ToGroup() => new(
        new StringDataFrameColumn("k", ["b", "a", "b", null, "a", null]),
        new Int32DataFrameColumn("i", new int?[] { 1, 2, null, 4, 5, 6 }),
        new SingleDataFrameColumn("f", new float?[] { 1, 2, 3, 4, null, 6 }),
        new StringDataFrameColumn("s", ["p", "q", null, "s", "t", "u"]),
        new BooleanDataFrameColumn("b", new bool?[] { true, false, true, false, null, null }));

    public static DataFrame ToSort() => new(
        new Int32DataFrameColumn("k", new int?[] { 1, 2, 3, null, 1, null }),
        new StringDataFrameColumn("s", ["a1", "b", "c", "n1", "a2", "n2"]),
        new DoubleDataFrameColumn("d", new double?[] { 1, 2, 3, double.NaN, 4, 5 }));

    public static Int32DataFrameColumn Ints(string name, params int?[] values) => new(name, values);
}
