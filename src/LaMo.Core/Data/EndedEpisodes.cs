namespace LaMo.Core.Data;

/// <summary>
/// A dataset whose episodes all end at a step that says so, for formats that know them by that alone: an episode that ended neither terminal nor cut counts as cut.
/// </summary>
internal sealed class EndedEpisodes : StepSource
{
    private readonly StepSource _source;
    private readonly long[] _cuts;

    /// <param name="source">The dataset.</param>
    /// <param name="mayEndOpen">Whether the last episode may stay unfinished.</param>
    public EndedEpisodes(StepSource source, bool mayEndOpen)
    {
        _source = source;
        _cuts = [.. Cuts(EpisodeTable.Of(source), mayEndOpen)];
    }

    public override string Name => _source.Name;

    public override string Format => _source.Format;

    public override StepLayout Layout => _source.Layout;

    public override long StepCount => _source.StepCount;

    public override int EpisodeCount => _source.EpisodeCount;

    public override (double Random, double Expert)? ReferenceReturns => _source.ReferenceReturns;

    public override StepBlockReader OpenReader(StepColumns columns = StepColumns.All) => new Reader(_source.OpenReader(columns), _cuts);

    private static IEnumerable<long> Cuts(EpisodeTable episodes, bool mayEndOpen)
    {
        long steps = 0;
        for (int episode = 0; episode < episodes.Count; episode++)
        {
            steps += episodes.Length(episode);
            if (episodes.End(episode) == EpisodeEnd.Unfinished && !(mayEndOpen && episode == episodes.Count - 1))
                yield return steps - 1;
        }
    }

    private sealed class Reader(StepBlockReader steps, long[] cuts) : StepBlockReader
    {
        private long _step;
        private int _cut;

        public override int Read(StepBlock block, int start, int count)
        {
            // A dataset without the flag leaves it as it is.
            block.Timeouts.AsSpan(start, count).Clear();
            int read = steps.Read(block, start, count);
            for (; _cut < cuts.Length && cuts[_cut] < _step + read; _cut++)
                block.Timeouts[start + (int)(cuts[_cut] - _step)] = true;
            _step += read;
            return read;
        }

        protected override void Dispose(bool disposing) => steps.Dispose();
    }
}
