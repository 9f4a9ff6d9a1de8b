namespace LaMo.Core.Data.Text;

/// <summary>Follows rows and finds episodes in pieces and steps out of order.</summary>
internal sealed class EpisodeOrder
{
    private readonly HashSet<string> _seen = [];
    private string? _current;
    private int _timestep;

    public int EpisodeCount => _seen.Count;

    /// <summary>Looks at the next row.</summary>
    /// <returns>The column that is at fault and what is wrong with it; <see langword="null"/> if nothing is.</returns>
    public (string Column, string What)? Follow(string episodeId, int timestep)
    {
        int previous = _timestep;
        _timestep = timestep;
        if (episodeId == _current)
            return timestep > previous ? null : ("Timestep", $"{timestep} follows {previous}; the rows of an episode must be in order");
        _current = episodeId;
        if (!_seen.Add(episodeId))
            return ("EpisodeId", $"episode '{episodeId}' goes on after another one began; the rows of an episode must be contiguous");
        return timestep >= 0 ? null : ("Timestep", $"{timestep} is negative");
    }
}
