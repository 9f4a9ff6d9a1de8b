using LaMo.Core.Trajectories;
using LaMo.MLNet.Schema;
using Microsoft.ML;

namespace LaMo.MLNet;

/// <summary>Reads a data view once into contiguous arrays.</summary>
internal static class TrajectoryReader
{
    /// <exception cref="InvalidOperationException">There is no row, or a row is faulty; the message names it.</exception>
    public static TrajectoryDataset Read(IDataView input, SequenceColumns columns, StepShape shape)
    {
        bool isBytes = shape.Image is { IsBytes: true };
        // A number too large to be one of steps is none to make room for.
        int capacity = input.GetRowCount() is long rows && rows <= Array.MaxLength / Math.Max(shape.StateSize, shape.ActionSize) ? (int)rows : 0;
        TrajectoryDatasetBuilder builder = isBytes ? new(shape.Image!, shape.ActionSize, capacity) : new(shape.StateSize, shape.ActionSize, capacity);
        float[] state = isBytes ? [] : new float[shape.StateSize];
        float[] action = new float[shape.ActionSize];
        using var steps = new StepReader(input, columns);
        while (steps.MoveNext())
        {
            if (steps.BeginsEpisode)
                builder.BeginEpisode();
            steps.CopyAction(action);
            if (isBytes)
            {
                builder.AddImage(steps.Pixels, action, steps.ReturnToGo, steps.Timestep);
                continue;
            }
            steps.CopyState(state);
            builder.Add(state, action, steps.ReturnToGo, steps.Timestep);
        }
        return builder.StepCount > 0 ? builder.Build() : throw new InvalidOperationException("The training data has no rows.");
    }
}
