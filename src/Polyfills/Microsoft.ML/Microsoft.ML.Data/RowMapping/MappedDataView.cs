using System;
using System.Collections.Generic;
using System.Linq;

namespace Microsoft.ML.Data;

/// <summary>A view of a source's rows through a <see cref="BoundRowMapper"/>; nothing is computed before a cursor asks for it.</summary>
internal sealed class MappedDataView : IDataView
{
    private readonly IDataView _source;
    private readonly BoundRowMapper _mapper;

    public MappedDataView(IDataView source, BoundRowMapper mapper)
    {
        _source = source;
        _mapper = mapper;
    }

    public bool CanShuffle => _source.CanShuffle;

    public DataViewSchema Schema => _mapper.OutputSchema;

    public long? GetRowCount() => _source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        DataViewSchema.Column[] active = columnsNeeded.ToArray();
        return _mapper.GetCursor(_source.GetRowCursor(_mapper.GetDependencies(active), CanShuffle ? rand : null), active);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
    {
        DataViewSchema.Column[] active = columnsNeeded.ToArray();
        DataViewRowCursor[] inputs = _source.GetRowCursorSet(_mapper.GetDependencies(active), n, CanShuffle ? rand : null);
        return Array.ConvertAll(inputs, input => _mapper.GetCursor(input, active));
    }
}
