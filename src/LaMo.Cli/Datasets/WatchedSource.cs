using LaMo.Cli.Invocation;
using LaMo.Core.Data;

namespace LaMo.Cli.Datasets;

/// <summary>A dataset whose reading is shown as it goes and can be interrupted.</summary>
/// <param name="source">The dataset.</param>
/// <param name="progress">Told how many steps were read.</param>
/// <param name="cancellation">Ends reading by an <see cref="OperationCanceledException"/>.</param>
internal sealed class WatchedSource(StepSource source, IProgress<WorkProgress> progress, CancellationToken cancellation) : StepSource
{
    public override string Name => source.Name;

    public override string Format => source.Format;

    public override StepLayout Layout => source.Layout;

    public override long StepCount => source.StepCount;

    public override int EpisodeCount => source.EpisodeCount;

    public override (double Random, double Expert)? ReferenceReturns => source.ReferenceReturns;

    public override StepBlockReader OpenReader(StepColumns columns = StepColumns.All) => new Reader(source.OpenReader(columns), source.StepCount, progress, cancellation);

    private sealed class Reader(StepBlockReader reader, long total, IProgress<WorkProgress> progress, CancellationToken cancellation) : StepBlockReader
    {
        private long _done;

        public override int Read(StepBlock block, int start, int count)
        {
            cancellation.ThrowIfCancellationRequested();
            int read = reader.Read(block, start, count);
            _done += read;
            progress.Report(new WorkProgress(_done, total));
            return read;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                reader.Dispose();
            base.Dispose(disposing);
        }
    }
}
