using System;
using System.Linq;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

public sealed class CustomMappingEstimator<TSrc, TDst> : TrivialEstimator<CustomMappingTransformer<TSrc, TDst>>
    where TSrc : class, new()
    where TDst : class, new()
{
    internal CustomMappingEstimator(
        IHostEnvironment env,
        Action<TSrc, TDst> mapAction,
        string contractName,
        SchemaDefinition inputSchemaDefinition,
        SchemaDefinition outputSchemaDefinition)
        : base(env, "CustomMappingEstimator",
            new CustomMappingTransformer<TSrc, TDst>(env, mapAction, contractName, inputSchemaDefinition, outputSchemaDefinition))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        foreach (ColumnMember member in Transformer.GetInputMembers())
            Check(inputSchema.FindInput(member.Name), member.Type);
        return inputSchema.With(SchemaShape.Create(ColumnMember.SchemaOf(Transformer.AddedColumns)));
    }

    private static void Check(SchemaShape.Column column, DataViewType wanted)
    {
        SchemaShape.GetColumnTypeShape(wanted, out SchemaShape.Column.VectorKind kind, out DataViewType itemType, out bool isKey);
        // A member without a size takes vectors of any.
        bool fits = kind == column.Kind
            || (kind == SchemaShape.Column.VectorKind.VariableVector && column.Kind == SchemaShape.Column.VectorKind.Vector);
        if (!fits || itemType != column.ItemType || isKey != column.IsKey)
            throw Contracts.ExceptSchemaMismatch("inputSchema", "input", column.Name, wanted.ToString(), column.GetTypeString());
    }
}
