using System;

namespace Microsoft.Data.Analysis;

internal static class ColumnKinds
{
    /// <summary>An empty column of the class for a type of value.</summary>
    public static DataFrameColumn Create(Type kind, string name) => Type.GetTypeCode(kind) switch
    {
        TypeCode.Boolean => new BooleanDataFrameColumn(name),
        TypeCode.Byte => new ByteDataFrameColumn(name),
        TypeCode.Char => new CharDataFrameColumn(name),
        TypeCode.DateTime => new DateTimeDataFrameColumn(name),
        TypeCode.Decimal => new DecimalDataFrameColumn(name),
        TypeCode.Double => new DoubleDataFrameColumn(name),
        TypeCode.Int16 => new Int16DataFrameColumn(name),
        TypeCode.Int32 => new Int32DataFrameColumn(name),
        TypeCode.Int64 => new Int64DataFrameColumn(name),
        TypeCode.SByte => new SByteDataFrameColumn(name),
        TypeCode.Single => new SingleDataFrameColumn(name),
        TypeCode.String => new StringDataFrameColumn(name),
        TypeCode.UInt16 => new UInt16DataFrameColumn(name),
        TypeCode.UInt32 => new UInt32DataFrameColumn(name),
        TypeCode.UInt64 => new UInt64DataFrameColumn(name),
        _ => throw new NotSupportedException(nameof(kind)),
    };
}
