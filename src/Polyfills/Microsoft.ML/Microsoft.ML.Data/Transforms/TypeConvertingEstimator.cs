using System.Linq;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

public sealed class TypeConvertingEstimator : TrivialEstimator<TypeConvertingTransformer>
{
    internal TypeConvertingEstimator(IHostEnvironment env, (string Output, string Input)[] columns, DataKind outputKind)
        : base(env, nameof(TypeConvertingEstimator), new TypeConvertingTransformer(env, columns, outputKind))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
        => inputSchema.With(Transformer.ColumnPairs.Select((pair, i) =>
        {
            SchemaShape.Column input = inputSchema.FindInput(pair.Input);
            PrimitiveDataViewType itemType = ColumnTypes.PrimitiveTypeFromKind(Transformer.KindOf(i));
            if (StandardConversions.Find(input.ItemType, itemType) == null)
                throw Contracts.ExceptParam(nameof(inputSchema), $"Don't know how to convert {pair.Input} into {itemType}");
            return new SchemaShape.Column(pair.Output, input.Kind, itemType, isKey: false, input.Annotations);
        }));
}
