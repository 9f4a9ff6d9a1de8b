using LaMo.MLNet.Internals;
using LaMo.MLNet.Schema;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.MLNet;

/// <summary>Adds each step's return-to-go; nothing is learnt from the data. Made by <see cref="ReturnsToGoCatalog.ReturnsToGo"/>.</summary>
public sealed class ReturnsToGoEstimator : IEstimator<ReturnsToGoTransformer>
{
    private readonly ReturnsToGoTransformer _transformer;

    internal ReturnsToGoEstimator(ReturnsToGoOptions options) => _transformer = new ReturnsToGoTransformer(options);

    /// <summary>Checks the schema and returns the transformer; no row is read.</summary>
    /// <param name="input">Data with the episode and reward columns.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or has another type.</exception>
    public ReturnsToGoTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        _transformer.GetOutputSchema(input.Schema);
        return _transformer;
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        foreach (ColumnRequirement column in _transformer.Inputs)
            column.Find(inputSchema);
        return Shapes.With(inputSchema, Shapes.Column(_transformer.Options.OutputColumnName, SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.Single));
    }
}
