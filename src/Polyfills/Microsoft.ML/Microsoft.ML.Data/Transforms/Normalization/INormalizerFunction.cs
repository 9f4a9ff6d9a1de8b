using System;
using System.IO;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>The fitted normalization of one column.</summary>
internal interface INormalizerFunction : ICanSaveModel
{
    /// <summary>The number of slots.</summary>
    int Size { get; }

    /// <summary>The getter of the normalized values, for a scalar or a vector column.</summary>
    Delegate MakeGetter(DataViewRow row, DataViewSchema.Column input);

    NormalizingTransformer.NormalizerModelParametersBase GetParameters(bool isVector);
}

/// <summary>Applies a function slot by slot.</summary>
internal abstract class NormalizerFunction<T> : INormalizerFunction
    where T : struct, IFloatingPointIeee754<T>
{
    public abstract int Size { get; }

    /// <summary>Whether zero becomes zero in every slot, so that a sparse vector stays sparse.</summary>
    protected abstract bool KeepsZero { get; }

    public Delegate MakeGetter(DataViewRow row, DataViewSchema.Column input) => input.Type is VectorDataViewType
        ? MakeVectorGetter(row.GetGetter<VBuffer<T>>(input))
        : MakeScalarGetter(row.GetGetter<T>(input));

    public abstract NormalizingTransformer.NormalizerModelParametersBase GetParameters(bool isVector);

    public abstract void Save(ModelSaveContext ctx);

    protected abstract T Apply(int slot, T value);

    private ValueGetter<T> MakeScalarGetter(ValueGetter<T> source) => (ref T value) =>
    {
        source(ref value);
        value = Apply(0, value);
    };

    private ValueGetter<VBuffer<T>> MakeVectorGetter(ValueGetter<VBuffer<T>> source) => (ref VBuffer<T> destination) =>
    {
        source(ref destination);
        Contracts.Check(destination.Length == Size);
        if (!destination.IsDense && !KeepsZero)
        {
            VBuffer<T> dense = default;
            destination.CopyToDense(ref dense);
            destination = dense;
        }
        // The buffer is the caller's own: whoever filled it may not look at it again.
        Span<T> values = VBufferEditor.CreateFromBuffer(ref destination).Values;
        ReadOnlySpan<int> indices = destination.GetIndices();
        for (int i = 0; i < values.Length; i++)
            values[i] = Apply(destination.IsDense ? i : indices[i], values[i]);
    };
}

/// <summary>Arrays of numbers in a model's stream.</summary>
internal static class NormalizerNumbers
{
    public static void Write<T>(this BinaryWriter writer, T[] values)
        where T : struct
        => writer.Write(MemoryMarshal.AsBytes(values.AsSpan()));

    public static T[] Read<T>(this BinaryReader reader, int count)
        where T : struct
        => MemoryMarshal.Cast<byte, T>(reader.ReadBytes(count * Unsafe.SizeOf<T>())).ToArray();
}
