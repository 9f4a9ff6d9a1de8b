using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

public sealed class NormalizingEstimator : IEstimator<NormalizingTransformer>
{
    private readonly IHost _host;
    private readonly NormalizerColumn[] _columns;

    internal NormalizingEstimator(IHostEnvironment env, params NormalizerColumn[] columns)
    {
        _host = env.Register(nameof(NormalizingEstimator));
        _columns = columns;
    }

    public NormalizingTransformer Fit(IDataView input)
    {
        Contracts.CheckValue(input, nameof(input));
        return NormalizerTraining.Train(_host, input, _columns);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => inputSchema.With(_columns.Select(column =>
    {
        SchemaShape.Column input = inputSchema.FindInput(column.Input);
        if (input.Kind == SchemaShape.Column.VectorKind.VariableVector)
            throw Contracts.ExceptSchemaMismatch(nameof(inputSchema), "input", column.Input, "known-size vector or scalar", input.GetTypeString());
        if (!input.ItemType.Equals(NumberDataViewType.Single) && !input.ItemType.Equals(NumberDataViewType.Double))
            throw Contracts.ExceptSchemaMismatch(nameof(inputSchema), "input", column.Input, "vector or scalar of Single or Double", input.GetTypeString());
        var annotations = new List<SchemaShape.Column> { AnnotationShapes.IsNormalized };
        if (input.Annotations.TryFindColumn(AnnotationKinds.SlotNames, out SchemaShape.Column slotNames))
            annotations.Add(slotNames);
        return new SchemaShape.Column(column.Output, input.Kind, input.ItemType, input.IsKey, new SchemaShape(annotations));
    }));
}
