using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A cursor over the columns that a <see cref="BoundRowMapper"/> makes of another cursor's.</summary>
internal sealed class MappedCursor : SynchronizedCursor
{
    private readonly BoundRowMapper.MappedGetters _getters;

    public MappedCursor(DataViewRowCursor input, BoundRowMapper.MappedGetters getters)
        : base(input)
    {
        _getters = getters;
    }

    public override DataViewSchema Schema => _getters.Schema;

    public override bool IsColumnActive(DataViewSchema.Column column) => _getters.IsRequested(column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        Contracts.Check(IsColumnActive(column));
        return _getters.Get<TValue>(column);
    }
}
