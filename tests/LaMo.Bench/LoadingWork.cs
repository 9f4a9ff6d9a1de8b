using LaMo.Core.Data;
using LaMo.Core.Trajectories;

namespace LaMo.Bench;

/// <summary>Reads a million steps of hopper's sizes, which the reference has written, from an HDF5 file into a dataset ready to draw windows from; a unit is the file.</summary>
internal sealed class LoadingWork : IWork
{
    // Where tests/reference/worker.py puts it.
    private const string Path = "artifacts/bench/hopper-million.hdf5";

    public int Do()
    {
        TrajectoryDataset data = StepFile.Open(Path).ToDataset(BenchCase.ReturnScale);
        return data.StepCount == 1_000_000 ? 1 : throw new InvalidDataException($"{Path} has {data.StepCount} steps.");
    }

    public void Dispose()
    {
    }
}
