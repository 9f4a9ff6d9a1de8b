using LaMo.MLNet.Internals;
using Microsoft.ML;
using Microsoft.ML.Data;
using static Microsoft.ML.SchemaShape.Column;

namespace LaMo.MLNet.Schema;

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

    /// <param name="predictedName">What the predicted action's column is called.</param>
    /// <param name="scoreName">What the probabilities' column is called.</param>
    /// <param name="input">The schema of the data that is scored.</param>
    /// <param name="action">The type of actions, and annotations whose key values the predicted action has, too.</param>
    public static IEnumerable<DataViewSchema.DetachedColumn> Of(string predictedName, string scoreName, DataViewSchema input, DataViewSchema.DetachedColumn action)
    {
        if (action.Type is not KeyDataViewType key)
            return [new(predictedName, action.Type)];
        uint setId = input.Max(SetIdOf) + 1;
        DataViewSchema.Annotations.Builder predicted = ScoreAnnotations(setId, "PredictedLabel"), score = ScoreAnnotations(setId, "Score");
        predicted.Add(action.Annotations, name => name == KeyValues);
        if (action.Annotations.Schema.GetColumnOrNull(KeyValues) is { Type: VectorDataViewType { ItemType: TextDataViewType } type } names)
            score.Add(SlotNames, type, action.Annotations.GetGetter<VBuffer<ReadOnlyMemory<char>>>(names));
        return
        [
            new(predictedName, action.Type, predicted.ToAnnotations()),
            new(scoreName, new VectorDataViewType(NumberDataViewType.Single, (int)key.Count), score.ToAnnotations()),
        ];
    }

    /// <summary>The shapes of the columns.</summary>
    /// <param name="predictedName">What the predicted action's column is called.</param>
    /// <param name="scoreName">What the probabilities' column is called.</param>
    /// <param name="action">The shape of the action column.</param>
    public static IEnumerable<SchemaShape.Column> ShapesOf(string predictedName, string scoreName, SchemaShape.Column action)
    {
        if (!action.IsKey)
            return [Shapes.Column(predictedName, VectorKind.Vector, action.ItemType)];
        SchemaShape scoreAnnotations = Shapes.Of(ScoreAnnotations(0, "").ToAnnotations().Schema);
        SchemaShape.Column[] keyValues = [.. action.Annotations.Where(annotation => annotation.Name == KeyValues)];
        IEnumerable<SchemaShape.Column> slotNames = keyValues.Where(values => values.ItemType is TextDataViewType).Select(values => Shapes.Column(SlotNames, values.Kind, values.ItemType));
        return
        [
            Shapes.Column(predictedName, VectorKind.Scalar, action.ItemType, isKey: true, [.. scoreAnnotations, .. keyValues]),
            Shapes.Column(scoreName, VectorKind.Vector, NumberDataViewType.Single, isKey: false, [.. scoreAnnotations, .. slotNames]),
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
