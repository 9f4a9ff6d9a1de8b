using Microsoft.ML;

namespace LaMo.MLNet.Schema;

/// <summary>Follows the episodes and timesteps of a cursor's rows, and checks that the rows of an episode are contiguous and in order.</summary>
internal sealed class StepOrder(DataViewRow row, DataViewSchema.Column episodeId, DataViewSchema.Column timestep)
{
    private readonly EpisodeTracker _episodes = EpisodeTracker.Create(row, episodeId);
    private readonly ValueGetter<int> _getTimestep = row.GetGetter<int>(timestep);
    private int _timestep;

    /// <summary>Whether the current row is the first of an episode.</summary>
    public bool BeginsEpisode { get; private set; }

    /// <summary>The current row's number within its episode.</summary>
    public int Timestep => _timestep;

    /// <summary>Looks at the row that the cursor has moved to.</summary>
    /// <exception cref="InvalidOperationException">It is out of order; the message names row and column.</exception>
    public void Check()
    {
        BeginsEpisode = _episodes.BeginsEpisode();
        int previous = BeginsEpisode ? -1 : _timestep;
        _getTimestep(ref _timestep);
        if (_timestep <= previous)
            throw RowFault.At(row, timestep, BeginsEpisode
                ? $"is {_timestep}; timesteps count from 0"
                : $"is {_timestep} after {previous}; the rows of an episode must be in order of their timesteps");
    }
}
