using System;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

public sealed class CustomMappingTransformer<TSrc, TDst> : ITransformer
    where TSrc : class, new()
    where TDst : class, new()
{
    private readonly Action<TSrc, TDst> _mapAction;
    private readonly string _contractName;
    private readonly SchemaDefinition _inputSchemaDefinition;

    internal CustomMappingTransformer(
        IHostEnvironment env,
        Action<TSrc, TDst> mapAction,
        string contractName,
        SchemaDefinition inputSchemaDefinition = null,
        SchemaDefinition outputSchemaDefinition = null)
    {
        env.Register("CustomMappingTransformer");
        _mapAction = Contracts.CheckValue(mapAction, nameof(mapAction));
        _contractName = contractName;
        _inputSchemaDefinition = inputSchemaDefinition;
        AddedColumns = ColumnMember.Create(typeof(TDst), outputSchemaDefinition, SchemaDefinition.Direction.Write);
    }

    bool ITransformer.IsRowToRowMapper => true;

    /// <summary>The members of <typeparamref name="TDst"/> that become columns.</summary>
    internal ColumnMember[] AddedColumns { get; }

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Bind(inputSchema).OutputSchema;

    public IDataView Transform(IDataView input) => new MappedDataView(Contracts.CheckValue(input, nameof(input)), Bind(input.Schema));

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => Bind(inputSchema);

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        Contracts.Check(_contractName != null, "Empty contract name for a transform: the transform cannot be saved");
        CustomMappingModel.Save(ctx, _contractName, _mapAction.Method.DeclaringType.Assembly.FullName);
    }

    /// <summary>The members of <typeparamref name="TSrc"/> that want columns.</summary>
    internal ColumnMember[] GetInputMembers() => ColumnMember.Create(typeof(TSrc), _inputSchemaDefinition, SchemaDefinition.Direction.Both);

    private BoundRowMapper Bind(DataViewSchema inputSchema)
    {
        Contracts.CheckValue(inputSchema, nameof(inputSchema));
        var source = new ObjectBinding<TSrc>(inputSchema, ignoreMissingColumns: false, _inputSchemaDefinition);
        return BoundRowMapper.Append(new CustomRowMapper<TSrc, TDst>(inputSchema, source, AddedColumns, _mapAction));
    }
}
