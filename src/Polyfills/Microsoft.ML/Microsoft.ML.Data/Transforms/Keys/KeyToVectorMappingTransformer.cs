using System;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

[assembly: LoadableClass(typeof(KeyToVectorMappingTransformer), null, typeof(SignatureLoadModel),
    "KeyToVectorTransform", KeyToVectorMappingTransformer.LoaderSignature)]

namespace Microsoft.ML.Transforms;

public sealed class KeyToVectorMappingTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "KeyToVectorTransform";

    private readonly bool[] _outputsCounts;

    internal KeyToVectorMappingTransformer(IHostEnvironment env, (string Output, string Input)[] columns, bool outputCountVector)
        : base(env, nameof(KeyToVectorMappingTransformer), columns)
    {
        _outputsCounts = Array.ConvertAll(columns, _ => outputCountVector);
    }

    private KeyToVectorMappingTransformer(IHostEnvironment env, ModelLoadContext ctx)
        : base(env, nameof(KeyToVectorMappingTransformer), ctx)
    {
        // For each column u8 outputs counts.
        _outputsCounts = Array.ConvertAll(ColumnPairs, _ => ctx.Reader.ReadBoolean());
    }

    internal bool OutputsCounts(int pair) => _outputsCounts[pair];

    private static KeyToVectorMappingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(GetVersionInfo());
        return new KeyToVectorMappingTransformer(env, ctx);
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(GetVersionInfo());
        SaveColumns(ctx);
        foreach (bool outputsCounts in _outputsCounts)
            ctx.Writer.Write(outputsCounts);
    }

    private protected override MappedColumn Map(DataViewSchema.Column input, int pair)
    {
        if (input.Type.GetItemType() is not KeyDataViewType key)
            throw Contracts.ExceptSchemaMismatch("inputSchema", "input", input.Name, "key type of known cardinality", input.Type.ToString());

        int keyCount = checked((int)key.Count);
        int valueCount = input.Type.GetValueCount();
        bool counts = _outputsCounts[pair];
        VectorDataViewType type = counts || valueCount == 1
            ? new VectorDataViewType(NumberDataViewType.Single, keyCount)
            : new VectorDataViewType(NumberDataViewType.Single, valueCount, keyCount);
        return new MappedColumn(type, MakeAnnotations(input, type, keyCount, counts), row =>
        {
            Delegate keys = StandardConversions.Find(key, NumberDataViewType.UInt32).MakeGetter(row, input);
            if (keys is ValueGetter<uint> getKey)
                return MapScalar(getKey, keyCount);
            var getKeys = (ValueGetter<VBuffer<uint>>)keys;
            return counts ? CountKeys(getKeys, keyCount) : MapVector(getKeys, keyCount);
        });
    }

    private static ValueGetter<VBuffer<float>> MapScalar(ValueGetter<uint> getKey, int keyCount)
    {
        uint key = 0;
        return (ref VBuffer<float> destination) =>
        {
            getKey(ref key);
            bool isKnown = key > 0 && key <= keyCount;
            VBufferEditor<float> editor = VBufferEditor.Create(ref destination, keyCount, isKnown ? 1 : 0, requireIndicesOnDense: true);
            if (isKnown)
            {
                editor.Values[0] = 1;
                editor.Indices[0] = (int)key - 1;
            }
            destination = editor.Commit();
        };
    }

    // One indicator vector per slot, one after the other.
    private static ValueGetter<VBuffer<float>> MapVector(ValueGetter<VBuffer<uint>> getKeys, int keyCount)
    {
        VBuffer<uint> keys = default;
        return (ref VBuffer<float> destination) =>
        {
            getKeys(ref keys);
            int length = checked(keys.Length * keyCount);
            VBufferEditor<float> editor = VBufferEditor.Create(ref destination, length, keys.GetValues().Length, requireIndicesOnDense: true);
            int count = 0;
            foreach ((int slot, uint key) in keys.Items())
            {
                if (key == 0 || key > keyCount)
                    continue;
                editor.Values[count] = 1;
                editor.Indices[count++] = slot * keyCount + (int)key - 1;
            }
            destination = editor.CommitTruncated(count);
        };
    }

    private static ValueGetter<VBuffer<float>> CountKeys(ValueGetter<VBuffer<uint>> getKeys, int keyCount)
    {
        VBuffer<uint> keys = default;
        return (ref VBuffer<float> destination) =>
        {
            getKeys(ref keys);
            VBufferEditor<float> editor = VBufferEditor.Create(ref destination, keyCount);
            editor.Values.Clear();
            foreach (uint key in keys.GetValues())
            {
                if (key > 0 && key <= keyCount)
                    editor.Values[(int)key - 1]++;
            }
            destination = editor.Commit();
        };
    }

    private static DataViewSchema.Annotations MakeAnnotations(DataViewSchema.Column input, VectorDataViewType type, int keyCount, bool counts)
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        bool isScalar = input.Type is PrimitiveDataViewType;
        int valueCount = input.Type.GetValueCount();
        if (input.HasKeyValues() && (counts || isScalar))
        {
            annotations.Add<VBuffer<ReadOnlyMemory<char>>>(AnnotationKinds.SlotNames, new VectorDataViewType(TextDataViewType.Instance, type.Size),
                (ref VBuffer<ReadOnlyMemory<char>> names) => input.GetKeyValues(ref names));
        }
        else if (input.HasKeyValues() && type.IsKnownSize)
        {
            annotations.Add<VBuffer<ReadOnlyMemory<char>>>(AnnotationKinds.SlotNames, new VectorDataViewType(TextDataViewType.Instance, type.Dimensions),
                (ref VBuffer<ReadOnlyMemory<char>> names) => GetSlotNames(input, ref names));
        }
        if (!counts && valueCount > 0)
        {
            int[] ranges = Enumerable.Range(0, valueCount).SelectMany(slot => new[] { slot * keyCount, (slot + 1) * keyCount - 1 }).ToArray();
            annotations.Add(AnnotationKinds.CategoricalSlotRanges, new VectorDataViewType(NumberDataViewType.Int32, valueCount, 2),
                (ref VBuffer<int> destination) => VBuffer<int>.Copy(ranges, 0, ref destination, ranges.Length));
        }
        if (!counts || isScalar)
            annotations.AddPrimitiveValue(AnnotationKinds.IsNormalized, BooleanDataViewType.Instance, true);
        return annotations.ToAnnotations();
    }

    // "slot.key", with "[i]" for a slot that has no name.
    private static void GetSlotNames(DataViewSchema.Column input, ref VBuffer<ReadOnlyMemory<char>> destination)
    {
        VBuffer<ReadOnlyMemory<char>> keys = default;
        input.GetKeyValues(ref keys);
        VBuffer<ReadOnlyMemory<char>> slots = default;
        if (input.HasSlotNames())
            input.GetSlotNames(ref slots);
        else
            slots = new VBuffer<ReadOnlyMemory<char>>(input.Type.GetVectorSize(), 0, [], []);

        ReadOnlyMemory<char>[] names = slots.DenseValues()
            .Select((name, slot) => name.IsEmpty ? $"[{slot}]" : name.ToString())
            .SelectMany(slot => keys.DenseValues().Select(key => $"{slot}.{key}".AsMemory()))
            .ToArray();
        VBuffer<ReadOnlyMemory<char>>.Copy(names, 0, ref destination, names.Length);
    }

    private static VersionInfo GetVersionInfo() => new(
        modelSignature: "KEY2VECT",
        verWrittenCur: 0x00010002,
        verReadableCur: 0x00010001,
        verWeCanReadBack: 0x00010002,
        loaderSignature: LoaderSignature,
        loaderAssemblyName: typeof(KeyToVectorMappingTransformer).Assembly.FullName);
}
