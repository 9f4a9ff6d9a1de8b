using LaMo.Core.Trajectories;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.MLNet.Tests;

public class ReturnsToGoTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void ReturnToGoIsTheScaledSumOfTheRewardsToTheEpisodesEnd()
    {
        IDataView data = Rewards((7, 1), (7, 2), (7, 3), (4, 5), (9, 1), (9, 1));
        Assert.Equal([3f, 2.5f, 1.5f, 2.5f, 1f, 0.5f], ReturnsToGo(data, scale: 2));
    }

    [Fact]
    public void DiscountIsAppliedPerStep() =>
        Assert.Equal([1.75f, 1.5f, 1f], ReturnsToGo(Rewards((0, 1), (0, 1), (0, 1)), discount: 0.5f));

    [Theory]
    [InlineData("Text")]
    [InlineData("Key")]
    [InlineData("Long")]
    public void EpisodesAreToldApartByTextKeysAndIntegers(string column)
    {
        IDataView data = _ml.Data.LoadFromEnumerable(new[] { 3, 3, 1, 2, 2 }.Select(id => new TypedRow { Text = $"e{id}", Key = (uint)id, Long = long.MaxValue - id, Reward = 1 }));
        Assert.Equal([2f, 1f, 1f, 2f, 1f], ReturnsToGo(data, episodeIdColumnName: column));
    }

    [Fact]
    public void RowsAreStreamedAnEpisodeAtATime()
    {
        int read = 0;
        IEnumerable<Step> Endless()
        {
            for (int episode = 0; ; episode++)
                for (int t = 0; t < 3; t++)
                {
                    read++;
                    yield return new Step { EpisodeId = episode, Timestep = t, State = [1, 2, 3], Action = [1, 2], Reward = 1 };
                }
        }
        IDataView scored = _ml.Transforms.ReturnsToGo().Fit(_ml.Load([])).Transform(_ml.Load(Endless()));
        Assert.Equal([3f, 2f, 1f, 3f], scored.GetColumn<float>("ReturnToGo").Take(4));
        Assert.InRange(read, 1, 20);
    }

    [Fact]
    public void OtherColumnsDoNotCauseTheRewardsToBeRead()
    {
        IDataView data = Rewards((0, float.NaN), (0, 1));
        IDataView scored = _ml.Transforms.ReturnsToGo().Fit(data).Transform(data);
        Assert.Equal([0, 0], scored.GetColumn<int>("EpisodeId"));
        DataViewSchema.Column returnToGo = scored.Schema["ReturnToGo"];
        using DataViewRowCursor cursor = scored.GetRowCursor([scored.Schema["EpisodeId"]]);
        Assert.False(cursor.IsColumnActive(returnToGo));
        Assert.Throws<ArgumentOutOfRangeException>(() => cursor.GetGetter<float>(returnToGo));
    }

    [Fact]
    public void TwoCursorsAtOnceDoNotDisturbEachOther()
    {
        IDataView data = Rewards((0, 1), (0, 2), (1, 3), (1, 4), (2, 5));
        IDataView scored = _ml.Transforms.ReturnsToGo().Fit(data).Transform(data);
        using IEnumerator<float> first = scored.GetColumn<float>("ReturnToGo").GetEnumerator();
        using IEnumerator<float> second = scored.GetColumn<float>("ReturnToGo").GetEnumerator();
        var read = new List<float>();
        first.MoveNext();
        first.MoveNext();
        while (second.MoveNext())
        {
            read.Add(second.Current);
            first.MoveNext();
        }
        Assert.Equal([3f, 2f, 7f, 4f, 5f], read);
    }

    [Fact]
    public void InterleavedEpisodesAreRefusedNamingTheRow()
    {
        IDataView data = Rewards((0, 1), (1, 1), (0, 1));
        var error = Assert.Throws<InvalidOperationException>(() => ReturnsToGo(data));
        Assert.Contains("Row 2: episode '0' of column 'EpisodeId'", error.Message);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void RewardThatIsNotFiniteIsRefusedNamingTheRow(float reward)
    {
        var error = Assert.Throws<InvalidOperationException>(() => ReturnsToGo(Rewards((0, 1), (0, reward))));
        Assert.Contains("Row 1: column 'Reward'", error.Message);
    }

    [Fact]
    public void MissingKeyIsRefusedNamingTheRow()
    {
        // A value beyond the key's range is read as missing.
        IDataView data = _ml.Data.LoadFromEnumerable(new[] { 1u, 10u }.Select(id => new TypedRow { Key = id }));
        Assert.Contains("Row 1: column 'Key' is missing", Assert.Throws<InvalidOperationException>(() => ReturnsToGo(data, episodeIdColumnName: "Key")).Message);
    }

    [Fact]
    public void EmptyDataStaysEmpty() => Assert.Empty(ReturnsToGo(Rewards()));

    [Fact]
    public void SchemaFaultsAreFoundBeforeAnyRowIsRead()
    {
        IDataView data = _ml.Load(Unreadable());
        var missing = Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.ReturnsToGo(rewardColumnName: "zz").Fit(data));
        Assert.Equal("inputSchema", missing.ParamName);
        Assert.StartsWith("Could not find input column 'zz'", missing.Message);
        var mismatch = Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.ReturnsToGo(rewardColumnName: "Timestep").Fit(data));
        Assert.StartsWith("Schema mismatch for input column 'Timestep': expected Single, got Int32", mismatch.Message);
        Assert.StartsWith("Schema mismatch for input column 'State'", Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.ReturnsToGo(episodeIdColumnName: "State").Fit(data)).Message);
    }

    [Fact]
    public void SchemaFaultsAreFoundWhenAChainIsFitted()
    {
        IDataView data = _ml.Load(Unreadable());
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.CopyColumns("R", "Timestep").Append(_ml.Transforms.ReturnsToGo(rewardColumnName: "R")).Fit(data));
        Assert.StartsWith("Schema mismatch for input column 'R': expected Single, got Int32", error.Message);
    }

    [Theory]
    [InlineData(0f, 1f, "scale")]
    [InlineData(float.NaN, 1f, "scale")]
    [InlineData(1f, 0f, "discount")]
    [InlineData(1f, 1.5f, "discount")]
    public void ConstantsOutsideTheirRangeAreRefused(float scale, float discount, string name) =>
        Assert.Throws<ArgumentOutOfRangeException>(name, () => _ml.Transforms.ReturnsToGo(scale: scale, discount: discount));

    [Fact]
    public void ModelFileHoldsItAndLoadsIt()
    {
        IDataView data = Rewards((0, 1), (0, 2), (1, 3));
        ITransformer chain = _ml.Transforms.CopyColumns("R", "Reward").Append(_ml.Transforms.ReturnsToGo("G", "R", scale: 4, discount: 0.5f)).Fit(data);
        using var file = new MemoryStream();
        _ml.Model.Save(chain, data.Schema, file);
        ITransformer loaded = new MLContext().Model.Load(file, out DataViewSchema schema);
        Assert.Equal("Reward", schema["Reward"].Name);
        Assert.Equal([0.5f, 0.5f, 0.75f], loaded.Transform(data).GetColumn<float>("G"));
    }

    [Fact]
    public void ItIsNoRowToRowMapper()
    {
        ReturnsToGoTransformer transformer = _ml.Transforms.ReturnsToGo().Fit(Rewards());
        Assert.False(transformer.IsRowToRowMapper);
        Assert.Throws<InvalidOperationException>(() => transformer.GetRowToRowMapper(Rewards().Schema));
    }

    private float[] ReturnsToGo(IDataView data, float scale = 1, float discount = 1, string episodeIdColumnName = "EpisodeId") =>
        [.. _ml.Transforms.ReturnsToGo(scale: scale, discount: discount, episodeIdColumnName: episodeIdColumnName).Fit(data).Transform(data).GetColumn<float>("ReturnToGo")];

    private IDataView Rewards(params (int Episode, float Reward)[] rows) =>
        _ml.Load(rows.Select(row => new Step { EpisodeId = row.Episode, State = [1, 2, 3], Action = [1, 2], Reward = row.Reward }));

    private static IEnumerable<Step> Unreadable()
    {
        Assert.Fail("A row was read.");
        yield break;
    }

    private sealed class TypedRow
    {
        public string Text { get; set; } = "";

        [KeyType(10)]
        public uint Key { get; set; }

        public long Long { get; set; }

        public float Reward { get; set; }
    }
}
