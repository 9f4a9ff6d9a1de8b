using Microsoft.ML.Data;

namespace Microsoft.ML.Tests;

/// <summary>Column types, row ids, schemas and annotations.</summary>
public sealed class DataViewTypeTests
{
    [Fact]
    public void TypesHaveNames()
    {
        DataViewType[] types =
        [
            NumberDataViewType.Single, NumberDataViewType.UInt32, TextDataViewType.Instance, BooleanDataViewType.Instance, RowIdDataViewType.Instance,
            TimeSpanDataViewType.Instance, new KeyDataViewType(typeof(uint), 5), new VectorDataViewType(NumberDataViewType.Single),
            new VectorDataViewType(NumberDataViewType.Single, 3), new VectorDataViewType(NumberDataViewType.Single, 2, 3),
            new VectorDataViewType(NumberDataViewType.Single, 0, 3), new VectorDataViewType(new KeyDataViewType(typeof(byte), 2), 2),
        ];

        Assert.Equal(
            "Single UInt32 String Boolean DataViewRowId TimeSpan Key<UInt32, 0-4> Vector<Single> Vector<Single, 3> Vector<Single, 2, 3> " +
            "Vector<Single, *, 3> Vector<Key<Byte, 0-1>, 2>",
            string.Join(" ", types.AsEnumerable()));
        Assert.Equal(typeof(ReadOnlyMemory<char>), TextDataViewType.Instance.RawType);
        Assert.Equal(typeof(VBuffer<float>), types[8].RawType);
        Assert.False(((VectorDataViewType)types[10]).IsKnownSize);
    }

    [Fact]
    public void TypesAreEqualByTheirContents()
    {
        Assert.True(new VectorDataViewType(NumberDataViewType.Single, 3).Equals(new VectorDataViewType(NumberDataViewType.Single, 3)));
        Assert.False(new VectorDataViewType(NumberDataViewType.Single, 3).Equals(new VectorDataViewType(NumberDataViewType.Double, 3)));
        Assert.False(new VectorDataViewType(NumberDataViewType.Single, 6).Equals(new VectorDataViewType(NumberDataViewType.Single, 2, 3)));
        Assert.True(new KeyDataViewType(typeof(byte), 3).Equals(new KeyDataViewType(typeof(byte), 3UL)));
        Assert.False(new KeyDataViewType(typeof(byte), 3).Equals(new KeyDataViewType(typeof(uint), 3)));
        Assert.Equal(
            new VectorDataViewType(TextDataViewType.Instance, 2).GetHashCode(), new VectorDataViewType(TextDataViewType.Instance, 2).GetHashCode());
    }

    [Fact]
    public void BadTypesAreRefused()
    {
        Errors.Throws<ArgumentOutOfRangeException>(
            "The cardinality of a KeyDataViewType must not exceed UInt32.MaxValue and must be strictly positive, but got 0. (Parameter 'count')",
            () => new KeyDataViewType(typeof(uint), 0UL));
        Errors.Throws<ArgumentOutOfRangeException>(
            "The cardinality of a KeyDataViewType must not exceed Byte.MaxValue and must be strictly positive, but got 256. (Parameter 'count')",
            () => new KeyDataViewType(typeof(byte), 256UL));
        Errors.Throws<ArgumentOutOfRangeException>(
            "Type is not valid, it must be Byte, UInt16, UInt32, or UInt64. (Parameter 'type')", () => new KeyDataViewType(typeof(int), 5));
        Assert.Throws<ArgumentOutOfRangeException>("size", () => new VectorDataViewType(NumberDataViewType.Single, -1));
        Assert.Throws<ArgumentOutOfRangeException>("dimensions", () => new VectorDataViewType(NumberDataViewType.Single, 1, -1));
        Assert.Throws<OverflowException>(() => new VectorDataViewType(NumberDataViewType.Single, 100000, 100000));
        Assert.Throws<ArgumentNullException>("itemType", () => new VectorDataViewType(null, 3));
    }

