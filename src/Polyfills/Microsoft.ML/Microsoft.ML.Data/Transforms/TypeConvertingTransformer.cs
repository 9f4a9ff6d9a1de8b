using System;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

[assembly: LoadableClass(typeof(TypeConvertingTransformer), null, typeof(SignatureLoadModel),
    "Convert Transform", TypeConvertingTransformer.LoaderSignature, "ConvertFunction")]

namespace Microsoft.ML.Transforms;

public sealed class TypeConvertingTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "ConvertTransform";

    private const byte HasKeyCount = 0x80;

    private readonly Target[] _targets;

    internal TypeConvertingTransformer(IHostEnvironment env, (string Output, string Input)[] columns, DataKind outputKind)
        : base(env, nameof(TypeConvertingTransformer), columns)
    {
        _targets = Array.ConvertAll(columns, _ => new Target(outputKind, KeyCount: null));
    }

    private TypeConvertingTransformer(IHostEnvironment env, ModelLoadContext ctx)
        : base(env, nameof(TypeConvertingTransformer), ctx)
    {
        // For each column u8 kind, with the high bit set if a u64 key count follows.
        _targets = ColumnPairs.Select(_ =>
        {
            byte kind = ctx.Reader.ReadByte();
            return new Target((DataKind)(kind & ~HasKeyCount), (kind & HasKeyCount) != 0 ? ctx.Reader.ReadUInt64() : null);
        }).ToArray();
    }

    internal DataKind KindOf(int pair) => _targets[pair].Kind;

    private static TypeConvertingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(GetVersionInfo());
        return new TypeConvertingTransformer(env, ctx);
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(GetVersionInfo());
        SaveColumns(ctx);
        foreach (Target target in _targets)
        {
            ctx.Writer.Write((byte)(target.KeyCount == null ? (byte)target.Kind : (byte)target.Kind | HasKeyCount));
            if (target.KeyCount is { } count)
                ctx.Writer.Write(count);
        }
    }

    private protected override MappedColumn Map(DataViewSchema.Column input, int pair)
    {
        DataViewType sourceItem = input.Type.GetItemType();
        PrimitiveDataViewType itemType = _targets[pair].ItemTypeFor(sourceItem);
        ValueConversion conversion = StandardConversions.Find(sourceItem, itemType);
        if (conversion == null || (sourceItem is KeyDataViewType && itemType is not KeyDataViewType))
        {
            throw Contracts.ExceptParam("inputSchema",
                $"source column '{input.Name}' with item type '{input.Type}' is not compatible with destination type '{itemType}'");
        }

        DataViewType type = input.Type is VectorDataViewType vector ? new VectorDataViewType(itemType, vector.Dimensions) : itemType;
        return new MappedColumn(type, MakeAnnotations(input, itemType), row => conversion.MakeGetter(row, input));
    }

    private static DataViewSchema.Annotations MakeAnnotations(DataViewSchema.Column input, PrimitiveDataViewType itemType)
    {
        DataViewType sourceItem = input.Type.GetItemType();
        bool sameKeys = sourceItem is KeyDataViewType sourceKey && itemType is KeyDataViewType key && sourceKey.Count == key.Count;
        bool bothNumbers = sourceItem is NumberDataViewType && itemType is NumberDataViewType;

        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.Add(input.Annotations, kind => kind switch
        {
            AnnotationKinds.SlotNames => input.Type.IsKnownSizeVector(),
            AnnotationKinds.KeyValues => sameKeys,
            AnnotationKinds.IsNormalized => bothNumbers,
            _ => false,
        });
        if (input.Type is BooleanDataViewType && itemType is NumberDataViewType)
            annotations.AddPrimitiveValue(AnnotationKinds.IsNormalized, BooleanDataViewType.Instance, true);
        return annotations.ToAnnotations();
    }

    private static VersionInfo GetVersionInfo() => new(
        modelSignature: "CONVERTF",
        verWrittenCur: 0x00010004,
        verReadableCur: 0x00010003,
        verWeCanReadBack: 0x00010004,
        loaderSignature: LoaderSignature,
        loaderSignatureAlt: "ConvertFunction",
        loaderAssemblyName: typeof(TypeConvertingTransformer).Assembly.FullName);

    private sealed record Target(DataKind Kind, ulong? KeyCount)
    {
        /// <summary>A key stays a key of its count, or of as many values as the new type can hold.</summary>
        public PrimitiveDataViewType ItemTypeFor(DataViewType source)
        {
            PrimitiveDataViewType type = ColumnTypes.PrimitiveTypeFromKind(Kind);
            if (KeyCount is { } count)
                return new KeyDataViewType(type.RawType, count);
            return source is KeyDataViewType key && KeyDataViewType.IsValidDataType(type.RawType)
                ? new KeyDataViewType(type.RawType, Math.Min(key.Count, StandardConversions.MaxValue(type.RawType)))
                : type;
        }
    }
}
