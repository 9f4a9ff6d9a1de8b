namespace Microsoft.ML.Tests;

/// <summary>Schemas and their shapes as the recorded facts write them.</summary>
internal static class SchemaText
{
    public static string Of(IDataView view) => Of(view.Schema);

    public static string Of(DataViewSchema schema) => string.Join(" | ", schema.Select(Of));

    public static string Of(SchemaShape shape) => string.Join(" | ", shape.Select(column =>
    {
        IEnumerable<string> annotations = column.Annotations
            .OrderBy(annotation => annotation.Name, StringComparer.Ordinal)
            .Select(annotation => $"{annotation.Name}/{annotation.Kind}/{annotation.ItemType}");
        return $"{column.Name}:{column.Kind}:{column.ItemType}:{(column.IsKey ? "key:" : "")}[{string.Join(",", annotations)}]";
    }));

    private static string Of(DataViewSchema.Column column)
    {
        string[] annotations = column.Annotations.Schema.Select(annotation => annotation.Name).Order(StringComparer.Ordinal).ToArray();
        string suffix = annotations.Length == 0 ? "" : " {" + string.Join(", ", annotations) + "}";
        return $"{column.Name}: {column.Type}{suffix}{(column.IsHidden ? " (hidden)" : "")}";
    }
}
