using System;
using System.Collections.Generic;
using System.Linq;

namespace Microsoft.ML.Data;

/// <summary>One computed column: what it is, the input columns it needs, and how to make its getter for an input row.</summary>
internal sealed record ColumnMapping(DataViewSchema.DetachedColumn Output, int[] Sources, Func<DataViewRow, Delegate> MakeGetter);

/// <summary>A row mapper whose output columns are computed independently of each other.</summary>
internal sealed class ColumnMapper : RowMapper
{
    private readonly ColumnMapping[] _mappings;

    public ColumnMapper(DataViewSchema inputSchema, ColumnMapping[] mappings)
        : base(inputSchema, Array.ConvertAll(mappings, mapping => mapping.Output))
    {
        _mappings = mappings;
    }

    public override IEnumerable<int> GetSources(int output) => _mappings[output].Sources;

    public override Delegate[] MakeGetters(DataViewRow input, Func<int, bool> isWanted)
        => _mappings.Select((mapping, i) => isWanted(i) ? mapping.MakeGetter(input) : null).ToArray();
}
