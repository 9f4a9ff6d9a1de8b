using LaMo.MLNet.Internals;
using Microsoft.ML;
using Microsoft.ML.Data;
using static Microsoft.ML.SchemaShape.Column;

namespace LaMo.MLNet;

/// <summary>
/// The columns that scoring adds: the predicted action, and for a discrete one the probabilities of all. These two are annotated as ML.NET's multiclass classifiers annotate
/// predicted label and score, so that its evaluator takes them.
/// </summary>
internal static class ScoredColumns
{
    private const string KeyValues = "KeyValues";
    private const string SlotNames = "SlotNames";
    private const string ScoreColumnSetId = "ScoreColumnSetId";
    private const string ScoreColumnKind = "ScoreColumnKind";
    private const string ScoreValueKind = "ScoreValueKind";

    /// <param name="config">The names and the network.</param>
    /// <param name="input">The schema of the data that is scored.</param>
    /// <param name="action">Its action column, whose key values the predicted action has, too.</param>
    public static IEnumerable<DataViewSchema.DetachedColumn> Of(LaMoTransformerConfig config, DataViewSchema input, DataViewSchema.Column action)
    {
        if (action.Type is not KeyDataViewType)
            return [new(config.PredictedActionColumnName, new VectorDataViewType(NumberDataViewType.Single, config.Network.ActionSize))];
        uint setId = input.Max(SetIdOf) + 1;
        DataViewSchema.Annotations.Builder predicted = ScoreAnnotations(setId, "PredictedLabel"), score = ScoreAnnotations(setId, "Score");
        predicted.Add(action.Annotations, name => name == KeyValues);
        if (action.Annotations.Schema.GetColumnOrNull(KeyValues) is { Type: VectorDataViewType { ItemType: TextDataViewType } type } names)
            score.Add(SlotNames, type, action.Annotations.GetGetter<VBuffer<ReadOnlyMemory<char>>>(names));
        return
        [
            new(config.PredictedActionColumnName, action.Type, predicted.ToAnnotations()),
            new(config.ScoreColumnName, new VectorDataViewType(NumberDataViewType.Single, config.Network.ActionCount), score.ToAnnotations()),
        ];
    }

    /// <summary>The shapes of the columns.</summary>
    /// <param name="config">The names.</param>
    /// <param name="action">The shape of the action column.</param>
    public static IEnumerable<SchemaShape.Column> ShapesOf(LaMoTransformerConfig config, SchemaShape.Column action)
    {
        if (!action.IsKey)
            return [Shapes.Column(config.PredictedActionColumnName, VectorKind.Vector, action.ItemType)];
        SchemaShape scoreAnnotations = Shapes.Of(ScoreAnnotations(0, "").ToAnnotations().Schema);
        SchemaShape.Column[] keyValues = [.. action.Annotations.Where(annotation => annotation.Name == KeyValues)];
        IEnumerable<SchemaShape.Column> slotNames = keyValues.Where(values => values.ItemType is TextDataViewType).Select(values => Shapes.Column(SlotNames, values.Kind, values.ItemType));
        return
        [
            Shapes.Column(config.PredictedActionColumnName, VectorKind.Scalar, action.ItemType, isKey: true, [.. scoreAnnotations, .. keyValues]),
            Shapes.Column(config.ScoreColumnName, VectorKind.Vector, NumberDataViewType.Single, isKey: false, [.. scoreAnnotations, .. slotNames]),
        ];
    }

    private static DataViewSchema.Annotations.Builder ScoreAnnotations(uint setId, string valueKind)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        builder.AddPrimitiveValue(ScoreColumnSetId, new KeyDataViewType(typeof(uint), int.MaxValue), setId);
        builder.AddPrimitiveValue(ScoreColumnKind, TextDataViewType.Instance, "MulticlassClassification".AsMemory());
        builder.AddPrimitiveValue(ScoreValueKind, TextDataViewType.Instance, valueKind.AsMemory());
        return builder;
    }

    /// <summary>The set of score columns that a column belongs to, or 0.</summary>
    private static uint SetIdOf(DataViewSchema.Column column)
    {
        uint id = 0;
        if (column.Annotations.Schema.GetColumnOrNull(ScoreColumnSetId) is { Type: KeyDataViewType { RawType: var rawType } } && rawType == typeof(uint))
            column.Annotations.GetValue(ScoreColumnSetId, ref id);
        return id;
    }
}
