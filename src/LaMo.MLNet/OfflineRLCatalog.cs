using LaMo.Core.Policies;
using LaMo.Core.Trajectories;
using LaMo.MLNet.Policies;
using LaMo.MLNet.Schema;
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
    /// <param name="actionSize">The number of values of an action, 1 for a discrete one.</param>
    /// <param name="actionCount">The number of discrete actions: the action column is then a key, of which <see cref="Step.Action"/> is the number from 0. The default value is 0, for continuous actions.</param>
    /// <param name="image">The shape of states that are images. The default value is <see langword="null"/>, for vectors.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive or does not fit the others.</exception>
    /// <remarks>Reading rows throws <see cref="InvalidOperationException"/> if a discrete action is none of them or a pixel no byte; the message names the step.</remarks>
    public IDataView LoadFromSteps(IEnumerable<Step> steps, int stateSize, int actionSize, int actionCount = 0, ImageShape? image = null)
    {
        ArgumentNullException.ThrowIfNull(steps);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stateSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(actionSize);
        ArgumentOutOfRangeException.ThrowIfNegative(actionCount);
        if (actionCount > 0)
            ArgumentOutOfRangeException.ThrowIfNotEqual(actionSize, 1);
        if (image is not null)
            ArgumentOutOfRangeException.ThrowIfNotEqual(stateSize, image.Size);

        var shape = new StepShape(stateSize, image, actionSize, actionCount);
        uint ActionNumber(Step step) => StepRow.ActionNumber(step, actionCount);
        return (actionCount > 0, image is { IsBytes: true }) switch
        {
            (false, false) => Load(steps, shape),
            (true, false) => Load(steps.Select(step => StepRow.Of(step, static step => step.State, ActionNumber)), shape),
            (false, true) => Load(steps.Select(step => StepRow.Of(step, StepRow.Pixels, static step => step.Action)), shape),
            (true, true) => Load(steps.Select(step => StepRow.Of(step, StepRow.Pixels, ActionNumber)), shape),
        };
    }

    /// <summary>
    /// Makes a policy from a whole fitted pipeline that acts one step at a time on observations as the task gives them: the pipeline's row-to-row steps
    /// (normalisers, concatenations, …) make the state, its model acts; if that is a LaMo model, the pipeline's returns-to-go step gives the scale of the target return.
    /// </summary>
    /// <param name="model">A fitted pipeline with one model that acts; it must outlive the policy.</param>
    /// <param name="inputSchema">The schema of the pipeline's input.</param>
    /// <param name="samplingSeed">What discrete actions are drawn by from their probabilities. The default value is <see langword="null"/>: the most probable action is taken.</param>
    /// <returns>A policy for one running episode at a time; its discrete actions are numbers from 0, the key less 1.</returns>
    /// <exception cref="ArgumentException">The pipeline has no model that acts, or no returns-to-go for a LaMo model, or the state is made from more than one column of the input.</exception>
    public IOnlinePolicy CreatePolicy(ITransformer model, DataViewSchema inputSchema, int? samplingSeed = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(inputSchema);
        return new PipelinePolicy(PolicyPipeline.Of(model, inputSchema), samplingSeed);
    }

    /// <summary>Makes a policy as <see cref="CreatePolicy"/> does, that plays many episodes side by side with one forward pass a step for all of them.</summary>
    /// <param name="model">A fitted pipeline with one model that acts; it must outlive the policy.</param>
    /// <param name="inputSchema">The schema of the pipeline's input.</param>
    /// <param name="samples">Whether discrete actions are drawn from their probabilities. The default value is <see langword="false"/>: the most probable action is taken.</param>
    /// <returns>A policy for many running episodes; its discrete actions are numbers from 0, the key less 1.</returns>
    /// <exception cref="ArgumentException">The pipeline has no model that acts, or no returns-to-go for a LaMo model, or the state is made from more than one column of the input.</exception>
    public IBatchPolicy CreateBatchPolicy(ITransformer model, DataViewSchema inputSchema, bool samples = false)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(inputSchema);
        return new PipelineBatchPolicy(PolicyPipeline.Of(model, inputSchema), samples);
    }

    private IDataView Load<TRow>(IEnumerable<TRow> rows, StepShape shape)
        where TRow : class
    {
        SchemaDefinition schema = SchemaDefinition.Create(typeof(TRow));
        schema[nameof(Step.State)].ColumnType = shape.StateType;
        schema[nameof(Step.Action)].ColumnType = shape.ActionType;
        return _mlContext.Data.LoadFromEnumerable(rows, schema);
    }
}
