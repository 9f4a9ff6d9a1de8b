using System.Collections.Generic;
using System.Linq;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>How the values that become keys are collected.</summary>
internal sealed record KeyTraining(int MaximumNumberOfKeys, ValueToKeyMappingEstimator.KeyOrdinality Ordinality, bool ValuesAsText, IDataView KeyData)
{
    /// <summary>The maps of all columns, in one pass over the data, or the one map of the key data for all of them.</summary>
    public KeyMap[] Train(IHost host, IDataView data, (string Output, string Input)[] columns)
    {
        using IChannel channel = host.Start("Training");
        DataViewSchema.Column[] inputs = columns.Select(pair => data.Schema.FindInput(pair.Input)).ToArray();
        foreach (DataViewSchema.Column input in inputs)
        {
            if (input.Type.GetItemType() is not KeyDataViewType && !input.Type.GetItemType().IsStandardScalar())
            {
                throw Contracts.ExceptSchemaMismatch(
                    "inputSchema", "input", input.Name, "standard type or a vector of standard type", input.Type.ToString());
            }
        }
        if (KeyData != null)
            return FromKeyData(inputs, columns);

        Contracts.CheckParam(MaximumNumberOfKeys > 0, "MaxNumTerms", "Must be positive");
        KeyMap[] maps = Collect(data, inputs, MaximumNumberOfKeys);
        for (int i = 0; i < maps.Length; i++)
        {
            if (maps[i].Count == 0)
                channel.Warning(MessageSensitivity.Schema, "Term map for output column '{0}' contains no entries.", columns[i].Output);
        }
        return maps;
    }

    private KeyMap[] FromKeyData(DataViewSchema.Column[] inputs, (string Output, string Input)[] columns)
    {
        DataViewSchema.Column source = KeyData.Schema[0];
        DataViewType expected = inputs[0].Type.GetItemType();
        Contracts.CheckParam(source.Type.Equals(expected), "keyData", $"Input data's column must be of type '{expected}' but was '{source.Type}'");
        for (int i = 0; i < inputs.Length; i++)
        {
            DataViewType itemType = inputs[i].Type.GetItemType();
            Contracts.CheckParam(itemType.Equals(source.Type), "keyData",
                $"Terms from input data type '{source.Type}' but mismatches column '{columns[i].Output}' item type '{itemType}'");
        }
        KeyMap map = Collect(KeyData, [source], int.MaxValue)[0];
        return Enumerable.Repeat(map, inputs.Length).ToArray();
    }

    private KeyMap[] Collect(IDataView data, DataViewSchema.Column[] inputs, int limit)
    {
        using DataViewRowCursor cursor = data.GetRowCursor(inputs.DistinctBy(input => input.Index));
        KeyCollector[] collectors = inputs.Select(input => KeyCollector.Create(cursor, input, limit)).ToArray();
        while (collectors.Any(collector => collector.WantsMore) && cursor.MoveNext())
        {
            foreach (KeyCollector collector in collectors)
                collector.CollectRow();
        }
        bool sorted = Ordinality == ValueToKeyMappingEstimator.KeyOrdinality.ByValue;
        return collectors.Select(collector => collector.Finish(sorted)).ToArray();
    }
}
