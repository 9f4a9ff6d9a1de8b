using System;
using System.IO;
using System.Numerics;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>What a column's missing values become.</summary>
internal interface IReplacement
{
    /// <summary>The item type if one value stands for all, a vector type if each slot has its own.</summary>
    DataViewType Type { get; }

    Delegate MakeGetter(DataViewRow row, DataViewSchema.Column input);

    void Save(BinaryWriter writer);
}

internal static class Replacement
{
    public static IReplacement Load(BinaryReader reader)
    {
        DataViewType type = BinaryCodec.ReadTypeOrNull(reader);
        Contracts.CheckDecode(type != null);
        if (type is VectorDataViewType vector)
            return vector.ItemType.RawType == typeof(float) ? LoadVector<float>(reader, vector) : LoadVector<double>(reader, vector);
        return type.RawType == typeof(float) ? LoadScalar<float>(reader, type) : LoadScalar<double>(reader, type);
    }

    /// <summary>A type and a value of it, as a block of one.</summary>
    public static void Write<TValue>(BinaryWriter writer, DataViewType type, TValue value)
    {
        BinaryCodec.WriteType(writer, type);
        BlockWriter<TValue> block = ((BinaryCodec<TValue>)BinaryCodec.For(type)).CreateBlock();
        block.Add(value);
        block.Write(writer);
    }

    private static Replacement<T> LoadScalar<T>(BinaryReader reader, DataViewType type)
        where T : struct, IFloatingPointIeee754<T>
        => new(type, [ReadValue<T>(reader, type)]);

    private static Replacement<T> LoadVector<T>(BinaryReader reader, VectorDataViewType type)
        where T : struct, IFloatingPointIeee754<T>
    {
        var values = new T[type.Size];
        ReadValue<VBuffer<T>>(reader, type).CopyTo(values);
        return new Replacement<T>(type, values);
    }

    private static TValue ReadValue<TValue>(BinaryReader reader, DataViewType type)
    {
        TValue value = default;
        ((BinaryCodec<TValue>)BinaryCodec.For(type)).ReadBlock(reader, 1).Get(0, ref value);
        return value;
    }
}

internal sealed class Replacement<T>(DataViewType type, T[] values) : IReplacement
    where T : struct, IFloatingPointIeee754<T>
{
    private readonly bool _bySlot = type is VectorDataViewType;

    public DataViewType Type => type;

    public Delegate MakeGetter(DataViewRow row, DataViewSchema.Column input) => input.Type is VectorDataViewType
        ? MakeVectorGetter(row.GetGetter<VBuffer<T>>(input))
        : MakeScalarGetter(row.GetGetter<T>(input));

    public void Save(BinaryWriter writer)
    {
        if (_bySlot)
            Replacement.Write(writer, type, new VBuffer<T>(values.Length, values));
        else
            Replacement.Write(writer, type, values[0]);
    }

    private ValueGetter<T> MakeScalarGetter(ValueGetter<T> source) => (ref T value) =>
    {
        source(ref value);
        if (T.IsNaN(value))
            value = values[0];
    };

    private ValueGetter<VBuffer<T>> MakeVectorGetter(ValueGetter<VBuffer<T>> source)
    {
        VBuffer<T> input = default;
        return (ref VBuffer<T> destination) =>
        {
            source(ref input);
            Contracts.Check(!_bySlot || input.Length == values.Length);
            input.CopyTo(ref destination);
            Span<T> given = VBufferEditor.CreateFromBuffer(ref destination).Values;
            ReadOnlySpan<int> indices = destination.GetIndices();
            for (int i = 0; i < given.Length; i++)
            {
                if (T.IsNaN(given[i]))
                    given[i] = values[!_bySlot ? 0 : destination.IsDense ? i : indices[i]];
            }
        };
    }
}
