using LaMo.Core.Policies;
using LaMo.MLNet.Schema;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.MLNet.Policies;

/// <summary>A model's policy behind the row-to-row steps of its pipeline, which turn each observation into the state that the model was trained on.</summary>
internal sealed class PipelinePolicy : IOnlinePolicy
{
    private readonly IOnlinePolicy _policy;
    private readonly ObservationRow _observation;
    private readonly FeatureReader _reader;
    private readonly float[] _state;

    private PipelinePolicy(IOnlinePolicy policy, ObservationRow observation, FeatureReader reader, int stateSize)
    {
        _policy = policy;
        _observation = observation;
        _reader = reader;
        _state = new float[stateSize];
    }

    public static PipelinePolicy Create(ITransformer model, DataViewSchema inputSchema, int? samplingSeed)
    {
        ITransformer[] steps = [.. Flatten(model)];
        IPolicyTransformer policy = Single<IPolicyTransformer>(steps, _ => true, "policy model");

        ITransformer features = new TransformerChain<ITransformer>([.. steps.TakeWhile(step => step != policy).Where(step => step.IsRowToRowMapper)]);
        IRowToRowMapper mapper = features.GetRowToRowMapper(inputSchema);
        DataViewSchema.Column state = mapper.OutputSchema[policy.StateColumnName];
        DataViewSchema.Column[] sources = [.. mapper.GetDependencies([state])];
        if (sources is not [{ Type: VectorDataViewType { IsKnownSize: true, ItemType: NumberDataViewType itemType } } source]
            || !(itemType == NumberDataViewType.Single || itemType == NumberDataViewType.Byte))
            throw new ArgumentException(
                $"Column '{state.Name}' is made from {string.Join(", ", sources.Select(column => $"'{column.Name}' ({column.Type})"))}; a policy needs it to be made from one vector of Single or Byte, the observation.", nameof(model));

        var observation = new ObservationRow(inputSchema, source);
        DataViewRow row = mapper.GetRow(observation, [state]);
        return new PipelinePolicy(
            policy.CreatePolicy(steps, samplingSeed),
            observation,
            FeatureReader.Create(row, row.Schema[state.Index]),
            policy.StateSize);
    }

    public void Reset(float targetReturn) => _policy.Reset(targetReturn);

    public float[] Act(ReadOnlySpan<float> observation)
    {
        _observation.Set(observation);
        _reader.Read();
        _reader.CopyTo(_state);
        return _policy.Act(_state);
    }

    public void Observe(float reward) => _policy.Observe(reward);

    private static IEnumerable<ITransformer> Flatten(ITransformer model) =>
        model is IEnumerable<ITransformer> chain ? chain.SelectMany(Flatten) : [model];

    /// <summary>The one step of a pipeline that is sought.</summary>
    /// <exception cref="ArgumentException">There is none, or more than one.</exception>
    public static T Single<T>(IReadOnlyList<ITransformer> steps, Func<T, bool> matches, string what)
        where T : ITransformer
    {
        T[] found = [.. steps.OfType<T>().Where(matches)];
        return found.Length == 1 ? found[0] : throw new ArgumentException($"The pipeline has {found.Length} {what}s; a policy needs one.", nameof(steps));
    }
}
