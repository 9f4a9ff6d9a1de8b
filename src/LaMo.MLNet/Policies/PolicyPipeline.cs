using LaMo.MLNet.Schema;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.MLNet.Policies;

/// <summary>A fitted pipeline taken apart for acting: the row-to-row steps that turn an observation into the state that the model was trained on, and the model.</summary>
internal sealed class PolicyPipeline
{
    private readonly ObservationRow _observation;
    private readonly FeatureReader _reader;

    private PolicyPipeline(IReadOnlyList<ITransformer> steps, IPolicyTransformer model, ObservationRow observation, FeatureReader reader)
    {
        Steps = steps;
        Model = model;
        _observation = observation;
        _reader = reader;
    }

    /// <summary>All steps, the model among them.</summary>
    public IReadOnlyList<ITransformer> Steps { get; }

    /// <summary>The model that acts.</summary>
    public IPolicyTransformer Model { get; }

    /// <exception cref="ArgumentException">The pipeline has no model that acts, or the state is made from more than one column of the input.</exception>
    public static PolicyPipeline Of(ITransformer model, DataViewSchema inputSchema)
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
        return new PolicyPipeline(steps, policy, observation, FeatureReader.Create(row, row.Schema[state.Index]));
    }

    /// <summary>The one step of a pipeline that is sought.</summary>
    /// <exception cref="ArgumentException">There is none, or more than one.</exception>
    public static T Single<T>(IReadOnlyList<ITransformer> steps, Func<T, bool> matches, string what)
        where T : ITransformer
    {
        T[] found = [.. steps.OfType<T>().Where(matches)];
        return found.Length == 1 ? found[0] : throw new ArgumentException($"The pipeline has {found.Length} {what}s; a policy needs one.", nameof(steps));
    }

    /// <summary>Makes a state.</summary>
    /// <param name="observation">The observation as the task gives it.</param>
    /// <param name="state">Where to write the state, of the model's size.</param>
    /// <exception cref="ArgumentException">The observation has another size, or a value that is not finite or, where the column has bytes, none.</exception>
    public void Transform(ReadOnlySpan<float> observation, float[] state)
    {
        _observation.Set(observation);
        _reader.Read();
        _reader.CopyTo(state);
    }

    private static IEnumerable<ITransformer> Flatten(ITransformer model) =>
        model is IEnumerable<ITransformer> chain ? chain.SelectMany(Flatten) : [model];
}
