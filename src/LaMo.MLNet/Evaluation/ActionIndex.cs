using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.MLNet.Evaluation;

/// <summary>Reads keys of actions, which count from 1, as indexes, which count from 0.</summary>
internal static class ActionIndex
{
    /// <summary>A function that reads the current row's action; it throws <see cref="InvalidOperationException"/> where there is none.</summary>
    public static Func<int> Getter(DataViewRowCursor rows, DataViewSchema.Column column)
    {
        Type type = column.Type.RawType;
        if (type == typeof(byte))
            return Of<byte>(rows, column, key => key);
        if (type == typeof(ushort))
            return Of<ushort>(rows, column, key => key);
        return type == typeof(uint) ? Of<uint>(rows, column, key => key) : Of<ulong>(rows, column, key => key);
    }

    private static Func<int> Of<T>(DataViewRowCursor rows, DataViewSchema.Column column, Func<T, ulong> toNumber)
    {
        ValueGetter<T> get = rows.GetGetter<T>(column);
        T key = default!;
        ulong count = ((KeyDataViewType)column.Type).Count;
        return () =>
        {
            get(ref key);
            ulong number = toNumber(key);
            return number >= 1 && number <= count ? (int)number - 1 : throw RowFault.At(rows, column, "is missing; every row must have an action");
        };
    }
}
