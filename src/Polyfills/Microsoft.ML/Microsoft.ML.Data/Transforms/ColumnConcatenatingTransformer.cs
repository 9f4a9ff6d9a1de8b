using System;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

[assembly: LoadableClass(typeof(ColumnConcatenatingTransformer), null, typeof(SignatureLoadModel),
    "Concat Transform", ColumnConcatenatingTransformer.LoaderSignature)]

namespace Microsoft.ML.Data;

public sealed class ColumnConcatenatingTransformer : RowToRowTransformerBase
{
    internal const string LoaderSignature = "ConcatTransform";

    private readonly Concatenation[] _columns;

    internal ColumnConcatenatingTransformer(IHostEnvironment env, string outputColumnName, params string[] inputColumnNames)
        : base(env, nameof(ColumnConcatenatingTransformer))
    {
        _columns = [new Concatenation(outputColumnName, Array.ConvertAll(inputColumnNames, name => new Concatenation.Source(name, Alias: null)))];
    }

    private ColumnConcatenatingTransformer(IHostEnvironment env, ModelLoadContext ctx)
        : base(env, nameof(ColumnConcatenatingTransformer))
    {
        // i32 count; for each column its name, i32 count of inputs, and for each input its name and its alias or null.
        _columns = new Concatenation[ctx.Reader.ReadInt32()];
        for (int i = 0; i < _columns.Length; i++)
        {
            string name = ctx.LoadNonEmptyString();
            var sources = new Concatenation.Source[ctx.Reader.ReadInt32()];
            for (int j = 0; j < sources.Length; j++)
                sources[j] = new Concatenation.Source(ctx.LoadNonEmptyString(), ctx.LoadStringOrNull());
            _columns[i] = new Concatenation(name, sources);
        }
    }

    private static ColumnConcatenatingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(GetVersionInfo());
        return new ColumnConcatenatingTransformer(env, ctx);
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(GetVersionInfo());
        ctx.Writer.Write(_columns.Length);
        foreach (Concatenation column in _columns)
        {
            ctx.SaveNonEmptyString(column.Name);
            ctx.Writer.Write(column.Sources.Length);
            foreach (Concatenation.Source source in column.Sources)
            {
                ctx.SaveNonEmptyString(source.Name);
                ctx.SaveStringOrNull(source.Alias);
            }
        }
    }

    private protected override RowMapper MakeRowMapper(DataViewSchema inputSchema)
        => new ColumnMapper(inputSchema, _columns.Select(column => column.Bind(inputSchema)).ToArray());

    private static VersionInfo GetVersionInfo() => new(
        modelSignature: "CONCAT F",
        verWrittenCur: 0x00010003,
        verReadableCur: 0x00010003,
        verWeCanReadBack: 0x00010003,
        loaderSignature: LoaderSignature,
        loaderSignatureAlt: "ConcatFunction",
        loaderAssemblyName: typeof(ColumnConcatenatingTransformer).Assembly.FullName);
}
