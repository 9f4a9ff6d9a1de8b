using Microsoft.ML;

namespace LaMo.MLNet.Evaluation;

/// <summary>The error of a row that cannot be evaluated.</summary>
internal static class RowFault
{
    public static InvalidOperationException At(DataViewRowCursor rows, DataViewSchema.Column column, string what) => new($"Row {rows.Position}: column '{column.Name}' {what}.");

    /// <exception cref="InvalidOperationException">A value is NaN or infinite.</exception>
    public static void ThrowIfNotFinite(DataViewRowCursor rows, DataViewSchema.Column column, ReadOnlySpan<float> values)
    {
        for (int slot = 0; slot < values.Length; slot++)
            if (!float.IsFinite(values[slot]))
                throw At(rows, column, $"holds {values[slot]} at slot {slot}");
    }

    /// <exception cref="InvalidOperationException">The values are not probabilities.</exception>
    public static void ThrowIfNotProbabilities(DataViewRowCursor rows, DataViewSchema.Column column, ReadOnlySpan<float> values)
    {
        const float rounding = 1e-3f;
        float sum = 0;
        foreach (float value in values)
        {
            if (!(value is >= 0 and <= 1 + rounding))
                throw At(rows, column, $"holds {value}, which is no probability");
            sum += value;
        }
        if (Math.Abs(sum - 1) > rounding)
            throw At(rows, column, $"holds probabilities that add up to {sum}");
    }
}
