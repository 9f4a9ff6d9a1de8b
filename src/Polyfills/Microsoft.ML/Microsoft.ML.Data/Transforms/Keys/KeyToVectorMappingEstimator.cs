using System.Collections.Generic;
using System.Linq;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

public sealed class KeyToVectorMappingEstimator : TrivialEstimator<KeyToVectorMappingTransformer>
{
    internal KeyToVectorMappingEstimator(IHostEnvironment env, (string Output, string Input)[] columns, bool outputCountVector)
        : base(env, nameof(KeyToVectorMappingEstimator), new KeyToVectorMappingTransformer(env, columns, outputCountVector))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
        => inputSchema.With(Transformer.ColumnPairs.Select((pair, i) =>
        {
            SchemaShape.Column input = inputSchema.FindInput(pair.Input);
            bool counts = Transformer.OutputsCounts(i);
            SchemaShape.Column.VectorKind kind = input.Kind == SchemaShape.Column.VectorKind.VariableVector && !counts
                ? SchemaShape.Column.VectorKind.VariableVector
                : SchemaShape.Column.VectorKind.Vector;
            return new SchemaShape.Column(
                pair.Output, kind, NumberDataViewType.Single, isKey: false, new SchemaShape(Annotations(input, counts)));
        }));

    private static IEnumerable<SchemaShape.Column> Annotations(SchemaShape.Column input, bool counts)
    {
        bool isVariable = input.Kind == SchemaShape.Column.VectorKind.VariableVector;
        if (input.Annotations.TryFindColumn(AnnotationKinds.KeyValues, out SchemaShape.Column values)
            && values.ItemType is TextDataViewType && ((counts && input.IsKey) || !isVariable))
            yield return AnnotationShapes.SlotNames;
        if (!counts && !isVariable)
            yield return AnnotationShapes.CategoricalSlotRanges;
        if (!counts || input.Kind == SchemaShape.Column.VectorKind.Scalar)
            yield return AnnotationShapes.IsNormalized;
    }
}
