using LaMo.Core.Evaluation.OffPolicy;
using LaMo.MLNet.Schema;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.MLNet.Evaluation;

/// <summary>Reads scored trajectories, in one pass, as what off-policy estimates need.</summary>
internal sealed class OffPolicyReader
{
    private readonly IDataView _data;
    private readonly OffPolicyOptions _options;
    private readonly DataViewSchema.Column _episodeId;
    private readonly DataViewSchema.Column _timestep;
    private readonly DataViewSchema.Column _state;
    private readonly DataViewSchema.Column _action;
    private readonly DataViewSchema.Column _policyAction;
    private readonly DataViewSchema.Column _reward;
    private readonly DataViewSchema.Column _terminal;
    private readonly DataViewSchema.Column? _probability;
    private readonly bool _isDiscrete;
    private readonly int _stateSize;
    private readonly int _actionSize;

    /// <exception cref="ArgumentOutOfRangeException">A column is missing or has another type.</exception>
    public OffPolicyReader(IDataView data, OffPolicyOptions options)
    {
        (_data, _options) = (data, options);
        DataViewSchema schema = data.Schema;
        _episodeId = ColumnRequirement.EpisodeId(options.EpisodeIdColumnName).Find(schema);
        _timestep = ColumnRequirement.Scalar(options.TimestepColumnName, NumberDataViewType.Int32).Find(schema);
        _state = ColumnRequirement.SingleVector(options.StateColumnName).Find(schema);
        _action = ColumnRequirement.Action(options.ActionColumnName).Find(schema);
        _reward = ColumnRequirement.Scalar(options.RewardColumnName, NumberDataViewType.Single).Find(schema);
        _terminal = ColumnRequirement.Scalar(options.TerminalColumnName, BooleanDataViewType.Instance).Find(schema);
        _probability = options.BehaviourProbabilityColumnName is string name ? ColumnRequirement.Scalar(name, NumberDataViewType.Single).Find(schema) : null;
        _stateSize = ((VectorDataViewType)_state.Type).Size;
        _isDiscrete = _action.Type is KeyDataViewType;
        _actionSize = _action.Type is KeyDataViewType key ? (int)key.Count : ((VectorDataViewType)_action.Type).Size;
        _policyAction = _isDiscrete
            ? ColumnRequirement.SingleVector(options.ScoreColumnName).Find(schema, new VectorDataViewType(NumberDataViewType.Single, _actionSize))
            : ColumnRequirement.SingleVector(options.PredictedActionColumnName).Find(schema, _action.Type);
    }

    /// <exception cref="InvalidOperationException">There is no row, or a row is faulty; the message names row and column.</exception>
    public OffPolicyData Read()
    {
        using DataViewRowCursor rows = _data.GetRowCursor([_episodeId, _timestep, _state, _action, _policyAction, _reward, _terminal, .. _probability is DataViewSchema.Column column ? [column] : Array.Empty<DataViewSchema.Column>()]);
        EpisodeTracker episodes = EpisodeTracker.Create(rows, _episodeId);
        ValueGetter<int> getTimestep = rows.GetGetter<int>(_timestep);
        ValueGetter<float> getReward = rows.GetGetter<float>(_reward);
        ValueGetter<bool> getTerminal = rows.GetGetter<bool>(_terminal);
        ValueGetter<float>? getProbability = _probability is DataViewSchema.Column logged ? rows.GetGetter<float>(logged) : null;
        Action<float[]> readState = VectorReader(rows, _state), readPolicyAction = VectorReader(rows, _policyAction), readAction = _isDiscrete ? OneHotReader(rows) : VectorReader(rows, _action);
        List<int> lengths = [];
        List<bool> isCut = [];
        List<float> states = [], actions = [], policyActions = [], rewards = [];
        List<double> probabilities = [];
        float[] state = new float[_stateSize], action = new float[_actionSize];
        int timestep = 0;
        while (rows.MoveNext())
        {
            int previous = timestep;
            getTimestep(ref timestep);
            if (episodes.BeginsEpisode())
            {
                lengths.Add(0);
                isCut.Add(true);
            }
            else if (!isCut[^1])
                throw RowFault.At(rows, _terminal, "was true at the row before, but its episode goes on");
            else if (timestep <= previous)
                throw RowFault.At(rows, _timestep, $"is {timestep} after {previous}; the rows of an episode must be in order of their timesteps");
            lengths[^1]++;

            bool terminal = false;
            getTerminal(ref terminal);
            isCut[^1] = !terminal;
            float reward = 0;
            getReward(ref reward);
            RowFault.ThrowIfNotFinite(rows, _reward, [reward]);
            rewards.Add(reward);
            readState(state);
            states.AddRange(state);
            readAction(action);
            actions.AddRange(action);
            readPolicyAction(action);
            if (_isDiscrete)
                ToProbabilities(rows, action);
            policyActions.AddRange(action);
            if (getProbability is not null)
                probabilities.Add(ReadLogProbability(rows, getProbability));
        }
        if (lengths.Count == 0)
            throw new InvalidOperationException("There is no row to evaluate.");
        return new OffPolicyData
        {
            Episodes = new LoggedEpisodes(lengths, isCut, rewards, _options.Discount),
            StateSize = _stateSize,
            States = [.. states],
            IsDiscrete = _isDiscrete,
            ActionSize = _actionSize,
            Actions = [.. actions],
            PolicyActions = [.. policyActions],
            PolicyStandardDeviation = _isDiscrete ? null : _options.PolicyStandardDeviation,
            BehaviourLogProbabilities = getProbability is null ? null : [.. probabilities],
        };
    }

    private double ReadLogProbability(DataViewRowCursor rows, ValueGetter<float> getProbability)
    {
        float probability = 0;
        getProbability(ref probability);
        if (!float.IsNaN(probability) && !(probability > 0 && float.IsFinite(probability) && (!_isDiscrete || probability <= 1)))
            throw RowFault.At(rows, _probability!.Value, $"is {probability}, with which the logged action cannot have been chosen");
        return Math.Log(probability);
    }

    private void ToProbabilities(DataViewRowCursor rows, float[] score)
    {
        RowFault.ThrowIfNotProbabilities(rows, _policyAction, score);
        if (!_options.TakesMostProbableAction)
            return;
        int best = score.AsSpan().IndexOf(score.Max());
        Array.Clear(score);
        score[best] = 1;
    }

    private Action<float[]> OneHotReader(DataViewRowCursor rows)
    {
        Func<int> getIndex = ActionIndex.Getter(rows, _action);
        return values =>
        {
            Array.Clear(values);
            values[getIndex()] = 1;
        };
    }

    private static Action<float[]> VectorReader(DataViewRowCursor rows, DataViewSchema.Column column)
    {
        ValueGetter<VBuffer<float>> get = rows.GetGetter<VBuffer<float>>(column);
        VBuffer<float> buffer = default;
        return values =>
        {
            get(ref buffer);
            buffer.CopyTo(values);
            RowFault.ThrowIfNotFinite(rows, column, values);
        };
    }
}
