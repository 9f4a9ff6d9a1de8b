using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.MLNet;

/// <summary>Applies a policy of single states to one row at a time.</summary>
internal sealed class PolicyRowMapper(PolicyTransformer policy, DataViewSchema inputSchema) : IRowToRowMapper
{
    public DataViewSchema InputSchema => inputSchema;

    public DataViewSchema OutputSchema { get; } = policy.GetOutputSchema(inputSchema);

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
    {
        IEnumerable<int> needed = dependingColumns.Select(column => column.Index < inputSchema.Count ? column.Index : policy.StateColumn(inputSchema).Index);
        return [.. needed.Distinct().Select(index => inputSchema[index])];
    }

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(activeColumns);
        if (input.Schema != inputSchema)
            throw new ArgumentOutOfRangeException(nameof(input), "Schema did not match original schema");
        return new PolicyRow(policy, input, OutputSchema, [.. activeColumns.Select(column => column.Index)]);
    }
}
