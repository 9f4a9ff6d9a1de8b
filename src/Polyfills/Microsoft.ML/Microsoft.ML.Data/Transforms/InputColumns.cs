using System.Collections.Generic;
using System.Linq;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>The columns of an input schema as transforms see them.</summary>
internal static class InputColumns
{
    public static DataViewSchema.Column FindInput(this DataViewSchema inputSchema, string name)
        => inputSchema.GetColumnOrNull(name) ?? throw Contracts.ExceptSchemaMismatch(nameof(inputSchema), "input", name);

    public static SchemaShape.Column FindInput(this SchemaShape inputSchema, string name)
        => Contracts.CheckValue(inputSchema, nameof(inputSchema)).TryFindColumn(name, out SchemaShape.Column column)
            ? column
            : throw Contracts.ExceptSchemaMismatch(nameof(inputSchema), "input", name);

    /// <summary>The shape after an estimator: a column of a known name takes the place of the old one, a new one is last.</summary>
    public static SchemaShape With(this SchemaShape inputSchema, IEnumerable<SchemaShape.Column> added)
    {
        Dictionary<string, SchemaShape.Column> columns = Contracts.CheckValue(inputSchema, nameof(inputSchema)).ToDictionary(column => column.Name);
        foreach (SchemaShape.Column column in added)
            columns[column.Name] = column;
        return new SchemaShape(columns.Values);
    }

    public static bool HasAnnotation(this SchemaShape.Column column, string kind) => column.Annotations.TryFindColumn(kind, out _);
}
