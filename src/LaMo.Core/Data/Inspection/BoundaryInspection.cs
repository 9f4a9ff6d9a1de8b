namespace LaMo.Core.Data.Inspection;

/// <summary>
/// Looks for episode boundaries that are wrong. Distances between states are root mean squares of their differences in units of each dimension's standard
/// deviation. Inside an episode a state that lies where episodes start, reached by a jump as wide as those from one episode to the next, looks like a missed
/// boundary; a boundary across which the state moves no further than from step to step, to where
/// others do not start, looks like one too many.
/// </summary>
internal sealed class BoundaryInspection
{
    /// <summary>How many doubts are shown.</summary>
    public const int MostShown = 20;

    // How many of the start states' standard deviations a state may be away from their mean and still be called one.
    private const double StartWidth = 4;

    private readonly double[] _scales;
    private readonly double[] _startMeans;
    private readonly double[] _startWidths;
    private readonly float[] _previous;
    private readonly List<double> _stepDistances = [];
    private readonly List<(int Episode, long Step, double Distance, bool IsStart)> _boundaries = [];
    private readonly List<(int Episode, long Step, double Distance)> _starts = [];
    private readonly List<BoundaryDoubt> _doubts = [];
    private readonly SplitMix64 _random = new(0);
    private long _stepsSeen;
    private int _episode = -1;
    private int _timestep;
    private bool _ended;

    public BoundaryInspection(int stateSize, DimensionStatistics states, DimensionStatistics starts)
    {
        _previous = new float[stateSize];
        _scales = new double[stateSize];
        _startMeans = new double[stateSize];
        _startWidths = new double[stateSize];
        for (int i = 0; i < stateSize; i++)
        {
            double deviation = states.Deviation(i);
            _scales[i] = deviation > 0 ? 1 / deviation : 0;
            _startMeans[i] = starts.Mean(i);
            _startWidths[i] = StartWidth * starts.Deviation(i) + 1e-3 * deviation;
        }
    }

    /// <summary>Looks at the next step.</summary>
    public void Add(StepBlock block, int row, long step)
    {
        ReadOnlySpan<float> state = block.States.AsSpan(row * _previous.Length, _previous.Length);
        int episode = block.Episodes[row], timestep = block.Timesteps[row];
        bool begins = episode != _episode;
        double distance = step == 0 ? 0 : Distance(state);
        if (begins)
        {
            if (step > 0)
                _boundaries.Add((episode, step, distance, IsStart(state)));
            if (step > 0 && !_ended)
                _doubts.Add(new BoundaryDoubt(_episode, step - 1, "the episode ends neither terminal nor cut, though it is not the last"));
            if (step > 0 && _timestep == 0)
                _doubts.Add(new BoundaryDoubt(_episode, step - 1, "the episode has a single step"));
            if (timestep != 0)
                _doubts.Add(new BoundaryDoubt(episode, step, $"the episode begins with timestep {timestep}"));
        }
        else
        {
            if (_ended)
                _doubts.Add(new BoundaryDoubt(episode, step - 1, "the step is terminal or cut, and the episode goes on"));
            if (timestep != _timestep + 1)
                _doubts.Add(new BoundaryDoubt(episode, step, $"timestep {timestep} follows {_timestep}"));
            Sample(distance);
            if (IsStart(state) && !IsStart(_previous))
                _starts.Add((episode, step, distance));
        }
        state.CopyTo(_previous);
        (_episode, _timestep, _ended) = (episode, timestep, block.Terminals[row] || block.Timeouts[row]);
    }

    /// <summary>All doubts, in the order of the steps.</summary>
    public IReadOnlyList<BoundaryDoubt> Finish()
    {
        if (_stepDistances.Count > 0 && _boundaries.Count > 0)
        {
            double usual = Median(_stepDistances), boundary = Median([.. _boundaries.Select(place => place.Distance)]);
            foreach ((int episode, long step, double distance, bool isStart) in _boundaries)
                if (!isStart && distance <= 2 * usual && distance < boundary / 2)
                    _doubts.Add(new BoundaryDoubt(episode, step, "the episode begins where the one before ended: it seems to go on"));
            foreach ((int episode, long step, double distance) in _starts)
                if (distance > boundary / 2 && distance > 4 * usual)
                    _doubts.Add(new BoundaryDoubt(episode, step, "the state jumps to where episodes begin: a boundary seems to be missing"));
        }
        return [.. _doubts.OrderBy(doubt => doubt.Step)];
    }

    private double Distance(ReadOnlySpan<float> state)
    {
        double sum = 0;
        for (int i = 0; i < state.Length; i++)
        {
            double difference = (state[i] - _previous[i]) * _scales[i];
            if (double.IsFinite(difference))
                sum += difference * difference;
        }
        return Math.Sqrt(sum / state.Length);
    }

    private bool IsStart(ReadOnlySpan<float> state)
    {
        for (int i = 0; i < state.Length; i++)
            if (!(Math.Abs(state[i] - _startMeans[i]) <= _startWidths[i]))
                return false;
        return true;
    }

    /// <summary>Keeps a uniform sample of the distances (reservoir sampling).</summary>
    private void Sample(double distance)
    {
        const int Size = 10_000;
        _stepsSeen++;
        if (_stepDistances.Count < Size)
            _stepDistances.Add(distance);
        else if (_random.Next() % (ulong)_stepsSeen is < Size and ulong place)
            _stepDistances[(int)place] = distance;
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
