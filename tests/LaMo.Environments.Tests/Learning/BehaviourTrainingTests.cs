using LaMo.Environments.ClassicControl;
using LaMo.Environments.Learning;
using TorchSharp;

namespace LaMo.Environments.Tests.Learning;

public sealed class BehaviourTrainingTests : IDisposable
{
    private static readonly BehaviourTrainingOptions s_small = new()
    {
        Updates = 600,
        Environments = 4,
        StepsPerUpdate = 2,
        RandomSteps = 200,
        BufferCapacity = 1500,
        BatchSize = 32,
        HiddenSize = 32,
        LearningRate = 3e-3f,
        Discount = 0.9f,
        UpdatesPerEvaluation = 200,
    };

    private static readonly BehaviourTrainingOptions s_discrete = BehaviourTrainingOptions.For(new CartPole()) with { Environments = 8, BatchSize = 64, HiddenSize = 64, LearningRate = 1e-3f };

    private readonly string _folder = Directory.CreateTempSubdirectory("lamo-sac-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void It_learns_to_drive_to_the_middle()
    {
        BehaviourTrainingProgress[] progress = Train("whole", s_small);

        Assert.Equal([200, 400, 600], progress.Select(entry => entry.Updates));
        // From half a unit away, on average, the middle is reached in one step.
        Assert.InRange(progress[^1].Return, -2, 0);
        Assert.Equal(20, progress[^1].Length);
        Assert.Equal(4, File.ReadAllLines(Path.Combine(_folder, "whole", "progress.csv")).Length);
        Assert.Equal(["actor-0000200.safetensors", "actor-0000400.safetensors", "actor-0000600.safetensors"], Files("whole", "actor-*"));
    }

    [Fact]
    public void An_interrupted_training_goes_on_as_if_nothing_had_happened()
    {
        Train("whole", s_small);
        Train("parts", s_small with { Updates = 200 });
        // What a training that was killed after its evaluation leaves behind.
        File.AppendAllText(Path.Combine(_folder, "parts", "progress.csv"), "400,0,0,0,0,0,0,0\n");
        File.AppendAllText(Path.Combine(_folder, "parts", "replay.bin"), "unknown to the state");
        BehaviourTrainingProgress[] rest = Train("parts", s_small);

        Assert.Equal([400, 600], rest.Select(entry => entry.Updates));
        Assert.Equal([200, 400, 600], BehaviourTraining.ReadProgress(Path.Combine(_folder, "parts")).Select(entry => entry.Updates));
        foreach (string file in Files("whole", "actor-*").Append("replay.bin"))
            Assert.Equal(File.ReadAllBytes(Path.Combine(_folder, "whole", file)), File.ReadAllBytes(Path.Combine(_folder, "parts", file)));
    }

    [Fact]
    public void The_state_of_other_settings_is_refused()
    {
        Train("folder", s_small with { Updates = 200 });

        var error = Assert.Throws<InvalidOperationException>(() => Train("folder", s_small with { BatchSize = 16 }));

        Assert.Contains("BatchSize", error.Message);
    }

    [Fact]
    public void Training_leaves_no_tensors_behind()
    {
        Train("first", s_small with { Updates = 200 });
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;

        Train("second", s_small with { Updates = 200 });

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void Discrete_actions_are_learnt_by_their_probabilities_and_go_on_after_an_interruption()
    {
        // A playing of 8 environments is learnt from in 4 x 8 steps, so that evaluations come after 160 and 320.
        BehaviourTrainingOptions options = s_discrete with { Updates = 300, UpdatesPerEvaluation = 150 };
        BehaviourTrainingProgress[] whole = Train("cartpole", options, () => new CartPole());
        Train("parts", options with { Updates = 150 }, () => new CartPole());
        BehaviourTrainingProgress[] rest = Train("parts", options, () => new CartPole());

        Assert.Equal([160, 320], whole.Select(entry => entry.Updates));
        Assert.Equal(320 / 32 * 8 * 64, whole[1].Steps);
        // A random policy lasts 22 steps; its entropy is the logarithm of 2.
        Assert.InRange(whole.Max(entry => entry.Return), 100, 500);
        Assert.InRange(whole[1].Exploration, 0.2, 0.69);
        Assert.Equal(whole[1] with { Seconds = 0 }, Assert.Single(rest) with { Seconds = 0 });
        foreach (string file in Files("cartpole", "actor-*").Append("replay.bin"))
            Assert.Equal(File.ReadAllBytes(Path.Combine(_folder, "cartpole", file)), File.ReadAllBytes(Path.Combine(_folder, "parts", file)));
    }

    [Fact]
    public void Images_are_learnt_from_and_go_on_after_an_interruption()
    {
        BehaviourTrainingOptions options = s_discrete with { Updates = 256, UpdatesPerEvaluation = 128 };
        BehaviourTrainingProgress[] whole = Train("screen", options, () => new SideOfTheScreen());
        Train("parts", options with { Updates = 128 }, () => new SideOfTheScreen());
        BehaviourTrainingProgress[] rest = Train("parts", options, () => new SideOfTheScreen());

        // A random policy is right 5 times of 10.
        Assert.InRange(whole[1].Return, 8, 10);
        Assert.Equal(whole[1] with { Seconds = 0 }, Assert.Single(rest) with { Seconds = 0 });
        Assert.Empty(Files("screen", "replay.*"));
    }

    [Fact]
    public void Each_kind_of_action_has_its_settings()
    {
        Assert.Equal(new BehaviourTrainingOptions(), BehaviourTrainingOptions.For(new Pendulum()));
        Assert.Equal((50_000, 128), (BehaviourTrainingOptions.For(new CartPole()).Updates, BehaviourTrainingOptions.For(new CartPole()).HiddenSize));
    }

    private BehaviourTrainingProgress[] Train(string name, BehaviourTrainingOptions options, Func<IEnvironment>? create = null)
    {
        var progress = new List<BehaviourTrainingProgress>();
        using var training = new BehaviourTraining(create ?? (() => new CarOnARail()), Path.Combine(_folder, name), options);
        training.Run(progress.Add);
        return [.. progress];
    }

    private string[] Files(string name, string pattern) =>
        [.. Directory.GetFiles(Path.Combine(_folder, name), pattern).Select(path => Path.GetFileName(path)).Order()];
}
