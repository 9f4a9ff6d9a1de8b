using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

public sealed class ColumnConcatenatingEstimator : IEstimator<ColumnConcatenatingTransformer>
{
    private readonly IHost _host;
    private readonly string _outputName;
    private readonly string[] _inputNames;

    internal ColumnConcatenatingEstimator(IHostEnvironment env, string outputColumnName, params string[] inputColumnNames)
    {
        _host = env.Register(nameof(ColumnConcatenatingEstimator));
        Contracts.CheckNonEmpty(outputColumnName, nameof(outputColumnName));
        Contracts.CheckValue(inputColumnNames, nameof(inputColumnNames));
        Contracts.CheckParam(inputColumnNames.Length > 0, nameof(inputColumnNames), "Input columns not specified");
        Contracts.CheckParam(!inputColumnNames.Any(string.IsNullOrEmpty), nameof(inputColumnNames), "Contained some null or empty items");
        _outputName = outputColumnName;
        _inputNames = inputColumnNames;
    }

    public ColumnConcatenatingTransformer Fit(IDataView input)
    {
        Contracts.CheckValue(input, nameof(input));
        return new ColumnConcatenatingTransformer(_host, _outputName, _inputNames);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        SchemaShape.Column[] inputs = Array.ConvertAll(_inputNames, inputSchema.FindInput);
        DataViewType itemType = inputs[0].ItemType;
        foreach (SchemaShape.Column input in inputs)
        {
            if (input.IsKey)
                throw Contracts.Except($"Column '{input.Name}' is key. Concatenation of keys is unsupported.");
            if (!input.ItemType.Equals(itemType))
            {
                throw Contracts.Except("Concatenated columns should have the same type. " +
                    $"Column '{input.Name}' has type of {input.ItemType}, but expected column type is {itemType}.");
            }
        }

        SchemaShape.Column.VectorKind kind = inputs.Any(input => input.Kind == SchemaShape.Column.VectorKind.VariableVector)
            ? SchemaShape.Column.VectorKind.VariableVector
            : SchemaShape.Column.VectorKind.Vector;
        return inputSchema.With([new SchemaShape.Column(_outputName, kind, itemType, isKey: false, new SchemaShape(Annotations(inputs)))]);
    }

    private static IEnumerable<SchemaShape.Column> Annotations(SchemaShape.Column[] inputs)
    {
        if (inputs.All(input => input.HasAnnotation(AnnotationKinds.IsNormalized)))
            yield return AnnotationShapes.IsNormalized;
        if (inputs.Any(input => input.HasAnnotation(AnnotationKinds.CategoricalSlotRanges)))
            yield return AnnotationShapes.CategoricalSlotRanges;
        if (inputs.Any(input => input.Kind == SchemaShape.Column.VectorKind.Scalar || input.HasAnnotation(AnnotationKinds.SlotNames)))
            yield return AnnotationShapes.SlotNames;
    }
}
