using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A vector column made of the values of other columns, one after the other.</summary>
internal sealed record Concatenation(string Name, Concatenation.Source[] Sources)
{
    /// <summary>An input column; the alias stands for its name in slot names.</summary>
    internal sealed record Source(string Name, string Alias);

    public ColumnMapping Bind(DataViewSchema inputSchema)
    {
        DataViewSchema.Column[] inputs = Array.ConvertAll(Sources, source => inputSchema.FindInput(source.Name));
        var itemType = (PrimitiveDataViewType)inputs[0].Type.GetItemType();
        foreach (DataViewSchema.Column input in inputs)
        {
            if (!input.Type.GetItemType().Equals(itemType))
                throw Contracts.ExceptSchemaMismatch(nameof(inputSchema), "input", input.Name, itemType.ToString(), input.Type.ToString());
        }

        int[] indices = Array.ConvertAll(inputs, input => input.Index);
        if (inputs is [{ Type: VectorDataViewType } only])
        {
            var same = new DataViewSchema.DetachedColumn(Name, only.Type, only.Annotations);
            return new ColumnMapping(same, indices, row => TypeDispatch.Invoke(PassOn<int>, itemType.RawType, row, only));
        }

        int size = inputs.All(input => input.Type.GetValueCount() > 0) ? inputs.Sum(input => input.Type.GetValueCount()) : 0;
        var output = new DataViewSchema.DetachedColumn(Name, new VectorDataViewType(itemType, size), MakeAnnotations(inputs, itemType, size));
        return new ColumnMapping(output, indices, row => TypeDispatch.Invoke(Concatenate<int>, itemType.RawType, row, inputs));
    }

    private static Delegate PassOn<T>(DataViewRow row, DataViewSchema.Column input) => row.GetGetter<VBuffer<T>>(input);

    private static Delegate Concatenate<T>(DataViewRow row, DataViewSchema.Column[] inputs)
    {
        ConcatenationPart<T>[] parts = Array.ConvertAll(inputs, input => ConcatenationPart<T>.Create(row, input));
        ValueGetter<VBuffer<T>> getter = (ref VBuffer<T> destination) =>
        {
            int length = 0;
            int count = 0;
            foreach (ConcatenationPart<T> part in parts)
            {
                part.Fetch();
                length = checked(length + part.Length);
                count += part.Count;
            }

            // A vector with at most half of its values given is worth its indices.
            bool isDense = count > length / 2;
            VBufferEditor<T> editor = VBufferEditor.Create(ref destination, length, isDense ? length : count);
            int offset = 0;
            int filled = 0;
            foreach (ConcatenationPart<T> part in parts)
            {
                if (isDense)
                    part.CopyAll(editor.Values.Slice(offset, part.Length));
                else
                    part.CopyExplicit(editor.Values.Slice(filled, part.Count), editor.Indices.Slice(filled, part.Count), offset);
                offset += part.Length;
                filled += part.Count;
            }
            destination = editor.Commit();
        };
        return getter;
    }

    private DataViewSchema.Annotations MakeAnnotations(DataViewSchema.Column[] inputs, DataViewType itemType, int size)
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        if (itemType is NumberDataViewType && inputs.All(input => input.IsNormalized()))
            annotations.AddPrimitiveValue(AnnotationKinds.IsNormalized, BooleanDataViewType.Instance, true);
        if (size == 0)
            return annotations.ToAnnotations();

        if (inputs.Any(input => input.Type is PrimitiveDataViewType || input.HasSlotNames()))
        {
            annotations.Add<VBuffer<ReadOnlyMemory<char>>>(
                AnnotationKinds.SlotNames, new VectorDataViewType(TextDataViewType.Instance, size), (ref VBuffer<ReadOnlyMemory<char>> names) => GetSlotNames(inputs, size, ref names));
        }
        int[] ranges = CategoricalSlotRanges(inputs).ToArray();
        if (ranges.Length > 0)
        {
            annotations.Add(AnnotationKinds.CategoricalSlotRanges, new VectorDataViewType(NumberDataViewType.Int32, ranges.Length / 2, 2),
                (ref VBuffer<int> destination) => VBuffer<int>.Copy(ranges, 0, ref destination, ranges.Length));
        }
        return annotations.ToAnnotations();
    }

    // A scalar's slot has its column's name; a vector's slots have "column.slot", or no name where the vector names none.
    private void GetSlotNames(DataViewSchema.Column[] inputs, int size, ref VBuffer<ReadOnlyMemory<char>> destination)
    {
        var names = new SortedDictionary<int, ReadOnlyMemory<char>>();
        int slot = 0;
        for (int i = 0; i < inputs.Length; i++)
        {
            string prefix = Sources[i].Alias ?? inputs[i].Name;
            if (inputs[i].Type is PrimitiveDataViewType)
            {
                names.Add(slot, prefix.AsMemory());
            }
            else if (inputs[i].HasSlotNames())
            {
                VBuffer<ReadOnlyMemory<char>> slotNames = default;
                inputs[i].GetSlotNames(ref slotNames);
                foreach (KeyValuePair<int, ReadOnlyMemory<char>> name in slotNames.Items().Where(item => !item.Value.IsEmpty))
                    names.Add(slot + name.Key, (Sources[i].Alias == inputs[i].Name ? name.Value.ToString() : $"{prefix}.{name.Value}").AsMemory());
            }
            slot += inputs[i].Type.GetValueCount();
        }
        VBuffers.Fill(ref destination, size, names.Values.ToArray(), names.Keys.ToArray());
    }

    // Pairs of first and last slot of each categorical feature.
    private static IEnumerable<int> CategoricalSlotRanges(DataViewSchema.Column[] inputs)
    {
        int slot = 0;
        foreach (DataViewSchema.Column input in inputs)
        {
            if (input.Annotations.Schema.GetColumnOrNull(AnnotationKinds.CategoricalSlotRanges) is { Type: VectorDataViewType { ItemType: NumberDataViewType } })
            {
                VBuffer<int> ranges = default;
                input.Annotations.GetValue(AnnotationKinds.CategoricalSlotRanges, ref ranges);
                foreach (int bound in ranges.DenseValues())
                    yield return slot + bound;
            }
            slot += input.Type.GetValueCount();
        }
    }
}
