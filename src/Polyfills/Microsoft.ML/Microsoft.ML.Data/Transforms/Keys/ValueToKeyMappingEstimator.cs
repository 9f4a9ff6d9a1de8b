using System.Collections.Generic;
using System.Linq;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

public sealed class ValueToKeyMappingEstimator : IEstimator<ValueToKeyMappingTransformer>
{
    private readonly IHost _host;
    private readonly (string Output, string Input)[] _columns;
    private readonly KeyTraining _training;

    internal ValueToKeyMappingEstimator(IHostEnvironment env, (string Output, string Input)[] columns, KeyTraining training)
    {
        _host = env.Register(nameof(ValueToKeyMappingEstimator));
        Contracts.CheckNonEmpty(columns, nameof(columns));
        foreach ((string output, _) in columns)
            Contracts.CheckNonWhiteSpace(output, "outputColumnName");
        IDataView keyData = training.KeyData;
        Contracts.CheckParam(keyData == null || keyData.Schema.Count == 1, nameof(keyData), "If specified, this data view should contain only a single column " +
            $"containing the terms to map, but this had {keyData?.Schema.Count} columns.");
        _columns = columns;
        _training = training;
    }

    public enum KeyOrdinality : byte
    {
        ByOccurrence = 0,
        ByValue = 1,
    }

    public ValueToKeyMappingTransformer Fit(IDataView input)
        => new(_host, _columns, _training.Train(_host, input, _columns), _training.ValuesAsText);

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
        => inputSchema.With(_columns.Select(pair =>
        {
            SchemaShape.Column input = inputSchema.FindInput(pair.Input);
            if (!input.ItemType.IsStandardScalar())
                throw Contracts.ExceptSchemaMismatch(nameof(inputSchema), "input", pair.Input);
            var annotations = new List<SchemaShape.Column>();
            if (input.Annotations.TryFindColumn(AnnotationKinds.SlotNames, out SchemaShape.Column slotNames))
                annotations.Add(slotNames);
            annotations.Add(KeyValuesOf(input));
            return new SchemaShape.Column(pair.Output, input.Kind, NumberDataViewType.UInt32, isKey: true, new SchemaShape(annotations));
        }));

    // The values of keys of keys are those of the keys they stand for, as long as there are any.
    private SchemaShape.Column KeyValuesOf(SchemaShape.Column input)
    {
        if (input.IsKey && input.Annotations.TryFindColumn(AnnotationKinds.KeyValues, out SchemaShape.Column values)
            && values.Kind == SchemaShape.Column.VectorKind.Vector)
            return values;
        return new SchemaShape.Column(AnnotationKinds.KeyValues, SchemaShape.Column.VectorKind.Vector,
            _training.ValuesAsText ? TextDataViewType.Instance : input.ItemType, input.IsKey && !_training.ValuesAsText);
    }
}
