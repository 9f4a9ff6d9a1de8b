using System;
using System.Numerics;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

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

    private ValueGetter<VBuffer<T>> MakeVectorGetter(ValueGetter<VBuffer<T>> source)
    {
        VBuffer<T> input = default;
        var values = new T[Size];
        var slots = new int[Size];
        return (ref VBuffer<T> destination) =>
        {
            source(ref input);
            Contracts.Check(input.Length == Size);
            if (!input.IsDense && !KeepsZero)
            {
                VBuffer<T> dense = default;
                input.CopyToDense(ref dense);
                input = dense;
            }
            ReadOnlySpan<T> given = input.GetValues();
            ReadOnlySpan<int> indices = input.GetIndices();
            int count = 0;
            for (int i = 0; i < given.Length; i++)
            {
                int slot = input.IsDense ? i : indices[i];
                T value = Apply(slot, given[i]);
                if (value == T.Zero)
                    continue;
                values[count] = value;
                slots[count++] = slot;
            }
            VBuffers.Fill(ref destination, Size, values.AsSpan(0, count), slots.AsSpan(0, count));
        };
    }
}
