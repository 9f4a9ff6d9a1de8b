using System.Runtime.CompilerServices;
using LaMo.MLNet.Datasets;
using LaMo.MLNet.Schema;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.MLNet;

public sealed partial class OfflineRLCatalog
{
    /// <summary>A random sample of whole episodes, in their order: the low-data experiments of LaMo (arXiv 2310.20587).</summary>
    /// <param name="data">Trajectories, one row per step, an episode's rows contiguous and in order.</param>
    /// <param name="fraction">How many of the n episodes to keep, in (0, 1]: floor(n * fraction).</param>
    /// <param name="seed">What the sample follows from. The default value is <see langword="null"/>: a number that follows from the context's seed.</param>
    /// <param name="episodeIdColumnName">The column that tells episodes apart, a key, an integer or text. The default value is <c>EpisodeId</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is outside its range, or there is no such column.</exception>
    /// <exception cref="InvalidOperationException">No episode would be left, or an episode's rows are not contiguous.</exception>
    public IDataView SampleEpisodes(IDataView data, double fraction, int? seed = null, string episodeIdColumnName = "EpisodeId")
    {
        CheckFraction(fraction, fraction is > 0 and <= 1);
        EpisodeSummaries episodes = EpisodeSummaries.Read(data, episodeIdColumnName);
        int count = (int)(episodes.Count * fraction);
        if (count == 0)
            throw new InvalidOperationException($"A fraction of {fraction} leaves none of {episodes.Count} episodes.");
        return episodes.Keep(episodes.Draw(count, seed ?? DrawSeed(nameof(SampleEpisodes))));
    }

    /// <summary>The episodes with the best returns, in their order, up to a fraction of the steps: what %BC learns from (Decision Transformer, arXiv 2106.01345, section 5.1).</summary>
    /// <param name="data">Trajectories, one row per step, an episode's rows contiguous and in order.</param>
    /// <param name="fraction">The fraction of the steps, in (0, 1]. From the best down, episodes are taken while they fit; the best one always is.</param>
    /// <param name="rewardColumnName">The rewards, a Single. The default value is <c>Reward</c>.</param>
    /// <param name="episodeIdColumnName">The column that tells episodes apart. The default value is <c>EpisodeId</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is outside its range, or a column is missing or has another type.</exception>
    /// <exception cref="InvalidOperationException">A reward is not finite, or an episode's rows are not contiguous.</exception>
    public IDataView FilterEpisodesByReturn(IDataView data, double fraction, string rewardColumnName = "Reward", string episodeIdColumnName = "EpisodeId")
    {
        CheckFraction(fraction, fraction is > 0 and <= 1);
        EpisodeSummaries episodes = EpisodeSummaries.Read(data, episodeIdColumnName, rewardColumnName);
        return episodes.Keep(episodes.Best(fraction));
    }

    /// <summary>Splits a dataset by whole episodes, drawn by chance.</summary>
    /// <param name="data">Trajectories, one row per step, an episode's rows contiguous and in order.</param>
    /// <param name="testFraction">The fraction of the episodes in the test set, in (0, 1); at least one is in each set. The default value is 0.1.</param>
    /// <param name="seed">What the split follows from. The default value is <see langword="null"/>: a number that follows from the context's seed.</param>
    /// <param name="episodeIdColumnName">The column that tells episodes apart. The default value is <c>EpisodeId</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is outside its range, or there is no such column.</exception>
    /// <exception cref="InvalidOperationException">There are fewer than two episodes, or an episode's rows are not contiguous.</exception>
    public (IDataView TrainSet, IDataView TestSet) TrainTestSplit(IDataView data, double testFraction = 0.1, int? seed = null, string episodeIdColumnName = "EpisodeId")
    {
        CheckFraction(testFraction, testFraction is > 0 and < 1);
        EpisodeSummaries episodes = EpisodeSummaries.Read(data, episodeIdColumnName);
        if (episodes.Count < 2)
            throw new InvalidOperationException("There is only one episode; a split needs two.");
        int count = Math.Clamp((int)Math.Round(episodes.Count * testFraction), 1, episodes.Count - 1);
        bool[] isTest = episodes.Draw(count, seed ?? DrawSeed(nameof(TrainTestSplit)));
        return (episodes.Keep(Array.ConvertAll(isTest, kept => !kept)), episodes.Keep(isTest));
    }

