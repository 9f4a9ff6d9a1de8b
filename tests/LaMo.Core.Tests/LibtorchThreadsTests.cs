using LaMo.Core.Tests.Networks;
using LaMo.Core.Tests.Trajectories;
using LaMo.Core.Training;
using TorchSharp;

namespace LaMo.Core.Tests;

public class LibtorchThreadsTests
{
    [Fact]
    public void TrainingHasItsOwnNumberOfThreadsAndPutsTheOldOneBack()
    {
        int before = torch.get_num_threads();
        var seen = new List<int>();
        var options = new TrainingOptions { Steps = 2, BatchSize = 4, NumberOfThreads = before + 1 };
        new DecisionTransformerTraining(options, TimeProvider.System).Train(Datasets.Linear(), SmallNetwork.Config, seed: 1, _ => seen.Add(torch.get_num_threads())).Dispose();
        Assert.Equal([before + 1], seen);
        Assert.Equal(before, torch.get_num_threads());
    }

    [Fact]
    public void NoNumberChangesNothing() => Assert.Null(LibtorchThreads.Use(null));
}
