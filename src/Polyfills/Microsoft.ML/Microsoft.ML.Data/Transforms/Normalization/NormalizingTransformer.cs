using System;
using System.Globalization;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

[assembly: LoadableClass(typeof(NormalizingTransformer), null, typeof(SignatureLoadModel), "", NormalizingTransformer.LoaderSignature)]

namespace Microsoft.ML.Transforms;

public sealed partial class NormalizingTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "Normalizer";

    private readonly FittedColumn[] _columns;

    internal NormalizingTransformer(IHostEnvironment env, FittedColumn[] columns)
        : base(env, nameof(NormalizingTransformer), Array.ConvertAll(columns, column => (column.Output, column.Input)))
    {
        _columns = columns;
    }

    private NormalizingTransformer(IHostEnvironment env, ModelLoadContext ctx)
        : base(env, nameof(NormalizingTransformer), ctx)
    {
        // The names, then each column's type; the functions are models of their own.
        _columns = ColumnPairs.Select((pair, i) =>
        {
            DataViewType type = LoadType(ctx);
            ctx.LoadModel<INormalizerFunction, SignatureLoadModel>(env, out INormalizerFunction function, DirectoryOf(i));
            int size = (type as VectorDataViewType)?.Size ?? 1;
            if (function.Size != size)
                throw Contracts.Except($"Normalizer expected {function.Size} slots, but the input data column has {size} slots.");
            return new FittedColumn(pair.Output, pair.Input, type, function);
        }).ToArray();
    }

    public NormalizerModelParametersBase GetNormalizerModelParameters(int index)
    {
        Contracts.CheckParam(index >= 0 && index < _columns.Length, nameof(index),
            $"Not valid. Valid range is from 0 (inclusive) to {_columns.Length} (exclusive) but got {index}.");
        return _columns[index].Function.GetParameters(_columns[index].Type is VectorDataViewType);
    }

    private static NormalizingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(GetVersionInfo());
        return new NormalizingTransformer(env, ctx);
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(GetVersionInfo());
        SaveColumns(ctx);
        for (int i = 0; i < _columns.Length; i++)
        {
            SaveType(ctx, _columns[i].Type);
            ctx.SaveModel(_columns[i].Function, DirectoryOf(i));
        }
    }

    private protected override MappedColumn Map(DataViewSchema.Column input, int pair)
    {
        const string inputSchema = nameof(inputSchema);
        const string expected = "scalar or known-size vector of Single";
        if (input.Type is VectorDataViewType { IsKnownSize: false })
            throw Contracts.ExceptSchemaMismatch(inputSchema, "input", input.Name, expected, "variable-size vector");
        DataViewType itemType = (input.Type as VectorDataViewType)?.ItemType ?? input.Type;
        if (!itemType.Equals(NumberDataViewType.Single) && !itemType.Equals(NumberDataViewType.Double))
            throw Contracts.ExceptSchemaMismatch(inputSchema, "input", input.Name, expected, input.Type.ToString());

        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.AddPrimitiveValue(AnnotationKinds.IsNormalized, BooleanDataViewType.Instance, true);
        annotations.Add(input.Annotations, name => name == AnnotationKinds.SlotNames);
        FittedColumn column = _columns[pair];
        return new MappedColumn(column.Type, annotations.ToAnnotations(), row => column.Function.MakeGetter(row, input));
    }

    private static string DirectoryOf(int index) => string.Create(CultureInfo.InvariantCulture, $"Normalizer_{index:000}");

    // u8 is a vector, u8 kind; for a vector i32 number of dimensions and the dimensions.
    private static void SaveType(ModelSaveContext ctx, DataViewType type)
    {
        var vector = type as VectorDataViewType;
        ctx.Writer.Write(vector != null);
        ctx.Writer.Write((byte)((vector?.ItemType ?? type).Equals(NumberDataViewType.Single) ? DataKind.Single : DataKind.Double));
        if (vector == null)
            return;
        ctx.Writer.Write(vector.Dimensions.Length);
        foreach (int dimension in vector.Dimensions)
            ctx.Writer.Write(dimension);
    }

    private static DataViewType LoadType(ModelLoadContext ctx)
    {
        bool isVector = ctx.Reader.ReadBoolean();
        NumberDataViewType itemType = (DataKind)ctx.Reader.ReadByte() == DataKind.Single ? NumberDataViewType.Single : NumberDataViewType.Double;
        return isVector ? new VectorDataViewType(itemType, ctx.Reader.Read<int>(ctx.Reader.ReadInt32())) : itemType;
    }

    private static VersionInfo GetVersionInfo() => new(
        modelSignature: "NORMALZR",
        verWrittenCur: 0x00010002,
        verReadableCur: 0x00010001,
        verWeCanReadBack: 0x00010002,
        loaderSignature: LoaderSignature,
        loaderAssemblyName: typeof(NormalizingTransformer).Assembly.FullName);

    internal sealed record FittedColumn(string Output, string Input, DataViewType Type, INormalizerFunction Function);
}