    /// <summary>Moves all rewards of an episode to its last step: the delayed rewards of Decision Transformer (arXiv 2106.01345, section 5.4).</summary>
    /// <param name="data">Trajectories, one row per step, an episode's rows contiguous and in order.</param>
    /// <param name="rewardColumnName">The rewards, a Single; the column is replaced. The default value is <c>Reward</c>.</param>
    /// <param name="episodeIdColumnName">The column that tells episodes apart. The default value is <c>EpisodeId</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or has another type.</exception>
    public IDataView DelayRewards(IDataView data, string rewardColumnName = "Reward", string episodeIdColumnName = "EpisodeId") =>
        ChangeRewards(data, rewardColumnName, episodeIdColumnName, rewards =>
        {
            double sum = 0;
            foreach (float reward in rewards)
                sum += reward;
            rewards.Clear();
            rewards[^1] = (float)sum;
        });

    /// <summary>Multiplies rewards by a factor and adds a number to each.</summary>
    /// <param name="data">Trajectories, one row per step, an episode's rows contiguous and in order.</param>
    /// <param name="scale">The factor.</param>
    /// <param name="offset">What is added after that. The default value is 0.</param>
    /// <param name="rewardColumnName">The rewards, a Single; the column is replaced. The default value is <c>Reward</c>.</param>
    /// <param name="episodeIdColumnName">The column that tells episodes apart. The default value is <c>EpisodeId</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite, or a column is missing or has another type.</exception>
    public IDataView ScaleRewards(IDataView data, float scale, float offset = 0, string rewardColumnName = "Reward", string episodeIdColumnName = "EpisodeId")
    {
        if (!float.IsFinite(scale) || !float.IsFinite(offset))
            throw new ArgumentOutOfRangeException(nameof(scale), scale, "Scale and offset must be finite.");
        return ChangeRewards(data, rewardColumnName, episodeIdColumnName, rewards =>
        {
            foreach (ref float reward in rewards)
                reward = reward * scale + offset;
        });
    }

    /// <summary>Datasets one after the other. Their episodes are told apart anew by an Int32 that counts from 0.</summary>
    /// <param name="datasets">The datasets, with columns of the same names and types; only those that tell episodes apart may differ.</param>
    /// <exception cref="ArgumentException">There is no dataset.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or has another type than in the first dataset.</exception>
    public IDataView ConcatenateEpisodes(params IReadOnlyList<IDataView> datasets)
    {
        ArgumentNullException.ThrowIfNull(datasets);
        return datasets.Count > 0 ? new ConcatenatedView(datasets) : throw new ArgumentException("There is no dataset.", nameof(datasets));
    }

    /// <summary>
    /// Replaces each state by the last states, the oldest first, its own last; where the episode has no more before, its first state is repeated. Images are stacked
    /// frame behind frame.
    /// </summary>
    /// <param name="data">Trajectories, one row per step, an episode's rows contiguous and in order.</param>
    /// <param name="count">How many states, at least 1.</param>
    /// <param name="stateColumnName">The states: a vector of Single or Byte, an image with its dimensions; the column is replaced. The default value is <c>State</c>.</param>
    /// <param name="episodeIdColumnName">The column that tells episodes apart. The default value is <c>EpisodeId</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is not positive, or a column is missing or has another type.</exception>
    public IDataView StackFrames(IDataView data, int count, string stateColumnName = "State", string episodeIdColumnName = "EpisodeId")
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return StackedStates.Append(data, count, ColumnRequirement.NumberVector(stateColumnName).Find(data.Schema), ColumnRequirement.EpisodeId(episodeIdColumnName).Find(data.Schema));
    }

    private static AppendedColumnsView ChangeRewards(IDataView data, string rewardColumnName, string episodeIdColumnName, Action<Span<float>> change)
    {
        ArgumentNullException.ThrowIfNull(data);
        DataViewSchema.Column reward = ColumnRequirement.Scalar(rewardColumnName, NumberDataViewType.Single).Find(data.Schema);
        DataViewSchema.Column episodeId = ColumnRequirement.EpisodeId(episodeIdColumnName).Find(data.Schema);
        DataViewSchema schema = AppendedColumnsView.Append(data.Schema, new DataViewSchema.DetachedColumn(rewardColumnName, NumberDataViewType.Single));
        return new AppendedColumnsView(data, schema, view => new EpisodeRewardsColumn(view, episodeId, reward, change));
    }

    private static void CheckFraction(double fraction, bool isValid, [CallerArgumentExpression(nameof(fraction))] string? name = null)
    {
        if (!isValid)
            throw new ArgumentOutOfRangeException(name, fraction, "The fraction must lie between 0 and 1.");
    }
}
