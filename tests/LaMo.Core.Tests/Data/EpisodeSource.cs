using FsCheck;
using FsCheck.Fluent;
using LaMo.Core.Data;

namespace LaMo.Core.Tests.Data;

/// <summary>A dataset in memory, of episodes with given ends: t terminal, l cut by a limit, - neither; all values differ.</summary>
internal sealed class EpisodeSource(StepLayout layout, IReadOnlyList<(int Length, string End)> episodes) : StepSource
{
    /// <summary>Datasets of one to six episodes, with vectors or images and either kind of actions; the last of the discrete ones occurs.</summary>
    public static Arbitrary<EpisodeSource> Any { get; } = Arb.From(
        from count in Gen.Choose(1, 6)
        from lengths in Gen.Choose(1, 9).ArrayOf(count)
        from ends in Gen.Elements("t", "l", "tl", "-").ArrayOf(count)
        from states in Gen.Elements<StepLayout>(new([3], 1), new([1], 1), new([2, 3, 4], 1, HasByteStates: true))
        from actions in Gen.Choose(0, 3)
        select new EpisodeSource(states with { ActionSize = Math.Max(actions, 1), ActionCount = actions == 0 ? Math.Min(lengths.Sum(), 4) : 0 }, [.. lengths.Zip(ends)]));

    public override string Name => "The dataset";

    public override string Format => "memory";

    public override StepLayout Layout => layout;

    public override long StepCount => episodes.Sum(episode => episode.Length);

    public override int EpisodeCount => episodes.Count;

    public string Episodes => string.Join(' ', episodes.Select(episode => $"{episode.Length}{episode.End}"));

    public override StepBlockReader OpenReader(StepColumns columns = StepColumns.All) => new Reader(this);

    private sealed class Reader(EpisodeSource source) : StepBlockReader
    {
        private int _step;

        public override int Read(StepBlock block, int start, int count)
        {
            count = Math.Min(count, (int)source.StepCount - _step);
            for (int i = start; i < start + count; i++, _step++)
            {
                (int episode, int timestep, string end) = source.Place(_step);
                (block.Episodes[i], block.Timesteps[i]) = (episode, timestep);
                (block.Terminals[i], block.Timeouts[i]) = (end.Contains('t'), end.Contains('l'));
                Fill(block.States, i, 0);
                Fill(block.Actions, i, 0.5f);
                if (source.Layout.ActionCount > 0 && block.Actions.Length > 0)
                    block.Actions[i] = (_step + source.Layout.ActionCount - 1) % source.Layout.ActionCount;
                Fill(block.Rewards, i, 0.25f);
            }
            return count;

            void Fill(float[] values, int row, float start)
            {
                int size = values.Length / block.Capacity;
                for (int i = 0; i < size; i++)
                    values[row * size + i] = start + (_step * size + i) % 200;
            }
        }
    }

    private (int Episode, int Timestep, string End) Place(int step)
    {
        int episode = 0;
        for (; step >= episodes[episode].Length; episode++)
            step -= episodes[episode].Length;
        return (episode, step, step + 1 == episodes[episode].Length ? episodes[episode].End : "");
    }
}
