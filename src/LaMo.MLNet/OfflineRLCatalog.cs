using LaMo.Core.Policies;
using LaMo.Core.Trajectories;
using LaMo.MLNet.Policies;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.MLNet;

/// <summary>What <c>mlContext.OfflineRL()</c> offers.</summary>
public sealed partial class OfflineRLCatalog
{
    private readonly MLContext _mlContext;

    internal OfflineRLCatalog(MLContext mlContext)
    {
        _mlContext = mlContext;
        Trainers = new OfflineRLTrainers(mlContext);
    }

    /// <summary>The trainers.</summary>
    public OfflineRLTrainers Trainers { get; }

    /// <summary>Gives steps as a data view with the columns <c>EpisodeId, Timestep, State, Action, Reward, Terminal, Timeout</c>, read lazily.</summary>
    /// <param name="steps">The steps, an episode's contiguous and in order.</param>
    /// <param name="stateSize">The number of values of a state.</param>
    /// <param name="actionSize">The number of values of an action.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive.</exception>
    public IDataView LoadFromSteps(IEnumerable<Step> steps, int stateSize, int actionSize)
    {
        ArgumentNullException.ThrowIfNull(steps);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stateSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(actionSize);
        SchemaDefinition schema = SchemaDefinition.Create(typeof(Step));
        schema[nameof(Step.State)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, stateSize);
        schema[nameof(Step.Action)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, actionSize);
        return _mlContext.Data.LoadFromEnumerable(steps, schema);
    }

    /// <summary>
    /// Makes a policy from a whole fitted pipeline that acts one step at a time on observations as the task gives them: the pipeline's row-to-row steps
    /// (normalisers, concatenations, …) make the state, its returns-to-go step gives the scale of the target return, its LaMo model acts.
    /// </summary>
    /// <param name="model">A fitted pipeline with one LaMo model; it must outlive the policy.</param>
    /// <param name="inputSchema">The schema of the pipeline's input.</param>
    /// <returns>A policy for one running episode at a time.</returns>
    /// <exception cref="ArgumentException">The pipeline has no LaMo model or no returns-to-go for it, or the state is made from more than one column of the input.</exception>
    public IOnlinePolicy CreatePolicy(ITransformer model, DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(inputSchema);
        return PipelinePolicy.Create(model, inputSchema);
    }
}
