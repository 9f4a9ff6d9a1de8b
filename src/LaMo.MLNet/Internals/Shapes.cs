using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.MLNet.Internals;

/// <summary>Makes the schema shapes that estimators announce.</summary>
internal static class Shapes
{
    public static SchemaShape.Column Column(string name, SchemaShape.Column.VectorKind kind, DataViewType itemType, bool isKey = false, IEnumerable<SchemaShape.Column>? annotations = null) =>
        new(name, kind, itemType, isKey, annotations is null ? null : new SchemaShape(annotations));

    public static SchemaShape Of(DataViewSchema schema) => SchemaShape.Create(schema);

    /// <summary>The shape with columns added, in place of those of the same names.</summary>
    public static SchemaShape With(SchemaShape shape, params IEnumerable<SchemaShape.Column> columns) =>
        new(shape.ExceptBy(columns.Select(column => column.Name), existing => existing.Name).Concat(columns));
}
