namespace LaMo.Core.Evaluation.OffPolicy;

/// <summary>
/// Fitted Q evaluation with a value that is linear in features, Q(s, a) = w phi(s, a): regressing r + gamma E Q(s', a'), a' ~ pi, on phi(s, a) again and again
/// (Le, Voloshin and Yue, "Batch policy learning under constraints", ICML 2019, algorithm 3) ends where
/// sum of phi (phi - gamma E phi')^T w = sum of phi r, which is solved at once (Duan, Jia and Wang, ICML 2020, section 3). One-hot states make it tabular.
/// </summary>
public sealed class LinearFittedQ : IOffPolicyEstimator
{
    /// <summary>The largest number of features: a resample is a system of as many equations.</summary>
    public const int MaxFeatures = 512;

    // Keeps the system regular where features depend on one another or never occur.
    private const double Ridge = 1e-6;
    private const int Iterations = 200;

    private readonly LoggedEpisodes _episodes;
    private readonly int _size;
    private readonly double[] _features;
    private readonly double[] _policyFeatures;
    private readonly double _ridge;
    private readonly double[] _covariance;
    // Of each episode: the sum of phi (phi - gamma E phi')^T, and the sum of phi r.
    private readonly double[][] _matrices;
    private readonly double[][] _vectors;

    /// <summary>Prepares the estimate with the features of a linear function of the state for each discrete action, or of one of state and action.</summary>
    /// <param name="data">The episodes and the policy's actions.</param>
    /// <exception cref="ArgumentException">There are more features than <see cref="MaxFeatures"/>.</exception>
    public LinearFittedQ(OffPolicyData data)
    {
        _episodes = data.Episodes;
        _size = data.IsDiscrete ? data.ActionSize * (data.StateSize + 1) : 1 + data.StateSize + data.ActionSize;
        if (_size > MaxFeatures)
            throw new ArgumentException($"A linear value would have {_size} features, more than {MaxFeatures}; fit a network instead.", nameof(data));
        _features = Features(data, data.Action);
        _policyFeatures = Features(data, data.PolicyAction);

        _covariance = new double[_size * _size];
        _matrices = new double[_episodes.Count][];
        _vectors = new double[_episodes.Count][];
        for (int episode = 0; episode < _episodes.Count; episode++)
            AddUp(episode);
        _ridge = Ridge * Enumerable.Range(0, _size).Average(i => _covariance[i * _size + i]) + double.Epsilon;
    }

    private delegate ReadOnlySpan<float> ActionOfStep(int step);

    /// <inheritdoc/>
    public double Estimate(ReadOnlySpan<int> counts)
    {
        double[] weights = Fit(counts);
        double sum = 0;
        int count = 0;
        for (int episode = 0; episode < counts.Length; episode++)
            if (counts[episode] > 0)
            {
                sum += counts[episode] * Value(weights, _policyFeatures, _episodes.Start(episode));
                count += counts[episode];
            }
        return sum / count;
    }

    /// <summary>The values fitted to all episodes.</summary>
    public ActionValues Values()
    {
        int[] once = new int[_episodes.Count];
        Array.Fill(once, 1);
        double[] weights = Fit(once);
        return new ActionValues(
            [.. Enumerable.Range(0, _episodes.StepCount).Select(step => Value(weights, _features, step))],
            [.. Enumerable.Range(0, _episodes.StepCount).Select(step => Value(weights, _policyFeatures, step))]);
    }

    /// <summary>The factor by which one regression after another shrinks the distance to the fixed point; from 1 on, fitted Q iteration diverges and the fixed point means nothing.</summary>
    public double SpectralRadius()
    {
        double[,] covariance = new double[_size, _size], step = new double[_size, _size];
        for (int row = 0; row < _size; row++)
            for (int column = 0; column < _size; column++)
            {
                int at = row * _size + column;
                step[row, column] = _covariance[at] - _matrices.Sum(matrix => matrix[at]);
                covariance[row, column] = _covariance[at] + (row == column ? _ridge : 0);
            }
        if (!LinearSystem.Solve(covariance, step))
            return double.NaN;

        double[] vector = new double[_size];
        Array.Fill(vector, 1);
        double logGrowth = 0;
        for (int iteration = 0; iteration < Iterations; iteration++)
        {
            double[] next = new double[_size];
            for (int row = 0; row < _size; row++)
                for (int column = 0; column < _size; column++)
                    next[row] += step[row, column] * vector[column];
            double norm = Math.Sqrt(next.Sum(value => value * value));
            if (norm == 0)
                return 0;
            vector = [.. next.Select(value => value / norm)];
            logGrowth += iteration >= Iterations / 2 ? Math.Log(norm) : 0;
        }
        return Math.Exp(logGrowth / (Iterations / 2));
    }

    private double[] Features(OffPolicyData data, ActionOfStep actionOfStep)
    {
        double[] features = new double[data.Episodes.StepCount * _size];
        for (int step = 0; step < data.Episodes.StepCount; step++)
        {
            Span<double> row = features.AsSpan(step * _size, _size);
            ReadOnlySpan<float> state = data.State(step), action = actionOfStep(step);
            int blocks = data.IsDiscrete ? data.ActionSize : 1;
            for (int block = 0; block < blocks; block++)
            {
                double factor = data.IsDiscrete ? action[block] : 1;
                int first = block * (data.StateSize + 1);
                row[first] = factor;
                for (int i = 0; i < state.Length; i++)
                    row[first + 1 + i] = factor * state[i];
            }
            for (int i = 0; !data.IsDiscrete && i < action.Length; i++)
                row[1 + state.Length + i] = action[i];
        }
        return features;
    }

    private void AddUp(int episode)
    {
        double[] matrix = _matrices[episode] = new double[_size * _size], vector = _vectors[episode] = new double[_size];
        int last = _episodes.End(episode) - 1;
        for (int step = _episodes.Start(episode); step <= last; step++)
        {
            // What followed the last step of an episode that was cut is not known.
            if (step == last && _episodes.IsCut(episode))
                break;
            ReadOnlySpan<double> features = _features.AsSpan(step * _size, _size);
            ReadOnlySpan<double> next = step < last ? _policyFeatures.AsSpan((step + 1) * _size, _size) : [];
            for (int i = 0; i < _size; i++)
            {
                if (features[i] == 0)
                    continue;
                vector[i] += features[i] * _episodes.Rewards[step];
                for (int j = 0; j < _size; j++)
                {
                    double product = features[i] * features[j];
                    _covariance[i * _size + j] += product;
                    matrix[i * _size + j] += product - (next.IsEmpty ? 0 : features[i] * _episodes.Discount * next[j]);
                }
            }
        }
    }

    private double[] Fit(ReadOnlySpan<int> counts)
    {
        double[,] matrix = new double[_size, _size], weights = new double[_size, 1];
        for (int i = 0; i < _size; i++)
            matrix[i, i] = _ridge;
        for (int episode = 0; episode < counts.Length; episode++)
        {
            int count = counts[episode];
            if (count == 0)
                continue;
            for (int i = 0; i < _size; i++)
            {
                weights[i, 0] += count * _vectors[episode][i];
                for (int j = 0; j < _size; j++)
                    matrix[i, j] += count * _matrices[episode][i * _size + j];
            }
        }
        bool regular = LinearSystem.Solve(matrix, weights);
        return [.. Enumerable.Range(0, _size).Select(i => regular ? weights[i, 0] : double.NaN)];
    }

    private double Value(double[] weights, double[] features, int step)
    {
        double value = 0;
        for (int i = 0; i < _size; i++)
            value += weights[i] * features[step * _size + i];
        return value;
    }
}
