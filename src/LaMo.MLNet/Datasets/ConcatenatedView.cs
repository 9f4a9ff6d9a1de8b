using LaMo.MLNet.Schema;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.MLNet.Datasets;

/// <summary>Datasets one after the other, their episodes counted from 0.</summary>
internal sealed class ConcatenatedView : IDataView
{
    private const string EpisodeId = "EpisodeId";

    private readonly IReadOnlyList<IDataView> _datasets;

    /// <exception cref="ArgumentOutOfRangeException">A column is missing or has another type than in the first dataset.</exception>
    public ConcatenatedView(IReadOnlyList<IDataView> datasets)
    {
        _datasets = datasets;
        var builder = new DataViewSchema.Builder();
        foreach (DataViewSchema.Column column in datasets[0].Schema.Where(column => !column.IsHidden))
            if (column.Name == EpisodeId)
                builder.AddColumn(EpisodeId, NumberDataViewType.Int32);
            else
                builder.AddColumn(column.Name, column.Type, column.Annotations);
        Schema = builder.ToSchema();
        foreach (IDataView dataset in datasets)
        {
            ColumnRequirement.EpisodeId(EpisodeId).Find(dataset.Schema);
            foreach (DataViewSchema.Column column in Schema)
                if (column.Name != EpisodeId && dataset.Schema.GetColumnOrNull(column.Name)?.Type.Equals(column.Type) != true)
                    throw new ArgumentOutOfRangeException(nameof(datasets),
                        $"Column '{column.Name}' is {column.Type} in the first dataset and {dataset.Schema.GetColumnOrNull(column.Name)?.Type.ToString() ?? "missing"} in another.");
        }
    }

    public bool CanShuffle => false;

    public DataViewSchema Schema { get; }

    public long? GetRowCount() => _datasets.Aggregate((long?)0, (sum, dataset) => sum + dataset.GetRowCount());

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) => new Cursor(Schema, _datasets, [.. columnsNeeded.Select(column => column.Index)]);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) => [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor : DataViewRowCursor
    {
        private readonly HashSet<int> _active;
        private readonly DataViewRowCursor[] _parts;
        private readonly EpisodeTracker[] _episodes;
        private int _part;
        private int _episode = -1;
        private long _position = -1;

        public Cursor(DataViewSchema schema, IReadOnlyList<IDataView> datasets, HashSet<int> active)
        {
            Schema = schema;
            _active = active;
            string[] names = [.. schema.Where(column => active.Contains(column.Index)).Select(column => column.Name), EpisodeId];
            _parts = [.. datasets.Select(dataset => dataset.GetRowCursor(names.Distinct().Select(name => dataset.Schema[name])))];
            _episodes = [.. _parts.Select(rows => EpisodeTracker.Create(rows, rows.Schema[EpisodeId]))];
        }

        public override DataViewSchema Schema { get; }

        public override long Position => _position;

        public override long Batch => 0;

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) => value = new DataViewRowId((ulong)Position, 0);

        public override bool IsColumnActive(DataViewSchema.Column column) => _active.Contains(column.Index);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            if (!IsColumnActive(column))
                throw new ArgumentOutOfRangeException(nameof(column), "requested column not active");
            if (column.Name == EpisodeId)
                return (ValueGetter<int>)((ref int value) => value = _episode) as ValueGetter<TValue>
                    ?? throw new InvalidOperationException($"Invalid TValue in GetGetter for column #{column}: '{typeof(TValue)}', expected type: '{column.Type.RawType}'.");
            ValueGetter<TValue>[] getters = [.. _parts.Select(rows => rows.GetGetter<TValue>(rows.Schema[column.Name]))];
            return (ref TValue value) => getters[_part](ref value);
        }

        public override bool MoveNext()
        {
            for (; _part < _parts.Length; _part++)
                if (_parts[_part].MoveNext())
                {
                    _episode += _episodes[_part].BeginsEpisode() ? 1 : 0;
                    _position++;
                    return true;
                }
            _position = -1;
            return false;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                foreach (DataViewRowCursor rows in _parts)
                    rows.Dispose();
            base.Dispose(disposing);
        }
    }
}
