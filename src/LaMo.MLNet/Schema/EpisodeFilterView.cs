using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.MLNet.Schema;

/// <summary>Some of the episodes of a data view, whole and in their order.</summary>
/// <param name="input">Trajectories, an episode's rows contiguous.</param>
/// <param name="episodeIdColumnName">The column that tells episodes apart.</param>
/// <param name="keeps">Whether to keep the episode of a number, which counts from 0 in the data's order.</param>
internal sealed class EpisodeFilterView(IDataView input, string episodeIdColumnName, Func<int, bool> keeps) : IDataView
{
    public bool CanShuffle => false;

    public DataViewSchema Schema => input.Schema;

    /// <summary>Unknown without reading.</summary>
    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        DataViewSchema.Column episodeId = ColumnRequirement.EpisodeId(episodeIdColumnName).Find(Schema);
        DataViewSchema.Column[] columns = [.. columnsNeeded];
        HashSet<int> active = [.. columns.Select(column => column.Index)];
        DataViewRowCursor rows = input.GetRowCursor(active.Contains(episodeId.Index) ? columns : [.. columns, episodeId]);
        return new Cursor(rows, EpisodeTracker.Create(rows, episodeId), active, keeps);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(DataViewRowCursor rows, EpisodeTracker episodes, HashSet<int> active, Func<int, bool> keeps) : DataViewRowCursor
    {
        private long _position = -1;
        private int _episode = -1;
        private bool _isKept;

        public override DataViewSchema Schema => rows.Schema;

        public override long Position => _position;

        public override long Batch => rows.Batch;

        public override ValueGetter<DataViewRowId> GetIdGetter() => rows.GetIdGetter();

        public override bool IsColumnActive(DataViewSchema.Column column) => active.Contains(column.Index);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
            IsColumnActive(column) ? rows.GetGetter<TValue>(column) : throw new ArgumentOutOfRangeException(nameof(column), "requested column not active");

        public override bool MoveNext()
        {
            while (rows.MoveNext())
            {
                if (episodes.BeginsEpisode())
                    _isKept = keeps(++_episode);
                if (_isKept)
                {
                    _position++;
                    return true;
                }
            }
            _position = -1;
            return false;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                rows.Dispose();
            base.Dispose(disposing);
        }
    }
}
