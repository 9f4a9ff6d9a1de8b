using System;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

[assembly: LoadableClass(typeof(MissingValueReplacingTransformer), null, typeof(SignatureLoadModel),
    "NA Replace Transform", MissingValueReplacingTransformer.LoaderSignature)]

namespace Microsoft.ML.Transforms;

public sealed class MissingValueReplacingTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "NAReplaceTransform";

    private readonly IReplacement[] _replacements;

    internal MissingValueReplacingTransformer(IHostEnvironment env, (string Output, string Input)[] columns, IReplacement[] replacements)
        : base(env, nameof(MissingValueReplacingTransformer), columns)
    {
        _replacements = replacements;
    }

    private MissingValueReplacingTransformer(IHostEnvironment env, ModelLoadContext ctx)
        : base(env, nameof(MissingValueReplacingTransformer), ctx)
    {
        // For each column the type and value of its replacement.
        _replacements = ColumnPairs.Select(_ => Replacement.Load(ctx.Reader)).ToArray();
    }

    /// <summary>Only real numbers have a missing value that is not their default value.</summary>
    internal static void CheckType(DataViewType itemType)
    {
        string obstacle = itemType is KeyDataViewType ? "its NA value is equivalent to its default value" : "it doesn't have an NA value";
        Contracts.CheckParam(itemType == NumberDataViewType.Single || itemType == NumberDataViewType.Double, "inputSchema",
            $"Type '{itemType}' is not supported by {LoaderSignature} since {obstacle}");
    }

    /// <summary>Whether the annotation of a column holds for its replaced values, too.</summary>
    internal static bool Keeps(string annotation) => annotation is AnnotationKinds.SlotNames or AnnotationKinds.IsNormalized;

    private static MissingValueReplacingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(GetVersionInfo());
        return new MissingValueReplacingTransformer(env, ctx);
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(GetVersionInfo());
        SaveColumns(ctx);
        foreach (IReplacement replacement in _replacements)
            replacement.Save(ctx.Writer);
    }

    private protected override MappedColumn Map(DataViewSchema.Column input, int pair)
    {
        CheckType(input.Type.GetItemType());
        IReplacement replacement = _replacements[pair];
        Contracts.CheckParam(replacement.Type.GetItemType().Equals(input.Type.GetItemType()), "inputSchema",
            $"Column '{input.Name}' item type '{replacement.Type.GetItemType()}' does not match expected ColumnType of '{input.Type}'");
        Contracts.CheckParam(replacement.Type is not VectorDataViewType vector || input.Type.GetVectorSize() == vector.Size, "inputSchema",
            $"Column '{input.Name}' item type '{replacement.Type}' must be a scalar or a vector of the same size as Columntype '{input.Type}'");
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.Add(input.Annotations, Keeps);
        return new MappedColumn(input.Type, annotations.ToAnnotations(), row => replacement.MakeGetter(row, input));
    }

    private static VersionInfo GetVersionInfo() => new(
        modelSignature: "NAREP TF",
        verWrittenCur: 0x0010002,
        verReadableCur: 0x00010002,
        verWeCanReadBack: 0x00010001,
        loaderSignature: LoaderSignature,
        loaderAssemblyName: typeof(MissingValueReplacingTransformer).Assembly.FullName);
}
