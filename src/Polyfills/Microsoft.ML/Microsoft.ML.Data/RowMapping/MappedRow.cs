namespace Microsoft.ML.Data;

/// <summary>A row with the columns that a <see cref="BoundRowMapper"/> makes of another row's.</summary>
internal sealed class MappedRow : DataViewRow
{
    private readonly DataViewRow _input;
    private readonly BoundRowMapper.MappedGetters _getters;

    public MappedRow(DataViewRow input, BoundRowMapper.MappedGetters getters)
    {
        _input = input;
        _getters = getters;
    }

    public override long Position => _input.Position;

    public override long Batch => _input.Batch;

    public override DataViewSchema Schema => _getters.Schema;

    public override ValueGetter<DataViewRowId> GetIdGetter() => _input.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column) => _getters.IsAvailable(column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => _getters.Get<TValue>(column);

    protected override void Dispose(bool disposing) => _input.Dispose();
}
