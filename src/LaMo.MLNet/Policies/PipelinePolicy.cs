using LaMo.Core.Policies;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.MLNet.Policies;

/// <summary>A model's policy behind the row-to-row steps of its pipeline, which turn each observation into the state that the model was trained on.</summary>
internal sealed class PipelinePolicy : IOnlinePolicy
{
    private readonly IOnlinePolicy _policy;
    private readonly ObservationRow _observation;
    private readonly ValueGetter<VBuffer<float>> _getState;
    private readonly float[] _state;
    private VBuffer<float> _buffer;

    private PipelinePolicy(IOnlinePolicy policy, ObservationRow observation, ValueGetter<VBuffer<float>> getState, int stateSize)
    {
        _policy = policy;
        _observation = observation;
        _getState = getState;
        _state = new float[stateSize];
    }

    public static PipelinePolicy Create(ITransformer model, DataViewSchema inputSchema)
    {
        ITransformer[] steps = [.. Flatten(model)];
        LaMoTransformer lamo = Single<LaMoTransformer>(steps, _ => true, "LaMo model");
        ReturnsToGoTransformer returnsToGo = Single<ReturnsToGoTransformer>(
            steps, step => step.OutputColumnName == lamo.Config.ReturnToGoColumnName, $"returns-to-go step for column '{lamo.Config.ReturnToGoColumnName}'");

        ITransformer features = new TransformerChain<ITransformer>([.. steps.TakeWhile(step => step != lamo).Where(step => step.IsRowToRowMapper)]);
        IRowToRowMapper mapper = features.GetRowToRowMapper(inputSchema);
        DataViewSchema.Column state = mapper.OutputSchema[lamo.Config.StateColumnName];
        DataViewSchema.Column[] sources = [.. mapper.GetDependencies([state])];
        if (sources is not [{ Type: VectorDataViewType { IsKnownSize: true, ItemType: NumberDataViewType itemType } } source] || itemType != NumberDataViewType.Single)
            throw new ArgumentException(
                $"Column '{state.Name}' is made from {string.Join(", ", sources.Select(column => $"'{column.Name}' ({column.Type})"))}; a policy needs it to be made from one vector of Single, the observation.", nameof(model));

        var observation = new ObservationRow(inputSchema, source);
        DataViewRow row = mapper.GetRow(observation, [state]);
        return new PipelinePolicy(
            lamo.CreatePolicy(returnsToGo.Scale, returnsToGo.Discount),
            observation,
            row.GetGetter<VBuffer<float>>(row.Schema[state.Index]),
            lamo.Config.Network.StateSize);
    }

    public void Reset(float targetReturn) => _policy.Reset(targetReturn);

    public float[] Act(ReadOnlySpan<float> observation)
    {
        if (observation.Length != _observation.ObservationSize)
            throw new ArgumentException($"The observation has {observation.Length} values, expected {_observation.ObservationSize}.", nameof(observation));
        _observation.Set(observation);
        _getState(ref _buffer);
        _buffer.CopyTo(_state);
        return _policy.Act(_state);
    }

    public void Observe(float reward) => _policy.Observe(reward);

    private static IEnumerable<ITransformer> Flatten(ITransformer model) =>
        model is IEnumerable<ITransformer> chain ? chain.SelectMany(Flatten) : [model];

    private static T Single<T>(ITransformer[] steps, Func<T, bool> matches, string what)
        where T : ITransformer
    {
        T[] found = [.. steps.OfType<T>().Where(matches)];
        return found.Length == 1 ? found[0] : throw new ArgumentException($"The pipeline has {found.Length} {what}s; a policy needs one.", nameof(steps));
    }
}
