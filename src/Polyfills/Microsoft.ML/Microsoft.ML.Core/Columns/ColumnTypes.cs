using System;
using System.Linq;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Questions about column types, and the primitive type of each kind of value.</summary>
internal static class ColumnTypes
{
    /// <summary>The primitive types by kind; the row id has no <see cref="DataKind"/> but a place behind the others.</summary>
    private static readonly (DataKind Kind, string ShortName, PrimitiveDataViewType Type)[] Kinds =
    [
        (DataKind.SByte, "I1", NumberDataViewType.SByte),
        (DataKind.Byte, "U1", NumberDataViewType.Byte),
        (DataKind.Int16, "I2", NumberDataViewType.Int16),
        (DataKind.UInt16, "U2", NumberDataViewType.UInt16),
        (DataKind.Int32, "I4", NumberDataViewType.Int32),
        (DataKind.UInt32, "U4", NumberDataViewType.UInt32),
        (DataKind.Int64, "I8", NumberDataViewType.Int64),
        (DataKind.UInt64, "U8", NumberDataViewType.UInt64),
        (DataKind.Single, "R4", NumberDataViewType.Single),
        (DataKind.Double, "R8", NumberDataViewType.Double),
        (DataKind.String, "TX", TextDataViewType.Instance),
        (DataKind.Boolean, "BL", BooleanDataViewType.Instance),
        (DataKind.TimeSpan, "TS", TimeSpanDataViewType.Instance),
        (DataKind.DateTime, "DT", DateTimeDataViewType.Instance),
        (DataKind.DateTimeOffset, "DZ", DateTimeOffsetDataViewType.Instance),
        (RowIdKind, "UG", RowIdDataViewType.Instance),
    ];

    private const DataKind RowIdKind = (DataKind)16;

    public static DataViewType GetItemType(this DataViewType type) => (type as VectorDataViewType)?.ItemType ?? type;

    /// <summary>The vector's size; 0 for scalars and for vectors of variable size.</summary>
    public static int GetVectorSize(this DataViewType type) => (type as VectorDataViewType)?.Size ?? 0;

    /// <summary>The number of values: 1 for a scalar, 0 for a vector of variable size.</summary>
    public static int GetValueCount(this DataViewType type) => (type as VectorDataViewType)?.Size ?? 1;

    public static bool IsKnownSizeVector(this DataViewType type) => type.GetVectorSize() > 0;

    /// <summary>The key's cardinality; 0 for other types.</summary>
    public static ulong GetKeyCount(this DataViewType type) => (type as KeyDataViewType)?.Count ?? 0;

    public static bool IsStandardScalar(this DataViewType type) => Kinds.Any(kind => kind.Type == type);

    /// <summary>The standard type of a raw type (a string counts as text).</summary>
    public static PrimitiveDataViewType PrimitiveTypeFromType(Type rawType)
        => TryGetPrimitiveType(rawType, out PrimitiveDataViewType type)
            ? type
            : throw Contracts.Except($"No column type stands for {rawType}.");

    public static bool TryGetPrimitiveType(Type rawType, out PrimitiveDataViewType type)
    {
        Type sought = rawType == typeof(string) ? typeof(ReadOnlyMemory<char>) : rawType;
        type = Kinds.FirstOrDefault(kind => kind.Type.RawType == sought).Type;
        return type != null;
    }

    /// <summary>The standard type whose raw type has this name.</summary>
    public static bool TryGetPrimitiveType(string rawTypeName, out PrimitiveDataViewType type)
    {
        type = Kinds.FirstOrDefault(kind => kind.Type.RawType.Name == rawTypeName).Type;
        return type != null;
    }

    public static PrimitiveDataViewType PrimitiveTypeFromKind(DataKind kind)
    {
        PrimitiveDataViewType type = Kinds.FirstOrDefault(candidate => candidate.Kind == kind).Type;
        return type ?? throw Contracts.Except($"Bad data kind in ColumnTypeExtensions.NumberTypeFromKind: {kind}");
    }

    /// <summary>The two-letter name of a raw type in text files and messages.</summary>
    public static string ShortNameOf(Type rawType) => Kinds.First(kind => kind.Type.RawType == rawType).ShortName;

    public static bool TryGetKindByShortName(string shortName, out DataKind kind)
    {
        kind = Kinds.FirstOrDefault(candidate => candidate.ShortName.Equals(shortName, StringComparison.OrdinalIgnoreCase)).Kind;
        return kind != default;
    }

    public static DataKind KindOf(Type rawType) => Kinds.First(kind => kind.Type.RawType == rawType).Kind;
}
