using System.Runtime.InteropServices;

using LaMo.MLNet.Schema;
using Microsoft.ML;

namespace LaMo.MLNet;

/// <summary>The returns-to-go of one episode at a time, computed when its first row is reached.</summary>
internal sealed class ReturnsToGoColumn : AppendedColumns
{
    private readonly DataViewRowCursor _rows;
    private readonly EpisodeTracker _episodes;
    private readonly ValueGetter<float> _getReward;
    private readonly ReturnsToGoOptions _options;
    private readonly List<float> _episode = [];
    private int _step;
    private float? _nextReward;

    public ReturnsToGoColumn(IDataView input, DataViewSchema.Column episodeId, DataViewSchema.Column reward, ReturnsToGoOptions options)
    {
        _rows = input.GetRowCursor([episodeId, reward]);
        _episodes = EpisodeTracker.Create(_rows, episodeId);
        _getReward = _rows.GetGetter<float>(reward);
        _options = options;
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
        Core.Trajectories.ReturnsToGo.Accumulate(CollectionsMarshal.AsSpan(_episode), _options.Scale, _options.Discount);
    }

    private float ReadReward()
    {
        float reward = 0;
        _getReward(ref reward);
        if (!float.IsFinite(reward))
            throw new InvalidOperationException($"Row {_rows.Position}: column '{_options.RewardColumnName}' is {reward}. Repair or remove the episode before computing returns-to-go.");
        return reward;
    }
}
