using Microsoft.ML.Data;

namespace Microsoft.ML.Tests;

/// <summary>TakeRows, SkipRows, ShuffleRows, the filters, the splits and Cache.</summary>
public sealed class RowOperationTests
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly IDataView _data;

    public RowOperationTests() => _data = SampleRow.Load(_ml);

    [Fact]
    public void TakeAndSkipKeepTheOrder()
    {
        Assert.Equal([0, 1, 2], _ml.Data.TakeRows(_data, 3).Read<int>("B"));
        Assert.Equal(3, _ml.Data.TakeRows(_data, 3).GetRowCount());
        Assert.Equal([7, 8, 9], _ml.Data.SkipRows(_data, 7).Read<int>("B"));
        Assert.Empty(_ml.Data.SkipRows(_data, 70).Read<int>("B"));
        Errors.Throws<ArgumentOutOfRangeException>("Must be greater than zero. (Parameter 'count')", () => _ml.Data.TakeRows(_data, 0));
        Errors.Throws<ArgumentOutOfRangeException>("Must be greater than zero. (Parameter 'count')", () => _ml.Data.SkipRows(_data, -1));
        Assert.Throws<ArgumentNullException>("input", () => _ml.Data.TakeRows(null, 1));
    }

    [Fact]
    public void AShuffleIsThatOfItsSeed()
    {
        IDataView shuffled = _ml.Data.ShuffleRows(_data, seed: 1);
        IDataView unseeded = _ml.Data.ShuffleRows(_data);

        Assert.Equal([7, 3, 1, 8, 4, 5, 0, 2, 9, 6], shuffled.Read<int>("B"));
        Assert.Equal(shuffled.Read<int>("B"), shuffled.Read<int>("B"));
        Assert.Equal(unseeded.Read<int>("B"), unseeded.Read<int>("B"));
        Assert.Equal(Enumerable.Range(0, 10), unseeded.Read<int>("B").Order());
        Assert.True(shuffled.CanShuffle);
        Errors.Throws<ArgumentOutOfRangeException>("Must be positive (Parameter 'shufflePoolSize')", () => _ml.Data.ShuffleRows(_data, 1, 0));
    }

    [Fact]
    public void ASmallPoolKeepsRowsNearTheirPlace()
    {
        IDataView many = Many(1000);
        float[] order = _ml.Data.ShuffleRows(many, seed: 1, shufflePoolSize: 7, shuffleSource: false).Read<float>("A");

        Assert.All(Enumerable.Range(0, 1000), i => Assert.True(order[i] < i + 7));
        Assert.Equal(1000, order.Distinct().Count());
        Assert.Equal(many.Read<float>("A"), _ml.Data.ShuffleRows(many, 1, 1).Read<float>("A"));
    }

    [Fact]
    public void AShuffledCacheIsShuffledAsAWhole()
        => Assert.Equal([408f, 467, 533, 933, 417], _ml.Data.ShuffleRows(_ml.Data.Cache(Many(1000)), 1, 1).Read<float>("A").Take(5));

    [Fact]
    public void AFilterKeepsTheLowerBoundAndNotTheUpper()
    {
        Assert.Equal([2f, 3, 4], _ml.Data.FilterRowsByColumn(_data, "A", 2, 5).Read<float>("A"));
        Assert.Equal([8f, 9], _ml.Data.FilterRowsByColumn(_data, "A", 8).Read<float>("A"));
        Assert.Equal([0f, 1, 2, 4, 5, 6, 7, 8, 9], _ml.Data.FilterRowsByColumn(_data, "N").Read<float>("N"));
        Assert.Equal([1u, 2, 1, 2, 1, 2], _ml.Data.FilterRowsByKeyColumnFraction(_data, "K", 0, 0.5).Read<uint>("K"));
        Assert.Null(_ml.Data.FilterRowsByColumn(_data, "A", 2, 5).GetRowCount());
    }

    [Fact]
    public void AFilterDropsInfinityWithItsBound()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(
            new[] { 1, float.PositiveInfinity, float.NegativeInfinity, float.NaN }.Select(value => new Row { A = value }));

        Assert.Equal([1, float.NegativeInfinity], _ml.Data.FilterRowsByColumn(data, "A").Read<float>("A"));
    }

    [Fact]
    public void AFilterNeedsANumber()
    {
        Errors.Throws<ArgumentOutOfRangeException>("Column 'B' does not have compatible type (Parameter 'Column')",
            () => _ml.Data.FilterRowsByColumn(_data, "B"));
        Errors.Throws<ArgumentOutOfRangeException>("Schema mismatch for filter column 'S': expected number, got String (Parameter 'columnName')",
            () => _ml.Data.FilterRowsByColumn(_data, "S"));
        Errors.Throws<ArgumentOutOfRangeException>("Schema mismatch for filter column 'K': expected number, got Key<UInt32, 0-4> (Parameter 'columnName')",
            () => _ml.Data.FilterRowsByColumn(_data, "K"));
        Errors.Throws<ArgumentOutOfRangeException>("Column 'zz' not found (Parameter 'name')", () => _ml.Data.FilterRowsByColumn(_data, "zz"));
        Errors.Throws<ArgumentOutOfRangeException>("Must be less than lowerBound (Parameter 'upperBound')",
            () => _ml.Data.FilterRowsByColumn(_data, "A", 3, 3));
        Errors.Throws<ArgumentOutOfRangeException>("Schema mismatch for filter column 'A': expected KeyType, got Single (Parameter 'columnName')",
            () => _ml.Data.FilterRowsByKeyColumnFraction(_data, "A"));
    }

    [Fact]
    public void RowsWithMissingValuesAreDropped()
    {
        Assert.Equal([0f, 1, 2, 4, 5, 6, 7, 8, 9], _ml.Data.FilterRowsByMissingValues(_data, "A", "N", "V").Read<float>("A"));
        Errors.Throws<ArgumentOutOfRangeException>(
            "Column 'S' has type String which does not support missing values, so we cannot filter on them (Parameter 'Columns')",
            () => _ml.Data.FilterRowsByMissingValues(_data, "S"));
        Errors.Throws<ArgumentOutOfRangeException>("Source column 'A' specified multiple times (Parameter 'Columns')",
            () => _ml.Data.FilterRowsByMissingValues(_data, "A", "A"));
    }

    [Fact]
    public void ASplitIsThatOfItsSeedAndKeepsTheOrder()
    {
        IDataView data = Many(1000);
        DataOperationsCatalog.TrainTestData split = _ml.Data.TrainTestSplit(data, 0.2);
        float[] train = split.TrainSet.Read<float>("A");
        float[] test = split.TestSet.Read<float>("A");

        Assert.Equal((789, 211), (train.Length, test.Length));
        Assert.Equal([2f, 12, 13, 28, 33, 34], test.Take(6));
        Assert.Equal([2f, 17, 21, 33, 36], _ml.Data.TrainTestSplit(data, 0.2, seed: 5).TestSet.Read<float>("A").Take(5));
        Assert.Equal(train.Order(), train);
        Assert.Equal(1000, train.Union(test).Count());
        Assert.Equal(SchemaText.Of(data), SchemaText.Of(split.TrainSet));
        Assert.Equal(10, _ml.Data.TrainTestSplit(_data).TrainSet.Read<int>("B").Length);
    }

    [Theory]
    [InlineData("Group", 217)]
    [InlineData("Text", 243)]
    [InlineData("Number", 92)]
    [InlineData("Key", 143)]
    [InlineData("When", 131)]
    public void ASplitByAKeyKeepsItsGroupsTogether(string key, int expected)
    {
        DataOperationsCatalog.TrainTestData split = _ml.Data.TrainTestSplit(Many(1000), 0.2, key);
        string[] train = GroupsOf(split.TrainSet, key);
        string[] test = GroupsOf(split.TestSet, key);

        Assert.Equal(expected, test.Length);
        Assert.Empty(train.Intersect(test));
    }

    [Fact]
    public void ASplitNeedsAFractionAndAColumn()
    {
        Errors.Throws<ArgumentOutOfRangeException>("Must be between 0 and 1 exclusive (Parameter 'testFraction')", () => _ml.Data.TrainTestSplit(_data, 0));
        Errors.Throws<ArgumentOutOfRangeException>("Must be between 0 and 1 exclusive (Parameter 'testFraction')", () => _ml.Data.TrainTestSplit(_data, 1));
        Errors.Throws<ArgumentOutOfRangeException>("Could not find SamplingKeyColumn column 'zz' (Parameter 'samplingKeyColumn')",
            () => _ml.Data.TrainTestSplit(_data, 0.2, "zz"));
        Errors.Throws<ArgumentOutOfRangeException>("Must be more than 1 (Parameter 'numberOfFolds')", () => _ml.Data.CrossValidationSplit(_data, 1));
    }

    [Fact]
    public void FoldsCoverTheData()
    {
        IReadOnlyList<DataOperationsCatalog.TrainTestData> folds = _ml.Data.CrossValidationSplit(Many(1000), 4);

        Assert.Equal([(747, 253), (736, 264), (777, 223), (740, 260)],
            folds.Select(fold => (fold.TrainSet.Read<float>("A").Length, fold.TestSet.Read<float>("A").Length)));
        Assert.Equal(1000, folds.SelectMany(fold => fold.TestSet.Read<float>("A")).Distinct().Count());
    }

    [Fact]
    public void ACacheReadsItsSourceOnce()
    {
        int reads = 0;
        IDataView cache = _ml.Data.Cache(_ml.Data.LoadFromEnumerable(SampleRow.Rows.Select(row =>
        {
            reads++;
            return row;
        })));

        Assert.True(cache.CanShuffle);
        Assert.Null(cache.GetRowCount());
        Assert.Equal(Enumerable.Range(0, 10), cache.Read<int>("B"));
        Assert.Equal(10, cache.GetRowCount());
        Assert.Equal(Enumerable.Range(0, 10), cache.Read<int>("B"));
        Assert.Equal(10, reads);
        Assert.Equal([2, 1, 2], cache.ReadVectors<float>("V")[2]);
        Errors.Throws<ArgumentOutOfRangeException>("Could not find prefetch column 'zz' (Parameter 'columnsToPrefetch')",
            () => _ml.Data.Cache(_data, "zz"));
    }

    private static string[] GroupsOf(IDataView view, string key) => key switch
    {
        "Text" => view.ReadTexts(key),
        "Group" => Array.ConvertAll(view.Read<float>(key), value => value.ToString()),
        "Number" => Array.ConvertAll(view.Read<int>(key), value => value.ToString()),
        "Key" => Array.ConvertAll(view.Read<uint>(key), value => value.ToString()),
        _ => Array.ConvertAll(view.Read<DateTime>(key), value => value.ToString("o")),
    };

    private IDataView Many(int count) => _ml.Data.LoadFromEnumerable(Enumerable.Range(0, count).Select(i => new Row
    {
        A = i,
        Group = i % 37,
        Text = "t" + i % 41,
        Number = i % 43,
        Key = (uint)(i % 7),
        When = new DateTime(2020, 1, 1).AddDays(i % 31),
    }));

    private sealed class Row
    {
        public float A { get; set; }

        public float Group { get; set; }

        public string? Text { get; set; }

        public int Number { get; set; }

        [KeyType(5)]
        public uint Key { get; set; }

        public DateTime When { get; set; }
    }
}
