using LaMo.Core.Trajectories;
using LaMo.MLNet.Schema;
using Microsoft.ML;

namespace LaMo.MLNet;

/// <summary>Reads a data view once into contiguous arrays.</summary>
internal static class TrajectoryReader
{
    /// <exception cref="InvalidOperationException">There is no row, or a row is faulty; the message names it.</exception>
    public static TrajectoryDataset Read(IDataView input, LaMoColumns columns, int stateSize, int actionSize)
    {
        var builder = new TrajectoryDatasetBuilder(stateSize, actionSize);
        float[] state = new float[stateSize];
        float[] action = new float[actionSize];
        using var steps = new StepReader(input, columns);
        while (steps.MoveNext())
        {
            steps.CopyState(state);
            steps.CopyAction(action);
            if (steps.BeginsEpisode)
                builder.BeginEpisode();
            builder.Add(state, action, steps.ReturnToGo, steps.Timestep);
        }
        return builder.StepCount > 0 ? builder.Build() : throw new InvalidOperationException("The training data has no rows.");
    }
}
