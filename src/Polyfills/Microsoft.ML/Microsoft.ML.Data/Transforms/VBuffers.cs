using System;

namespace Microsoft.ML.Data;

internal static class VBuffers
{
    /// <summary>Stores the values other than the default one, each in its slot: densely if half of the slots have one.</summary>
    public static void Fill<T>(ref VBuffer<T> destination, int length, ReadOnlySpan<T> values, ReadOnlySpan<int> slots)
    {
        if (values.IsEmpty || values.Length < length / 2)
        {
            VBufferEditor<T> sparse = VBufferEditor.Create(ref destination, length, values.Length);
            values.CopyTo(sparse.Values);
            slots.CopyTo(sparse.Indices);
            destination = sparse.Commit();
            return;
        }
        VBufferEditor<T> dense = VBufferEditor.Create(ref destination, length);
        dense.Values.Clear();
        for (int i = 0; i < values.Length; i++)
            dense.Values[slots[i]] = values[i];
        destination = dense.Commit();
    }
}
