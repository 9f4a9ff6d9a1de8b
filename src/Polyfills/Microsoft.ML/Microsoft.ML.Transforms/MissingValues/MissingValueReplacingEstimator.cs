using System.Linq;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

public sealed class MissingValueReplacingEstimator : IEstimator<MissingValueReplacingTransformer>
{
    private readonly IHost _host;
    private readonly (string Output, string Input)[] _columns;
    private readonly ReplacementMode _mode;
    private readonly bool _bySlot;

    internal MissingValueReplacingEstimator(IHostEnvironment env, (string Output, string Input)[] columns, ReplacementMode mode, bool bySlot)
    {
        _host = env.Register(nameof(MissingValueReplacingEstimator));
        foreach ((string output, _) in columns)
            Contracts.CheckNonWhiteSpace(output, "name");
        _columns = columns;
        _mode = mode;
        _bySlot = bySlot;
    }

    public enum ReplacementMode : byte
    {
        DefaultValue = 0,
        Mean = 1,
        Minimum = 2,
        Maximum = 3,
        Mode = 5,
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
        => inputSchema.With(_columns.Select(pair =>
        {
            SchemaShape.Column input = inputSchema.FindInput(pair.Input);
            MissingValueReplacingTransformer.CheckType(input.ItemType);
            var kept = input.Annotations.Where(annotation => MissingValueReplacingTransformer.Keeps(annotation.Name));
            return new SchemaShape.Column(pair.Output, input.Kind, input.ItemType, isKey: false, new SchemaShape(kept));
        }));

    public MissingValueReplacingTransformer Fit(IDataView input)
        => new(_host, _columns, ReplacementTraining.Train(_host, Contracts.CheckValue(input, nameof(input)), _columns, _mode, _bySlot));
}
