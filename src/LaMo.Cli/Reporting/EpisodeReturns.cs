using LaMo.Core.Data;

namespace LaMo.Cli.Reporting;

/// <summary>The returns of a dataset's episodes.</summary>
internal static class EpisodeReturns
{
    private const int StepsPerBlock = 1 << 14;

    public static IReadOnlyList<double> Of(StepSource source)
    {
        var returns = new List<double>();
        var block = new StepBlock(source.Layout, (int)Math.Min(source.StepCount, StepsPerBlock), StepColumns.Reward);
        using StepBlockReader reader = source.OpenReader(StepColumns.Reward);
        int? episode = null;
        for (int count; (count = reader.Read(block, 0, block.Capacity)) > 0;)
            for (int step = 0; step < count; step++)
            {
                if (block.Episodes[step] != episode)
                    returns.Add(0);
                episode = block.Episodes[step];
                returns[^1] += block.Rewards[step];
            }
        return returns;
    }
}
