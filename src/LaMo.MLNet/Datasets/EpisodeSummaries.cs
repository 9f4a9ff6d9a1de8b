using LaMo.Core;
using LaMo.MLNet.Schema;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.MLNet.Datasets;

/// <summary>The lengths and returns of a data view's episodes, and choices among them.</summary>
internal sealed class EpisodeSummaries
{
    private readonly IDataView _data;
    private readonly string _episodeIdColumnName;
    private readonly List<int> _lengths = [];
    private readonly List<double> _returns = [];

    private EpisodeSummaries(IDataView data, string episodeIdColumnName) => (_data, _episodeIdColumnName) = (data, episodeIdColumnName);

    /// <summary>The number of episodes.</summary>
    public int Count => _lengths.Count;

    /// <summary>Reads the data view through.</summary>
    /// <param name="data">Trajectories, an episode's rows contiguous.</param>
    /// <param name="episodeIdColumnName">The column that tells episodes apart.</param>
    /// <param name="rewardColumnName">The rewards; without them returns are 0.</param>
    public static EpisodeSummaries Read(IDataView data, string episodeIdColumnName, string? rewardColumnName = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        DataViewSchema.Column episodeId = ColumnRequirement.EpisodeId(episodeIdColumnName).Find(data.Schema);
        DataViewSchema.Column? reward = rewardColumnName is null ? null : ColumnRequirement.Scalar(rewardColumnName, NumberDataViewType.Single).Find(data.Schema);
        var summaries = new EpisodeSummaries(data, episodeIdColumnName);
        using DataViewRowCursor rows = data.GetRowCursor(reward is DataViewSchema.Column column ? [episodeId, column] : [episodeId]);
        EpisodeTracker episodes = EpisodeTracker.Create(rows, episodeId);
        ValueGetter<float>? getReward = reward is DataViewSchema.Column rewards ? rows.GetGetter<float>(rewards) : null;
        for (float value = 0; rows.MoveNext();)
        {
            if (episodes.BeginsEpisode())
            {
                summaries._lengths.Add(0);
                summaries._returns.Add(0);
            }
            getReward?.Invoke(ref value);
            if (!float.IsFinite(value))
                throw RowFault.At(rows, reward!.Value, $"is {value}; repair the row or remove its episode");
            summaries._lengths[^1]++;
            summaries._returns[^1] += value;
        }
        return summaries;
    }

    /// <summary>The data view with only the episodes chosen.</summary>
    public IDataView Keep(bool[] kept) => new EpisodeFilterView(_data, _episodeIdColumnName, episode => kept[episode]);

    /// <summary>Chooses episodes by chance.</summary>
    public bool[] Draw(int count, int seed)
    {
        var random = new SplitMix64(seed);
        bool[] drawn = new bool[Count];
        // Selection sampling (Knuth, The Art of Computer Programming, 3.4.2, algorithm S).
        for (int episode = 0; episode < Count; episode++)
            if (random.Next(Count - episode) < count)
            {
                drawn[episode] = true;
                count--;
            }
        return drawn;
    }

    /// <summary>Chooses the episodes with the best returns up to a fraction of the steps.</summary>
    public bool[] Best(double fraction)
    {
        long limit = (long)(_lengths.Sum(length => (long)length) * fraction), steps = 0;
        bool[] best = new bool[Count];
        foreach (int episode in Enumerable.Range(0, Count).OrderByDescending(episode => _returns[episode]))
        {
            steps += _lengths[episode];
            if (steps > limit && steps > _lengths[episode])
                break;
            best[episode] = true;
        }
        return best;
    }
}
