using System;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

[assembly: LoadableClass(typeof(KeyToValueMappingTransformer), null, typeof(SignatureLoadModel),
    "Key To Value Transform", KeyToValueMappingTransformer.LoaderSignature)]

namespace Microsoft.ML.Transforms;

public sealed class KeyToValueMappingTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "KeyToValueTransform";

    internal KeyToValueMappingTransformer(IHostEnvironment env, params (string Output, string Input)[] columns)
        : base(env, nameof(KeyToValueMappingTransformer), columns)
    {
    }

    private KeyToValueMappingTransformer(IHostEnvironment env, ModelLoadContext ctx)
        : base(env, nameof(KeyToValueMappingTransformer), ctx)
    {
    }

    private static KeyToValueMappingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(GetVersionInfo());
        return new KeyToValueMappingTransformer(env, ctx);
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(GetVersionInfo());
        SaveColumns(ctx);
    }

    private protected override MappedColumn Map(DataViewSchema.Column input, int pair)
    {
        var values = input.Annotations.Schema.GetColumnOrNull(AnnotationKinds.KeyValues)?.Type as VectorDataViewType;
        Contracts.Check(values != null, "Metadata KeyValues does not exist");
        Contracts.Check(input.Type.GetItemType().GetKeyCount() == (ulong)values.Size, "KeyValues metadata size does not match column type key count");

        DataViewType type = input.Type is VectorDataViewType vector ? new VectorDataViewType(values.ItemType, vector.Dimensions) : values.ItemType;
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.Add(input.Annotations, kind => kind == AnnotationKinds.SlotNames);
        return new MappedColumn(type, annotations.ToAnnotations(), row => TypeDispatch.Invoke(MakeGetter<int>, values.ItemType.RawType, row, input));
    }

    private static Delegate MakeGetter<T>(DataViewRow row, DataViewSchema.Column input)
    {
        VBuffer<T> buffer = default;
        input.GetKeyValues(ref buffer);
        var values = new T[buffer.Length];
        buffer.CopyTo(values);
        T missing = MissingValue<T>.OrDefault;
        Func<uint, T> valueOf = key => key > 0 && key <= values.Length ? values[key - 1] : missing;

        Delegate keys = StandardConversions.Find(input.Type.GetItemType(), NumberDataViewType.UInt32).MakeGetter(row, input);
        return keys is ValueGetter<uint> getKey ? MapScalar(getKey, valueOf) : MapVector((ValueGetter<VBuffer<uint>>)keys, valueOf);
    }

    private static ValueGetter<T> MapScalar<T>(ValueGetter<uint> getKey, Func<uint, T> valueOf)
    {
        uint key = 0;
        return (ref T destination) =>
        {
            getKey(ref key);
            destination = valueOf(key);
        };
    }

    // A slot without a key has a value all the same, the missing one, so the result is dense.
    private static ValueGetter<VBuffer<T>> MapVector<T>(ValueGetter<VBuffer<uint>> getKeys, Func<uint, T> valueOf)
    {
        VBuffer<uint> keys = default;
        return (ref VBuffer<T> destination) =>
        {
            getKeys(ref keys);
            VBufferEditor<T> editor = VBufferEditor.Create(ref destination, keys.Length);
            int slot = 0;
            foreach (uint key in keys.DenseValues())
                editor.Values[slot++] = valueOf(key);
            destination = editor.Commit();
        };
    }

    private static VersionInfo GetVersionInfo() => new(
        modelSignature: "KEY2VALT",
        verWrittenCur: 0x00010001,
        verReadableCur: 0x00010001,
        verWeCanReadBack: 0x00010001,
        loaderSignature: LoaderSignature,
        loaderAssemblyName: typeof(KeyToValueMappingTransformer).Assembly.FullName);
}
