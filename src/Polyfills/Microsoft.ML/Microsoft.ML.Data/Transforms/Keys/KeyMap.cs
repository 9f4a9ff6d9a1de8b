using System;
using System.Collections.Generic;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>The values of a column in the order of their keys.</summary>
internal abstract class KeyMap
{
    protected KeyMap(PrimitiveDataViewType itemType, int count)
    {
        ItemType = itemType;
        Count = count;
        KeyType = new KeyDataViewType(typeof(uint), Math.Max(1, count));
    }

    public PrimitiveDataViewType ItemType { get; }

    public int Count { get; }

    public KeyDataViewType KeyType { get; }

    /// <summary>The getter of the keys of a scalar or vector column of the values' type.</summary>
    public abstract Delegate MakeGetter(DataViewRow row, DataViewSchema.Column input);

    /// <summary>Adds the values as the annotation of the key column made of the input.</summary>
    public abstract void AddKeyValues(DataViewSchema.Annotations.Builder annotations, DataViewSchema.Column input, bool asText);

    public abstract void Save(ModelSaveContext ctx);
}

internal sealed class KeyMap<T> : KeyMap
{
    private readonly T[] _values;
    private readonly Dictionary<T, uint> _keys;

    public KeyMap(PrimitiveDataViewType itemType, T[] values)
        : base(itemType, values.Length)
    {
        _values = values;
        _keys = new Dictionary<T, uint>(values.Length, KeyValueComparer<T>.Instance);
        for (int i = 0; i < values.Length; i++)
            _keys.Add(values[i], (uint)i + 1);
    }

    public override Delegate MakeGetter(DataViewRow row, DataViewSchema.Column input) => input.Type is VectorDataViewType
        ? MapVector(row.GetGetter<VBuffer<T>>(input))
        : MapScalar(row.GetGetter<T>(input));

    public override void AddKeyValues(DataViewSchema.Annotations.Builder annotations, DataViewSchema.Column input, bool asText)
    {
        if (Count == 0)
            return;
        // Keys of keys stand for what the first keys stand for.
        if (ItemType is KeyDataViewType key && input.Annotations.Schema.GetColumnOrNull(AnnotationKinds.KeyValues)?.Type is VectorDataViewType meant
            && (ulong)meant.Size == key.Count)
            TypeDispatch.Invoke(AddMeanings<int>, meant.ItemType.RawType, annotations, input, (meant.ItemType, asText));
        else
            Add(annotations, ItemType, asText, () => _values);
    }

    public override void Save(ModelSaveContext ctx) => KeyVocabulary.SaveValues(ctx, ItemType, _values);

    private static void Add<TValue>(DataViewSchema.Annotations.Builder annotations, PrimitiveDataViewType type, bool asText, Func<TValue[]> values)
    {
        if (asText && StandardConversions.Find(type, TextDataViewType.Instance) is ValueConversion<TValue, ReadOnlyMemory<char>> toText)
        {
            Add(annotations, TextDataViewType.Instance, asText: false, () => Array.ConvertAll(values(), value => toText.Convert(value)));
            return;
        }
        int count = values().Length;
        annotations.Add(AnnotationKinds.KeyValues, new VectorDataViewType(type, count),
            (ref VBuffer<TValue> destination) => VBuffer<TValue>.Copy(values(), 0, ref destination, count));
    }

    private bool AddMeanings<TValue>(
        DataViewSchema.Annotations.Builder annotations, DataViewSchema.Column input, (PrimitiveDataViewType Type, bool AsText) options)
    {
        Add(annotations, options.Type, options.AsText, () =>
        {
            VBuffer<TValue> meanings = default;
            input.GetKeyValues(ref meanings);
            return Array.ConvertAll(_values, key => meanings.GetItemOrDefault((int)Convert.ToUInt32(key) - 1));
        });
        return true;
    }

    private ValueGetter<uint> MapScalar(ValueGetter<T> getValue)
    {
        T value = default;
        return (ref uint key) =>
        {
            getValue(ref value);
            key = _keys.GetValueOrDefault(value);
        };
    }

    private ValueGetter<VBuffer<uint>> MapVector(ValueGetter<VBuffer<T>> getValues)
    {
        VBuffer<T> values = default;
        T implicitValue = default;
        bool staysSparse = !_keys.ContainsKey(implicitValue);
        return (ref VBuffer<uint> destination) =>
        {
            getValues(ref values);
            bool isDense = values.IsDense || !staysSparse;
            ReadOnlySpan<T> source = values.GetValues();
            VBufferEditor<uint> editor = VBufferEditor.Create(ref destination, values.Length, isDense ? values.Length : source.Length);
            if (isDense)
            {
                int slot = 0;
                foreach (T value in values.DenseValues())
                    editor.Values[slot++] = _keys.GetValueOrDefault(value);
            }
            else
            {
                values.GetIndices().CopyTo(editor.Indices);
                for (int i = 0; i < source.Length; i++)
                    editor.Values[i] = _keys.GetValueOrDefault(source[i]);
            }
            destination = editor.Commit();
        };
    }
}
