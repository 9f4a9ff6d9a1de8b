using LaMo.Environments.Learning;
using TorchSharp;

namespace LaMo.Environments.Tests.Learning;

public sealed class SacTrainingTests : IDisposable
{
    private static readonly SacOptions s_small = new()
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

    private readonly string _folder = Directory.CreateTempSubdirectory("lamo-sac-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void It_learns_to_drive_to_the_middle()
    {
        SacProgress[] progress = Train("whole", s_small);

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
        SacProgress[] rest = Train("parts", s_small);

        Assert.Equal([400, 600], rest.Select(entry => entry.Updates));
        Assert.Equal([200, 400, 600], SacTraining.ReadProgress(Path.Combine(_folder, "parts")).Select(entry => entry.Updates));
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

    private SacProgress[] Train(string name, SacOptions options)
    {
        var progress = new List<SacProgress>();
        using var training = new SacTraining(() => new CarOnARail(), Path.Combine(_folder, name), options);
        training.Run(progress.Add);
        return [.. progress];
    }

    private string[] Files(string name, string pattern) =>
        [.. Directory.GetFiles(Path.Combine(_folder, name), pattern).Select(path => Path.GetFileName(path)).Order()];
}
