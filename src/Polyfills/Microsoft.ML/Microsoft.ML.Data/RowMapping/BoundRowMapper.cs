using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Lays the columns of an input schema and the columns computed from them out in an output schema.</summary>
internal sealed class BoundRowMapper : IRowToRowMapper
{
    private static readonly ColumnMapping[] s_nothingComputed = [];

    private readonly RowMapper _mapper;

    // For each output column the index of the input column it passes on, or ~i for the mapper's i-th column.
    private readonly int[] _layout;

    private BoundRowMapper(RowMapper mapper, int[] layout)
    {
        _mapper = mapper;
        _layout = layout;
        var schema = new DataViewSchema.Builder();
        schema.AddColumns(layout.Select(entry => entry < 0 ? mapper.OutputColumns[~entry] : new DataViewSchema.DetachedColumn(InputSchema[entry])));
        OutputSchema = schema.ToSchema();
    }

    public DataViewSchema InputSchema => _mapper.InputSchema;

    public DataViewSchema OutputSchema { get; }

    /// <summary>All input columns and the computed ones: each right after the last column of its name, or at the end if the name is new.</summary>
    public static BoundRowMapper Append(RowMapper mapper)
    {
        DataViewSchema input = mapper.InputSchema;
        var layout = Enumerable.Range(0, input.Count).ToList();
        for (int i = 0; i < mapper.OutputColumns.Count; i++)
        {
            string name = mapper.OutputColumns[i].Name;
            int hidden = layout.FindLastIndex(entry => name == (entry < 0 ? mapper.OutputColumns[~entry].Name : input[entry].Name));
            layout.Insert(hidden < 0 ? layout.Count : hidden + 1, ~i);
        }
        return new BoundRowMapper(mapper, layout.ToArray());
    }

    /// <summary>Some of the input columns, in the given order.</summary>
    public static BoundRowMapper Select(DataViewSchema inputSchema, int[] columns)
        => new(new ColumnMapper(inputSchema, s_nothingComputed), columns);

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
    {
        HashSet<int> sources = dependingColumns
            .SelectMany(column => _layout[column.Index] is >= 0 and int source ? [source] : _mapper.GetSources(~_layout[column.Index]))
            .ToHashSet();
        return InputSchema.Where(column => sources.Contains(column.Index)).ToArray();
    }

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        Contracts.CheckValue(input, nameof(input));
        Contracts.CheckValue(activeColumns, nameof(activeColumns));
        if (input.Schema != InputSchema)
            throw Contracts.Except("Schema of input row must be the same as the schema the mapper is bound to");
        return new MappedRow(input, new MappedGetters(this, input, activeColumns));
    }

    public DataViewRowCursor GetCursor(DataViewRowCursor input, IEnumerable<DataViewSchema.Column> activeColumns)
        => new MappedCursor(input, new MappedGetters(this, input, activeColumns));

    /// <summary>Where the values of the output columns of one row or cursor come from.</summary>
    public sealed class MappedGetters
    {
        private readonly BoundRowMapper _parent;
        private readonly DataViewRow _input;
        private readonly HashSet<int> _requested;
        private readonly Delegate[] _computed;

        public MappedGetters(BoundRowMapper parent, DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
        {
            _parent = parent;
            _input = input;
            _requested = activeColumns.Select(column => column.Index).ToHashSet();
            HashSet<int> wanted = _requested.Select(index => parent._layout[index]).Where(entry => entry < 0).Select(entry => ~entry).ToHashSet();
            _computed = parent._mapper.MakeGetters(input, wanted.Contains);
        }

        public DataViewSchema Schema => _parent.OutputSchema;

        /// <summary>Whether the column is among those that were asked for.</summary>
        public bool IsRequested(DataViewSchema.Column column) => _requested.Contains(column.Index);

        /// <summary>Whether the column can be had: a passed on column may be there without being asked for.</summary>
        public bool IsAvailable(DataViewSchema.Column column)
            => _parent._layout[column.Index] is >= 0 and int source ? _input.IsColumnActive(_input.Schema[source]) : IsRequested(column);

        public ValueGetter<TValue> Get<TValue>(DataViewSchema.Column column)
        {
            int entry = _parent._layout[column.Index];
            if (entry >= 0)
                return _input.GetGetter<TValue>(_input.Schema[entry]);
            Contracts.Check(IsRequested(column));
            return _computed[~entry] as ValueGetter<TValue>
                ?? throw Contracts.Except(
                    $"Invalid TValue in GetGetter: '{typeof(TValue)}', expected type: '{_computed[~entry].GetType().GetGenericArguments()[0]}'.");
        }
    }
}
