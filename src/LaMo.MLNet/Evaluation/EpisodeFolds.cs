using LaMo.Core;
using LaMo.MLNet.Datasets;
using Microsoft.ML;

namespace LaMo.MLNet.Evaluation;

/// <summary>Deals the episodes of a data view out to folds, by chance and as evenly as can be.</summary>
internal sealed class EpisodeFolds
{
    private readonly EpisodeSummaries _episodes;
    private readonly int[] _foldOfEpisode;

    /// <exception cref="ArgumentOutOfRangeException">There is no such column, or one of another type.</exception>
    /// <exception cref="InvalidOperationException">There are fewer episodes than folds, or an episode's rows are not contiguous.</exception>
    public EpisodeFolds(IDataView data, string episodeIdColumnName, int numberOfFolds, int seed)
    {
        _episodes = EpisodeSummaries.Read(data, episodeIdColumnName);
        if (_episodes.Count < numberOfFolds)
            throw new InvalidOperationException($"The data has {_episodes.Count} episodes, too few for {numberOfFolds} folds.");
        _foldOfEpisode = [.. Enumerable.Range(0, _episodes.Count).Select(episode => episode % numberOfFolds)];
        Shuffle(_foldOfEpisode, new SplitMix64(seed));
    }

    /// <summary>All episodes but a fold's.</summary>
    public IDataView TrainSet(int fold) => _episodes.Keep(Array.ConvertAll(_foldOfEpisode, other => other != fold));

    /// <summary>A fold's episodes.</summary>
    public IDataView TestSet(int fold) => _episodes.Keep(Array.ConvertAll(_foldOfEpisode, other => other == fold));

    private static void Shuffle(int[] values, SplitMix64 random)
    {
        for (int last = values.Length - 1; last > 0; last--)
        {
            int other = random.Next(last + 1);
            (values[last], values[other]) = (values[other], values[last]);
        }
    }
}
