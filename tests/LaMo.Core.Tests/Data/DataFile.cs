using LaMo.Core.Data;

namespace LaMo.Core.Tests.Data;

/// <summary>The small files that tests/reference/datasets.py wrote, and what is in a dataset.</summary>
internal static class DataFile
{
    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Data", "Files", name);

    /// <summary>All of a dataset, read in blocks of a few steps.</summary>
    public static StepBlock ReadAll(StepSource source, int stepsPerBlock = 3)
    {
        var all = new StepBlock(source.Layout, checked((int)source.StepCount));
        using StepBlockReader reader = source.OpenReader();
        int step = 0;
        for (int count; (count = reader.Read(all, step, Math.Min(stepsPerBlock, all.Capacity - step))) > 0;)
            step += count;
        Assert.Equal(all.Capacity, step);
        return all;
    }

    /// <summary>The number of steps of each episode and whether it ended terminal (t), by a time limit (l), or not (-).</summary>
    public static string Episodes(StepSource source)
    {
        StepBlock steps = ReadAll(source);
        var episodes = new List<string>();
        for (int step = 0, start = 0; step < steps.Capacity; step++)
        {
            Assert.Equal(step - start, steps.Timesteps[step]);
            Assert.Equal(episodes.Count, steps.Episodes[step]);
            bool last = step + 1 == steps.Capacity || steps.Episodes[step + 1] != steps.Episodes[step];
            Assert.False(!last && (steps.Terminals[step] || steps.Timeouts[step]));
            if (!last)
                continue;
            episodes.Add($"{step + 1 - start}{(steps.Terminals[step] ? "t" : "")}{(steps.Timeouts[step] ? "l" : "")}{(steps.Terminals[step] || steps.Timeouts[step] ? "" : "-")}");
            start = step + 1;
        }
        Assert.Equal(episodes.Count, source.EpisodeCount);
        return string.Join(' ', episodes);
    }

    /// <summary>What tests/reference/datasets.py fills arrays with.</summary>
    public static float[] Table(int rows, int columns, float start = 0) =>
        [.. from row in Enumerable.Range(0, rows) from column in Enumerable.Range(0, columns) select start + row + column / 8f];
}
