using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.MLNet.Schema;

/// <summary>Reads keys of actions, which count from 1, as indexes, which count from 0.</summary>
internal static class ActionIndex
{
    /// <summary>A function that reads the current row's action; it throws <see cref="InvalidOperationException"/> where there is none.</summary>
    public static Func<int> Getter(DataViewRow row, DataViewSchema.Column column)
    {
        Type type = column.Type.RawType;
        if (type == typeof(byte))
            return Of<byte>(row, column, key => key);
        if (type == typeof(ushort))
            return Of<ushort>(row, column, key => key);
        return type == typeof(uint) ? Of<uint>(row, column, key => key) : Of<ulong>(row, column, key => key);
    }

    private static Func<int> Of<T>(DataViewRow row, DataViewSchema.Column column, Func<T, ulong> toNumber)
    {
        ValueGetter<T> get = row.GetGetter<T>(column);
        T key = default!;
        ulong count = ((KeyDataViewType)column.Type).Count;
        return () =>
        {
            get(ref key);
            ulong number = toNumber(key);
            return number >= 1 && number <= count ? (int)number - 1 : throw RowFault.At(row, column, "is missing; every row must have an action");
        };
    }
}
