using LaMo.Core;
using LaMo.MLNet.Schema;
using Microsoft.ML;

namespace LaMo.MLNet.Evaluation;

/// <summary>Deals the episodes of a data view out to folds, by chance and as evenly as can be.</summary>
internal sealed class EpisodeFolds
{
    private readonly IDataView _data;
    private readonly string _episodeIdColumnName;
    private readonly int[] _foldOfEpisode;

    /// <exception cref="ArgumentOutOfRangeException">There is no such column, or one of another type.</exception>
    /// <exception cref="InvalidOperationException">There are fewer episodes than folds, or an episode's rows are not contiguous.</exception>
    public EpisodeFolds(IDataView data, string episodeIdColumnName, int numberOfFolds, int seed)
    {
        (_data, _episodeIdColumnName) = (data, episodeIdColumnName);
        int episodes = CountEpisodes(data, ColumnRequirement.EpisodeId(episodeIdColumnName).Find(data.Schema));
        if (episodes < numberOfFolds)
            throw new InvalidOperationException($"The data has {episodes} episodes, too few for {numberOfFolds} folds.");
        _foldOfEpisode = [.. Enumerable.Range(0, episodes).Select(episode => episode % numberOfFolds)];
        Shuffle(_foldOfEpisode, new SplitMix64(seed));
    }

    /// <summary>All episodes but a fold's.</summary>
    public IDataView TrainSet(int fold) => new EpisodeFilterView(_data, _episodeIdColumnName, episode => _foldOfEpisode[episode] != fold);

    /// <summary>A fold's episodes.</summary>
    public IDataView TestSet(int fold) => new EpisodeFilterView(_data, _episodeIdColumnName, episode => _foldOfEpisode[episode] == fold);

    private static int CountEpisodes(IDataView data, DataViewSchema.Column episodeId)
    {
        using DataViewRowCursor rows = data.GetRowCursor([episodeId]);
        EpisodeTracker episodes = EpisodeTracker.Create(rows, episodeId);
        int count = 0;
        while (rows.MoveNext())
            count += episodes.BeginsEpisode() ? 1 : 0;
        return count;
    }

    private static void Shuffle(int[] values, SplitMix64 random)
    {
        for (int last = values.Length - 1; last > 0; last--)
        {
            int other = random.Next(last + 1);
            (values[last], values[other]) = (values[other], values[last]);
        }
    }
}
