using System;
using System.Numerics;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>What a normalizer must know about each slot of a column of training data.</summary>
internal abstract class SlotStatistics<T>
    where T : struct, IFloatingPointIeee754<T>
{
    protected SlotStatistics(int size) => Size = size;

    protected int Size { get; }

    protected long Rows { get; private set; }

    public void Add(in VBuffer<T> row)
    {
        if (row.Length != Size)
            throw Contracts.Except($"Normalizer expected {Size} slots but got {row.Length}");
        Rows++;
        ReadOnlySpan<T> values = row.GetValues();
        ReadOnlySpan<int> indices = row.GetIndices();
        for (int i = 0; i < values.Length; i++)
            Add(row.IsDense ? i : indices[i], values[i]);
    }

    public abstract INormalizerFunction Finish();

    /// <summary>Called for the explicit values of a row only: the rest of a sparse row are zeros.</summary>
    protected abstract void Add(int slot, T value);
}