    [Fact]
    public void RowIdsAreMixedAsMurmurHashDoes()
    {
        var id = new DataViewRowId(1, 2);

        Assert.Equal("00000000000000020000000000000001", id.ToString());
        Assert.Equal("000000079e99deb434e09d0b1102190b", id.Fork().ToString());
        Assert.Equal("000000079e99deb4000000007adce733", id.Next().ToString());
        Assert.Equal("d6c370eb9bb089c0cf76cc3e67f97a6c", id.Combine(new DataViewRowId(3, 4)).ToString());
        Assert.Equal(257, id.GetHashCode());
        Assert.Equal(new DataViewRowId(1, 2), id);
        Assert.True(id.CompareTo(new DataViewRowId(2, 2)) < 0);
        Assert.True(id.CompareTo(new DataViewRowId(0, 1)) > 0);
    }

    [Fact]
    public void TheLaterOfTwoColumnsOfANameHidesTheEarlier()
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumn("a", NumberDataViewType.Single);
        builder.AddColumn("a", NumberDataViewType.Int32);
        builder.AddColumns([new DataViewSchema.DetachedColumn("z", TextDataViewType.Instance)]);
        DataViewSchema schema = builder.ToSchema();

        Assert.Equal("a: Single (hidden) | a: Int32 | z: String", SchemaText.Of(schema));
        Assert.Equal(1, schema["a"].Index);
        Assert.Null(schema.GetColumnOrNull("zz"));
        Assert.Equal("3 columns", schema.ToString());
        Errors.Throws<ArgumentOutOfRangeException>("Column 'zz' not found (Parameter 'name')", () => _ = schema["zz"]);
        Assert.Throws<ArgumentOutOfRangeException>("columnIndex", () => _ = schema[3]);
        Assert.Throws<ArgumentNullException>("name", () => _ = schema[""]);
    }

    [Fact]
    public void ColumnsNeedANameAndAType()
    {
        var builder = new DataViewSchema.Builder();

        Assert.Throws<ArgumentNullException>("name", () => builder.AddColumn("", NumberDataViewType.Single));
        Assert.Throws<ArgumentNullException>("type", () => builder.AddColumn("a", null));
    }

    [Fact]
    public void AnnotationsAreKeptByKind()
    {
        var builder = new DataViewSchema.Annotations.Builder();
        builder.AddPrimitiveValue("Size", NumberDataViewType.Int32, 5);
        builder.Add<VBuffer<float>>("Weights", new VectorDataViewType(NumberDataViewType.Single, 2),
            (ref VBuffer<float> value) => value = new VBuffer<float>(2, [1, 2]));
        DataViewSchema.Annotations annotations = builder.ToAnnotations();
        var some = new DataViewSchema.Annotations.Builder();
        some.Add(annotations, kind => kind == "Weights");
        some.Add(null, null);

        int size = 0;
        annotations.GetValue("Size", ref size);
        Assert.Equal(5, size);
        Assert.Equal("Size, Weights", annotations.ToString());
        Assert.Equal("Weights", some.ToAnnotations().ToString());
        Assert.Equal("a: Single {Size, Weights}", SchemaText.Of(ToSchema(new DataViewSchema.DetachedColumn("a", NumberDataViewType.Single, annotations))));
    }

    [Fact]
    public void AnnotationsAreReadAsTheyAre()
    {
        var builder = new DataViewSchema.Annotations.Builder();
        builder.AddPrimitiveValue("Size", NumberDataViewType.Int32, 5);
        DataViewSchema.Annotations annotations = builder.ToAnnotations();
        float wrong = 0;

        Errors.Throws<InvalidOperationException>("Invalid call to 'GetValue'", () => annotations.GetValue("zz", ref wrong));
        Errors.Throws<InvalidOperationException>("Invalid call to 'GetGetter'", () => annotations.GetValue("Size", ref wrong));
        Errors.Throws<ArgumentException>("type.RawType must be of type 'System.Single'. (Parameter 'type')",
            () => builder.AddPrimitiveValue("n", NumberDataViewType.Int32, 5f));
        Assert.Throws<ArgumentNullException>("getter", () => builder.Add<int>("n", NumberDataViewType.Int32, null));
    }

    private static DataViewSchema ToSchema(DataViewSchema.DetachedColumn column)
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumns([column]);
        return builder.ToSchema();
    }
}
