using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.MLNet.Internals;

/// <summary>Makes the schema shapes that estimators announce.</summary>
internal static class Shapes
{
    public static SchemaShape.Column Column(string name, SchemaShape.Column.VectorKind kind, DataViewType itemType) => new(name, kind, itemType, false);

    public static SchemaShape Of(DataViewSchema schema) => SchemaShape.Create(schema);

    /// <summary>The shape with a column added, in place of one of the same name.</summary>
    public static SchemaShape With(SchemaShape shape, SchemaShape.Column column) =>
        new(shape.Where(existing => existing.Name != column.Name).Append(column));
}
