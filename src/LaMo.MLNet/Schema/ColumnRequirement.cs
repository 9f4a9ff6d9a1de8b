using LaMo.Core.Trajectories;
using Microsoft.ML;
using Microsoft.ML.Data;
using static Microsoft.ML.SchemaShape.Column;

namespace LaMo.MLNet.Schema;

/// <summary>What an estimator or transformer asks of one input column, checked before any row is read.</summary>
internal sealed class ColumnRequirement
{
    private const int MaxActions = 1 << 16;

    private readonly string _expected;
    private readonly Func<VectorKind, DataViewType, bool, bool> _accepts;
    private readonly Func<DataViewType, bool> _acceptsSize;

    /// <param name="name">The column's name.</param>
    /// <param name="expected">What is asked for, in words.</param>
    /// <param name="accepts">Whether a kind, an item type and being a key fit.</param>
    /// <param name="acceptsSize">Whether a type that fits has fitting dimensions or a fitting number of keys, which a schema's shape does not tell; any if <see langword="null"/>.</param>
    private ColumnRequirement(string name, string expected, Func<VectorKind, DataViewType, bool, bool> accepts, Func<DataViewType, bool>? acceptsSize = null)
    {
        Name = name;
        _expected = expected;
        _accepts = accepts;
        _acceptsSize = acceptsSize ?? (_ => true);
    }

    /// <summary>The column's name.</summary>
    public string Name { get; }

    public static ColumnRequirement Scalar(string name, PrimitiveDataViewType type) =>
        new(name, type.ToString()!, (kind, itemType, isKey) => kind == VectorKind.Scalar && !isKey && itemType.Equals(type));

    public static ColumnRequirement SingleVector(string name) =>
        new(name, "a known-size vector of Single", (kind, itemType, isKey) => kind == VectorKind.Vector && !isKey && itemType.Equals(NumberDataViewType.Single));

    /// <summary>A vector of numbers or an image of any size.</summary>
    public static ColumnRequirement NumberVector(string name) =>
        new(name, "a known-size vector of Single or Byte", (kind, itemType, isKey) => kind == VectorKind.Vector && !isKey && (itemType.Equals(NumberDataViewType.Single) || itemType.Equals(NumberDataViewType.Byte)));

    /// <summary>A discrete action.</summary>
    public static ColumnRequirement Key(string name) => new(name, "a key", (kind, _, isKey) => kind == VectorKind.Scalar && isKey);

    /// <summary>A vector of numbers, or an image with its dimensions.</summary>
    public static ColumnRequirement State(string name) =>
        new(name, $"a known-size vector of Single, or an image of Byte or Single with dimensions [frames, height, width] of at least {ImageShape.SmallestFrame} x {ImageShape.SmallestFrame} pixels",
            (kind, itemType, isKey) => kind == VectorKind.Vector && !isKey && (itemType.Equals(NumberDataViewType.Single) || itemType.Equals(NumberDataViewType.Byte)),
            type => ((VectorDataViewType)type) is var vector && vector.Dimensions is [_, var height, var width]
                ? Math.Min(height, width) >= ImageShape.SmallestFrame
                : vector.ItemType.Equals(NumberDataViewType.Single));

    /// <summary>An action: continuous or discrete.</summary>
    public static ColumnRequirement Action(string name) =>
        new(name, $"a key of at most {MaxActions} values or a known-size vector of Single",
            (kind, itemType, isKey) => isKey ? kind == VectorKind.Scalar : kind == VectorKind.Vector && itemType.Equals(NumberDataViewType.Single),
            type => type is not KeyDataViewType { Count: > MaxActions });

    /// <summary>A column whose values tell episodes apart: a key, an integer or text.</summary>
    public static ColumnRequirement EpisodeId(string name) =>
        new(name, "a key, an integer or text", (kind, itemType, isKey) => kind == VectorKind.Scalar && (isKey || EpisodeTracker.Supports(itemType.RawType)));

    /// <summary>Finds the column in a schema's shape.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The shape has no such column, or one of another type.</exception>
    public SchemaShape.Column Find(SchemaShape inputSchema)
    {
        foreach (SchemaShape.Column column in inputSchema)
            if (column.Name == Name)
                return _accepts(column.Kind, column.ItemType, column.IsKey) ? column : throw Mismatch(Describe(column));
        throw Missing();
    }

    /// <summary>Finds the column in a schema.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The schema has no such column, or one of another type.</exception>
    public DataViewSchema.Column Find(DataViewSchema inputSchema)
    {
        DataViewSchema.Column column = inputSchema.GetColumnOrNull(Name) ?? throw Missing();
        return Accepts(column.Type) ? column : throw Mismatch(column.Type.ToString()!);
    }

    /// <summary>Finds the column in a schema, of one type and size.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The schema has no such column, or one of another type.</exception>
    public DataViewSchema.Column Find(DataViewSchema inputSchema, DataViewType type)
    {
        DataViewSchema.Column column = Find(inputSchema);
        return column.Type.Equals(type) ? column : throw new ArgumentOutOfRangeException(nameof(inputSchema), $"Schema mismatch for input column '{Name}': expected {type}, got {column.Type}");
    }

    private bool Accepts(DataViewType type)
    {
        var vector = type as VectorDataViewType;
        VectorKind kind = vector == null ? VectorKind.Scalar : vector.IsKnownSize ? VectorKind.Vector : VectorKind.VariableVector;
        DataViewType itemType = vector?.ItemType ?? type;
        return _accepts(kind, itemType, itemType is KeyDataViewType) && _acceptsSize(type);
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
