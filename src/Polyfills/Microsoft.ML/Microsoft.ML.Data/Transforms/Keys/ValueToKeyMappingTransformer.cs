using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

[assembly: LoadableClass(typeof(ValueToKeyMappingTransformer), null, typeof(SignatureLoadModel),
    "Term Transform", ValueToKeyMappingTransformer.LoaderSignature)]

namespace Microsoft.ML.Transforms;

public sealed class ValueToKeyMappingTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "TermTransform";

    private readonly KeyMap[] _maps;
    private readonly bool[] _valuesAsText;

    internal ValueToKeyMappingTransformer(IHostEnvironment env, (string Output, string Input)[] columns, KeyMap[] maps, bool valuesAsText)
        : base(env, "Term", columns)
    {
        _maps = maps;
        _valuesAsText = Enumerable.Repeat(valuesAsText, maps.Length).ToArray();
    }

    private ValueToKeyMappingTransformer(IHostEnvironment env, ModelLoadContext ctx)
        : base(env, "Term", ctx)
    {
        // For each column u8 values as text; the values are a model of their own.
        _valuesAsText = ColumnPairs.Select(_ => ctx.Reader.ReadBoolean()).ToArray();
        ctx.LoadModel<KeyVocabulary, SignatureLoadModel>(env, out KeyVocabulary vocabulary, KeyVocabulary.Directory);
        _maps = vocabulary.Maps;
        Contracts.CheckDecode(_maps.Length == ColumnPairs.Length);
    }

    private static ValueToKeyMappingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(GetVersionInfo());
        return new ValueToKeyMappingTransformer(env, ctx);
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(GetVersionInfo());
        SaveColumns(ctx);
        foreach (bool asText in _valuesAsText)
            ctx.Writer.Write(asText);
        ctx.SaveModel(new KeyVocabulary(_maps), KeyVocabulary.Directory);
    }

    private protected override MappedColumn Map(DataViewSchema.Column input, int pair)
    {
        KeyMap map = _maps[pair];
        DataViewType itemType = input.Type.GetItemType();
        if (!itemType.Equals(map.ItemType))
        {
            throw Contracts.Except(
                $"Could not apply a map over type '{map.ItemType}' to column '{ColumnPairs[pair].Output}' since it has type '{itemType}'");
        }
        DataViewType type = input.Type is VectorDataViewType vector ? new VectorDataViewType(map.KeyType, vector.Dimensions) : map.KeyType;
        var annotations = new DataViewSchema.Annotations.Builder();
        map.AddKeyValues(annotations, input, _valuesAsText[pair]);
        annotations.Add(input.Annotations, kind => kind == AnnotationKinds.SlotNames);
        return new MappedColumn(type, annotations.ToAnnotations(), row => map.MakeGetter(row, input));
    }

    private static VersionInfo GetVersionInfo() => new(
        modelSignature: "TERMTRNF",
        verWrittenCur: 0x00010003,
        verReadableCur: 0x00010003,
        verWeCanReadBack: 0x00010003,
        loaderSignature: LoaderSignature,
        loaderAssemblyName: typeof(ValueToKeyMappingTransformer).Assembly.FullName);
}
