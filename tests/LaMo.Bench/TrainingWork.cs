using LaMo.Core.Networks;
using LaMo.Core.Training;
using LaMo.Core.Trajectories;

namespace LaMo.Bench;

/// <summary>Trains at the trainer's default options; a unit is an optimiser step.</summary>
internal sealed class TrainingWork : IWork
{
    private readonly DecisionTransformer _network;
    private readonly TrainingRun _run;

    public TrainingWork(BenchCase bench)
    {
        var builder = new TrajectoryDatasetBuilder(BenchCase.StateSize, BenchCase.ActionSize);
        foreach (IGrouping<int, Step> episode in BenchCase.Steps().GroupBy(step => step.EpisodeId))
        {
            float[] returnsToGo = [.. episode.Select(step => step.Reward)];
            ReturnsToGo.Accumulate(returnsToGo, BenchCase.ReturnScale, discount: 1);
            builder.BeginEpisode();
            foreach (Step step in episode)
                builder.Add(step.State, step.Action, returnsToGo[step.Timestep], step.Timestep);
        }
        var dropout = new DropoutGenerator(0);
        _network = new DecisionTransformer(bench.Network, dropout);
        _run = new TrainingRun(new TrainingOptions(), _network, dropout, builder.Build(), seed: 0);
    }

    public int Do()
    {
        _run.TakeStep();
        return 1;
    }

    public void Dispose()
    {
        _run.Dispose();
        _network.Dispose();
    }
}
