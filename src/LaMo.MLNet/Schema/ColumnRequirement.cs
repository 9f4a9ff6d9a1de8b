using Microsoft.ML;
using Microsoft.ML.Data;
using static Microsoft.ML.SchemaShape.Column;

namespace LaMo.MLNet.Schema;

/// <summary>What an estimator or transformer asks of one input column, checked before any row is read.</summary>
internal sealed class ColumnRequirement
{
    private readonly VectorKind _kind;
    private readonly Func<DataViewType, bool, bool> _accepts;
    private readonly string _expected;

    private ColumnRequirement(string name, VectorKind kind, string expected, Func<DataViewType, bool, bool> accepts)
    {
        Name = name;
        _kind = kind;
        _expected = expected;
        _accepts = accepts;
    }

    /// <summary>The column's name.</summary>
    public string Name { get; }

    public static ColumnRequirement Scalar(string name, PrimitiveDataViewType type) =>
        new(name, VectorKind.Scalar, type.ToString()!, (itemType, isKey) => !isKey && itemType.Equals(type));

    public static ColumnRequirement SingleVector(string name) =>
        new(name, VectorKind.Vector, "a known-size vector of Single", (itemType, isKey) => !isKey && itemType.Equals(NumberDataViewType.Single));

    /// <summary>A column whose values tell episodes apart: a key, an integer or text.</summary>
    public static ColumnRequirement EpisodeId(string name) =>
        new(name, VectorKind.Scalar, "a key, an integer or text", (itemType, isKey) => isKey || EpisodeTracker.Supports(itemType.RawType));

    /// <exception cref="ArgumentOutOfRangeException">The shape has no such column, or one of another type.</exception>
    public void Check(SchemaShape inputSchema)
    {
        foreach (SchemaShape.Column column in inputSchema)
        {
            if (column.Name != Name)
                continue;
            if (!Accepts(column))
                throw Mismatch(Describe(column));
            return;
        }
        throw Missing();
    }

    /// <summary>Finds the column in a schema.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The schema has no such column, or one of another type.</exception>
    public DataViewSchema.Column Find(DataViewSchema inputSchema)
    {
        DataViewSchema.Column column = inputSchema.GetColumnOrNull(Name) ?? throw Missing();
        return Accepts(column.Type) ? column : throw Mismatch(column.Type.ToString()!);
    }

    private bool Accepts(SchemaShape.Column column) => column.Kind == _kind && _accepts(column.ItemType, column.IsKey);

    private bool Accepts(DataViewType type)
    {
        var vector = type as VectorDataViewType;
        VectorKind kind = vector == null ? VectorKind.Scalar : vector.IsKnownSize ? VectorKind.Vector : VectorKind.VariableVector;
        DataViewType itemType = vector?.ItemType ?? type;
        return kind == _kind && _accepts(itemType, itemType is KeyDataViewType);
    }

    private static string Describe(SchemaShape.Column column)
    {
        string item = column.IsKey ? $"Key<{column.ItemType}>" : column.ItemType.ToString()!;
        return column.Kind switch
        {
            VectorKind.Scalar => item,
            VectorKind.Vector => $"Vector<{item}> of known size",
            _ => $"Vector<{item}>",
        };
    }

    private ArgumentOutOfRangeException Missing() => new("inputSchema", $"Could not find input column '{Name}'");

    private ArgumentOutOfRangeException Mismatch(string actual) => new("inputSchema", $"Schema mismatch for input column '{Name}': expected {_expected}, got {actual}");
}
