using Microsoft.ML.Data;

namespace Microsoft.ML.Tests;

/// <summary>LoadFromEnumerable and CreateEnumerable.</summary>
public sealed class EnumerableTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void FieldsComeBeforeProperties()
    {
        IDataView data = SampleRow.Load(_ml);

        Assert.Equal(SampleRow.Schema, SchemaText.Of(data));
        Assert.False(data.CanShuffle);
        Assert.Equal(10, data.GetRowCount());
        Assert.Null(_ml.Data.LoadFromEnumerable(SampleRow.Rows.Where(_ => true)).GetRowCount());
    }

    [Fact]
    public void MembersBecomeColumnValues()
    {
        IDataView data = SampleRow.Load(_ml);

        Assert.Equal(["x0", "", "x2"], data.ReadTexts("S").Take(3));
        Assert.Equal([2, 1, 2], data.ReadVectors<float>("V")[2]);
        Assert.Equal([0, 1, 2, 0], data.ReadVectors<float>("W").Take(4).Select(vector => vector.Length));
        Assert.Equal([1u, 2u, 3u, 4u, 1u], data.Read<uint>("K").Take(5));
        Assert.Equal(7, data.Read<int>("ReadOnlyProp")[0]);
    }

    [Fact]
    public void AKeyBeyondItsRangeIsMissing()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(Enumerable.Range(0, 7).Select(i => new WithKey { K = (uint)i }));

        Assert.Equal([1u, 2u, 3u, 4u, 5u, 0u, 0u], data.Read<uint>("K"));
    }

    [Fact]
    public void NullVectorsAreEmpty()
    {
        IDataView data = _ml.Data.LoadFromEnumerable([new WithVectors { Texts = ["a", null] }]);

        Assert.Equal("Fixed: Vector<Single, 3> | Sparse: Vector<Single> | Texts: Vector<String>", SchemaText.Of(data));
        Assert.Empty(data.ReadVectors<float>("Fixed")[0]);
        Assert.Equal(["a", ""], data.ReadVectors<ReadOnlyMemory<char>>("Texts")[0].Select(text => text.ToString()));
    }

    [Fact]
    public void ADefinitionRenamesRetypesAndAnnotates()
    {
        var definition = SchemaDefinition.Create(typeof(WithVectors));
        definition["Fixed"].ColumnName = "F";
        definition["Sparse"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 2);
        definition["Sparse"].AddAnnotation("SlotNames", new[] { "a", "b" }, new VectorDataViewType(TextDataViewType.Instance, 2));
        IDataView data = _ml.Data.LoadFromEnumerable(Array.Empty<WithVectors>(), definition);

        Assert.Equal("F: Vector<Single, 3> | Sparse: Vector<Single, 2> {SlotNames} | Texts: Vector<String>", SchemaText.Of(data));
        Assert.Equal(["a", "b"], data.Schema["Sparse"].Annotation<ReadOnlyMemory<char>>("SlotNames").Select(name => name.ToString()));
        Assert.Equal(SchemaText.Of(data), SchemaText.Of(_ml.Data.LoadFromEnumerable(Array.Empty<Renamed>(), data.Schema)));
    }

    [Fact]
    public void ADefinitionMustFitItsClass()
    {
        var definition = SchemaDefinition.Create(typeof(WithKey));
        definition["K"].ColumnType = NumberDataViewType.Double;

        Errors.Throws<ArgumentOutOfRangeException>(
            "Column 'K' is supposed to have item type System.Double, but associated field has type System.UInt32 (Parameter 'userSchemaDefinition')",
            () => _ml.Data.LoadFromEnumerable(Array.Empty<WithKey>(), definition));
        Errors.Throws<InvalidOperationException>("Type should contain a member named W",
            () => _ml.Data.LoadFromEnumerable(Array.Empty<WithKey>(), SampleRow.Load(_ml).Schema));
        Errors.Throws<InvalidOperationException>("Value inputted is supposed to be scalar, but type of Annotationinfo is vector",
            () => definition["K"].AddAnnotation("X", 3, new VectorDataViewType(NumberDataViewType.Int32)));
        Errors.Throws<ArgumentOutOfRangeException>("The column name is specified as 'K' but must match the selector 'q'. (Parameter 'columnName')",
            () => definition["q"] = definition["K"]);
    }

    [Fact]
    public void UnknownMemberTypesAreRefused()
    {
        Errors.Throws<ArgumentOutOfRangeException>(
            "Could not determine an IDataView type and registered custom types for member U (Parameter 'rawType')",
            () => _ml.Data.LoadFromEnumerable(Array.Empty<WithList>()));
        Errors.Throws<ArgumentOutOfRangeException>("Duplicate column name 'A' detected, this is disallowed (Parameter 'userType')",
            () => SchemaDefinition.Create(typeof(WithDuplicate)));
        Errors.Throws<ArgumentOutOfRangeException>(
            "Member A marked with VectorTypeAttribute, but does not appear to be a vector type (Parameter 'userType')",
            () => SchemaDefinition.Create(typeof(WithScalarVector)));
        Assert.Throws<ArgumentNullException>("data", () => _ml.Data.LoadFromEnumerable<SampleRow>(null));
    }

    [Fact]
    public void ANullRowIsRefused()
        => Errors.Throws<InvalidOperationException>("Encountered null when iterating over data, this is not supported.",
            () => _ml.Data.LoadFromEnumerable([new WithKey(), null!]).Read<uint>("K"));

    [Fact]
    public void RowsBecomeObjectsAgain()
    {
        WithVectors row = new() { Fixed = [1, 2, 3], Sparse = new VBuffer<float>(5, 2, [1, 2], [1, 3]), Texts = ["a", null] };
        WithVectors copy = _ml.Data.CreateEnumerable<WithVectors>(_ml.Data.LoadFromEnumerable([row]), reuseRowObject: false).Single();

        Assert.NotSame(row, copy);
        Assert.NotSame(row.Fixed, copy.Fixed);
        Assert.Equal(row.Fixed, copy.Fixed);
        Assert.Equal(row.Sparse.GetIndices().ToArray(), copy.Sparse.GetIndices().ToArray());
        Assert.Equal(["a", ""], copy.Texts!.AsEnumerable());
    }

    [Fact]
    public void OneObjectMayServeForAllRows()
    {
        IDataView data = SampleRow.Load(_ml);
        List<SampleRow> reused = _ml.Data.CreateEnumerable<SampleRow>(data, reuseRowObject: true).ToList();
        List<SampleRow> fresh = _ml.Data.CreateEnumerable<SampleRow>(data, reuseRowObject: false).ToList();

        Assert.All(reused, row => Assert.Same(reused[0], row));
        Assert.Equal(10, fresh.Distinct().Count());
        Assert.Equal(Enumerable.Range(0, 10), fresh.Select(row => row.B));
    }

    [Fact]
    public void ColumnsMustFitTheirMembers()
    {
        IDataView data = SampleRow.Load(_ml);

        Errors.Throws<InvalidOperationException>(
            "Can't bind the IDataView column 'A' of type 'Single' to field or property 'A' of type 'System.Int32'.",
            () => _ml.Data.CreateEnumerable<WithIntegerA>(data, reuseRowObject: false));
        Errors.Throws<ArgumentOutOfRangeException>("Could not find  column 'Zz' (Parameter 'Schema')",
            () => _ml.Data.CreateEnumerable<WithZz>(data, reuseRowObject: false));
        Assert.Equal(0, _ml.Data.CreateEnumerable<WithZz>(data, reuseRowObject: false, ignoreMissingColumns: true).First().Zz);
    }

    private sealed class WithKey
    {
        [KeyType(5)]
        public uint K;
    }

    private sealed class WithVectors
    {
        [VectorType(3)]
        public float[]? Fixed;

        public VBuffer<float> Sparse;

        public string?[]? Texts;
    }

    private sealed class Renamed
    {
        public float[]? F { get; set; }

        public VBuffer<float> Sparse { get; set; }

        public string[]? Texts { get; set; }
    }

    private sealed class WithList
    {
        public List<float>? U { get; set; }
    }

    private sealed class WithDuplicate
    {
        public float A { get; set; }

        [ColumnName("A")]
        public float B { get; set; }
    }

    private sealed class WithScalarVector
    {
        [VectorType(3)]
        public float A { get; set; }
    }

    private sealed class WithIntegerA
    {
        public int A { get; set; }
    }

    private sealed class WithZz
    {
        public int Zz { get; set; }
    }
}
