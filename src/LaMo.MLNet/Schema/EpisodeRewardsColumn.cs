using System.Runtime.InteropServices;
using Microsoft.ML;

namespace LaMo.MLNet.Schema;

/// <summary>What a function makes of the rewards of one episode at a time, computed when its first row is reached.</summary>
internal sealed class EpisodeRewardsColumn : AppendedColumns
{
    private readonly DataViewRowCursor _rows;
    private readonly EpisodeTracker _episodes;
    private readonly ValueGetter<float> _getReward;
    private readonly DataViewSchema.Column _reward;
    private readonly Action<Span<float>> _change;
    private readonly List<float> _episode = [];
    private int _step;
    private float? _nextReward;

    /// <param name="input">Trajectories, an episode's rows contiguous.</param>
    /// <param name="episodeId">The column that tells episodes apart.</param>
    /// <param name="reward">The rewards.</param>
    /// <param name="change">Replaces an episode's rewards by the column's values.</param>
    public EpisodeRewardsColumn(IDataView input, DataViewSchema.Column episodeId, DataViewSchema.Column reward, Action<Span<float>> change)
    {
        _rows = input.GetRowCursor([episodeId, reward]);
        _episodes = EpisodeTracker.Create(_rows, episodeId);
        _getReward = _rows.GetGetter<float>(reward);
        _reward = reward;
        _change = change;
        Getters = [(ValueGetter<float>)((ref float value) => value = _episode[_step])];
    }

    public override IReadOnlyList<Delegate> Getters { get; }

    public override void MoveNext()
    {
        if (++_step >= _episode.Count)
            ReadEpisode();
    }

    public override void Dispose() => _rows.Dispose();

    private void ReadEpisode()
    {
        _episode.Clear();
        _step = 0;
        if (_nextReward is float first)
            _episode.Add(first);
        _nextReward = null;
        while (_rows.MoveNext())
        {
            bool begins = _episodes.BeginsEpisode();
            float reward = ReadReward();
            if (begins && _episode.Count > 0)
            {
                _nextReward = reward;
                break;
            }
            _episode.Add(reward);
        }
        _change(CollectionsMarshal.AsSpan(_episode));
    }

    private float ReadReward()
    {
        float reward = 0;
        _getReward(ref reward);
        if (!float.IsFinite(reward))
            throw new InvalidOperationException($"Row {_rows.Position}: column '{_reward.Name}' is {reward}. Repair or remove the episode first.");
        return reward;
    }
}
