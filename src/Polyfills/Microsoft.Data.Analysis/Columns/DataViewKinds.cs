using System;
using Microsoft.ML.Data;

namespace Microsoft.Data.Analysis;

/// <summary>The types of ML.NET for those of columns and back.</summary>
internal static class DataViewKinds
{
    /// <summary>The type that a column's values have in a data view; chars are seen as numbers, decimals as Double.</summary>
    public static PrimitiveDataViewType TypeOf(Type type)
    {
        if (type == typeof(ReadOnlyMemory<char>))
            return TextDataViewType.Instance;
        return Type.GetTypeCode(type) switch
        {
            TypeCode.Boolean => BooleanDataViewType.Instance,
            TypeCode.Byte => NumberDataViewType.Byte,
            TypeCode.Char or TypeCode.UInt16 => NumberDataViewType.UInt16,
            TypeCode.DateTime => DateTimeDataViewType.Instance,
            TypeCode.Decimal or TypeCode.Double => NumberDataViewType.Double,
            TypeCode.Int16 => NumberDataViewType.Int16,
            TypeCode.Int32 => NumberDataViewType.Int32,
            TypeCode.Int64 => NumberDataViewType.Int64,
            TypeCode.SByte => NumberDataViewType.SByte,
            TypeCode.Single => NumberDataViewType.Single,
            TypeCode.UInt32 => NumberDataViewType.UInt32,
            TypeCode.UInt64 => NumberDataViewType.UInt64,
            _ => throw new NotSupportedException("Type is " + type.Name),
        };
    }

    /// <summary>An empty column for values of a data view's type; keys and time spans have none.</summary>
    public static DataFrameColumn CreateColumn(DataViewType type, string name)
    {
        if (type is VectorDataViewType vector)
            return CreateVectorColumn(vector.ItemType, name);
        if (type is TextDataViewType)
            return new StringDataFrameColumn(name);
        if (type is NumberDataViewType or BooleanDataViewType or DateTimeDataViewType)
            return ColumnKinds.Create(type.RawType, name);
        throw new NotSupportedException($"{type.RawType.Name} is not a supported column type.");
    }

    private static DataFrameColumn CreateVectorColumn(DataViewType itemType, string name)
    {
        if (itemType.RawType == typeof(ReadOnlyMemory<char>))
            return new VBufferDataFrameColumn<ReadOnlyMemory<char>>(name);
        return Type.GetTypeCode(itemType.RawType) switch
        {
            TypeCode.Boolean => new VBufferDataFrameColumn<bool>(name),
            TypeCode.Byte => new VBufferDataFrameColumn<byte>(name),
            TypeCode.Double => new VBufferDataFrameColumn<double>(name),
            TypeCode.Single => new VBufferDataFrameColumn<float>(name),
            TypeCode.Int32 => new VBufferDataFrameColumn<int>(name),
            TypeCode.Int64 => new VBufferDataFrameColumn<long>(name),
            TypeCode.SByte => new VBufferDataFrameColumn<sbyte>(name),
            TypeCode.Int16 => new VBufferDataFrameColumn<short>(name),
            TypeCode.UInt32 => new VBufferDataFrameColumn<uint>(name),
            TypeCode.UInt64 => new VBufferDataFrameColumn<ulong>(name),
            TypeCode.UInt16 => new VBufferDataFrameColumn<ushort>(name),
            _ => throw new NotSupportedException($"Specified vector subtype {itemType} is not supported."),
        };
    }
}
