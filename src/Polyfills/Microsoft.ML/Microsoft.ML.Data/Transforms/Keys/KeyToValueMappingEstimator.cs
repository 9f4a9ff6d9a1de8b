using System.Linq;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

public sealed class KeyToValueMappingEstimator : TrivialEstimator<KeyToValueMappingTransformer>
{
    internal KeyToValueMappingEstimator(IHostEnvironment env, params (string Output, string Input)[] columns)
        : base(env, nameof(KeyToValueMappingEstimator), new KeyToValueMappingTransformer(env, columns))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
        => inputSchema.With(Transformer.ColumnPairs.Select(pair =>
        {
            SchemaShape.Column input = inputSchema.FindInput(pair.Input);
            if (!input.IsKey)
                throw Contracts.ExceptSchemaMismatch(nameof(inputSchema), "input", pair.Input, "KeyType", input.GetTypeString());
            if (!input.Annotations.TryFindColumn(AnnotationKinds.KeyValues, out SchemaShape.Column values))
                throw Contracts.ExceptParam(nameof(inputSchema), $"Input column '{pair.Input}' doesn't contain key values metadata");
            SchemaShape annotations = input.Kind == SchemaShape.Column.VectorKind.Vector
                && input.Annotations.TryFindColumn(AnnotationKinds.SlotNames, out SchemaShape.Column slotNames) ? new SchemaShape([slotNames]) : null;
            return new SchemaShape.Column(pair.Output, input.Kind, values.ItemType, values.IsKey, annotations);
        }));
}
