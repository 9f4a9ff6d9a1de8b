using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

public abstract class OneToOneTransformerBase : RowToRowTransformerBase
{
    private protected OneToOneTransformerBase(IHostEnvironment env, string name, params (string Output, string Input)[] columns)
        : base(env, name)
    {
        var names = new HashSet<string>();
        foreach ((string output, string input) in columns)
        {
            Contracts.CheckNonEmpty(input, nameof(columns));
            Contracts.CheckNonEmpty(output, nameof(columns));
            Contracts.CheckParam(names.Add(output), nameof(columns), $"Name of the result column '{output}' specified multiple times");
        }
        ColumnPairs = columns;
    }

    private protected OneToOneTransformerBase(IHostEnvironment env, string name, ModelLoadContext ctx)
        : base(env, name)
    {
        // i32 count, then the names of each output and its input.
        ColumnPairs = new (string, string)[ctx.Reader.ReadInt32()];
        for (int i = 0; i < ColumnPairs.Length; i++)
            ColumnPairs[i] = (ctx.LoadNonEmptyString(), ctx.LoadNonEmptyString());
    }

    internal (string Output, string Input)[] ColumnPairs { get; }

    private protected void SaveColumns(ModelSaveContext ctx)
    {
        ctx.Writer.Write(ColumnPairs.Length);
        foreach ((string output, string input) in ColumnPairs)
        {
            ctx.SaveNonEmptyString(output);
            ctx.SaveNonEmptyString(input);
        }
    }

    private protected sealed override RowMapper MakeRowMapper(DataViewSchema inputSchema)
    {
        IEnumerable<ColumnMapping> mappings = ColumnPairs.Select((pair, i) =>
        {
            DataViewSchema.Column input = inputSchema.FindInput(pair.Input);
            MappedColumn mapped = Map(input, i);
            var output = new DataViewSchema.DetachedColumn(pair.Output, mapped.Type, mapped.Annotations);
            return new ColumnMapping(output, [input.Index], mapped.MakeGetter);
        });
        return new ColumnMapper(inputSchema, mappings.ToArray());
    }

    /// <summary>What becomes of the input of the pair with the given index.</summary>
    private protected abstract MappedColumn Map(DataViewSchema.Column input, int pair);

    private protected sealed record MappedColumn(DataViewType Type, DataViewSchema.Annotations Annotations, Func<DataViewRow, Delegate> MakeGetter);
}
