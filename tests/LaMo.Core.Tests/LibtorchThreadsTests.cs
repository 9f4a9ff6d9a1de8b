using LaMo.Core.Tests.Networks;
using LaMo.Core.Tests.Trajectories;
using LaMo.Core.Training;
using TorchSharp;

namespace LaMo.Core.Tests;

/// <summary>Alone, since the number is the process's.</summary>
[CollectionDefinition(nameof(LibtorchThreadsTests), DisableParallelization = true)]
[Collection(nameof(LibtorchThreadsTests))]
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
    public void TimesThatOverlapLeaveTheNumberThatWasThereBefore()
    {
        int before = OnANewThread(torch.get_num_threads);
        using var training = new ManualResetEventSlim();
        using var scoring = new ManualResetEventSlim();
        var trainer = new Thread(() =>
        {
            using IDisposable? used = LibtorchThreads.Use(before + 2);
            training.Set();
            scoring.Wait();
        });
        trainer.Start();
        training.Wait();
        OnANewThread(() =>
        {
            using IDisposable? used = LibtorchThreads.Use(before + 1);
            scoring.Set();
            trainer.Join();
            return 0;
        });
        Assert.Equal(before, OnANewThread(torch.get_num_threads));
    }

    [Fact]
    public void ByDefaultEveryCoreHasAThread() => Assert.InRange(LibtorchThreads.Default, 1, Math.Max(Environment.ProcessorCount, torch.get_num_threads()));

    private static T OnANewThread<T>(Func<T> work)
    {
        T result = default!;
        var thread = new Thread(() => result = work());
        thread.Start();
        thread.Join();
        return result;
    }

    [Fact]
    public void NoNumberChangesNothing() => Assert.Null(LibtorchThreads.Use(null));
}
