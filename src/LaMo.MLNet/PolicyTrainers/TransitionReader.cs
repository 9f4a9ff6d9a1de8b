using LaMo.Core.Trajectories;
using LaMo.MLNet.Schema;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.MLNet;

/// <summary>Reads a data view once into contiguous arrays, and checks each row.</summary>
internal static class TransitionReader
{
    // A reader of recorded actions should not fail over the last bit of a bound.
    private const float Rounding = 1e-5f;

    /// <param name="input">The rows.</param>
    /// <param name="columns">What is read of them.</param>
    /// <param name="maxAction">The largest absolute value that a continuous action may have.</param>
    /// <exception cref="InvalidOperationException">There is no row, or a row is faulty; the message names it.</exception>
    public static TransitionDataset Read(IDataView input, PolicyColumns columns, float maxAction)
    {
        DataViewSchema schema = input.Schema;
        using DataViewRowCursor rows = input.GetRowCursor(columns.FindAll(schema));
        DataViewSchema.Column stateColumn = columns.State.Find(schema), actionColumn = columns.Action.Find(schema);
        var order = new StepOrder(rows, columns.EpisodeId.Find(schema), columns.Timestep.Find(schema));
        FeatureReader states = FeatureReader.Create(rows, stateColumn), actions = FeatureReader.Create(rows, actionColumn);
        DataViewSchema.Column? rewardColumn = columns.Reward?.Find(schema);
        ValueGetter<float>? getReward = rewardColumn is { } reward ? rows.GetGetter<float>(reward) : null;
        ValueGetter<bool>? getTerminal = columns.Terminal is { } terminal ? rows.GetGetter<bool>(terminal.Find(schema)) : null;

        int actionCount = actionColumn.Type is KeyDataViewType key ? (int)key.Count : 0;
        float[] state = new float[((VectorDataViewType)stateColumn.Type).Size];
        float[] action = new float[actionCount > 0 ? 1 : ((VectorDataViewType)actionColumn.Type).Size];
        var builder = new TransitionDatasetBuilder(state.Length, action.Length, actionCount);
        while (rows.MoveNext())
        {
            order.Check();
            if (order.BeginsEpisode)
                builder.BeginEpisode();
            states.Read();
            states.CopyTo(state);
            actions.Read();
            actions.CopyTo(action);
            if (actionCount == 0)
                CheckRange(action);
            float earned = 0;
            getReward?.Invoke(ref earned);
            if (!float.IsFinite(earned))
                throw RowFault.At(rows, rewardColumn!.Value, $"holds {earned}; repair the row or remove its episode");
            bool ended = false;
            getTerminal?.Invoke(ref ended);
            builder.Add(state, action, earned, ended);
        }
        return builder.StepCount > 0 ? builder.Build() : throw new InvalidOperationException("The training data has no rows.");

        void CheckRange(float[] values)
        {
            foreach (float value in values)
                if (Math.Abs(value) > maxAction * (1 + Rounding))
                    throw RowFault.At(rows, actionColumn, $"holds {value}, beyond the largest action of {maxAction}; set {nameof(PolicyTrainerOptions.MaxAction)} to the task's, or repair the row");
        }
    }
}
