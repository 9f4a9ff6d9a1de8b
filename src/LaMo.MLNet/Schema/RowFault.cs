using Microsoft.ML;

namespace LaMo.MLNet.Schema;

/// <summary>The errors of faulty rows.</summary>
internal static class RowFault
{
    public static InvalidOperationException At(DataViewRow row, DataViewSchema.Column column, string what) => new($"Row {row.Position}: column '{column.Name}' {what}.");

    /// <exception cref="InvalidOperationException">A value is NaN or infinite.</exception>
    public static void ThrowIfNotFinite(DataViewRow row, DataViewSchema.Column column, ReadOnlySpan<float> values)
    {
        for (int slot = 0; slot < values.Length; slot++)
            if (!float.IsFinite(values[slot]))
                throw At(row, column, $"holds {values[slot]} at slot {slot}; repair the row or remove its episode");
    }

    /// <exception cref="InvalidOperationException">A vector has another length than its column's type says.</exception>
    public static void ThrowIfNotOfLength(DataViewRow row, DataViewSchema.Column column, int length, int expected)
    {
        if (length != expected)
            throw At(row, column, $"has {length} values, expected {expected}");
    }

    /// <exception cref="InvalidOperationException">The values are not probabilities.</exception>
    public static void ThrowIfNotProbabilities(DataViewRow row, DataViewSchema.Column column, ReadOnlySpan<float> values)
    {
        const float rounding = 1e-3f;
        float sum = 0;
        foreach (float value in values)
        {
            if (!(value is >= 0 and <= 1 + rounding))
                throw At(row, column, $"holds {value}, which is no probability");
            sum += value;
        }
        if (Math.Abs(sum - 1) > rounding)
            throw At(row, column, $"holds probabilities that add up to {sum}");
    }
}
