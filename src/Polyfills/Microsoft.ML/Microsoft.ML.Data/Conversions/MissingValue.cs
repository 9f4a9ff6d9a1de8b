namespace Microsoft.ML.Data;

/// <summary>The value that says there is none: NaN of the real types; other types have no such value.</summary>
internal static class MissingValue<T>
{
    /// <summary>NaN, or the type's default value.</summary>
    public static T OrDefault { get; }
        = typeof(T) == typeof(float) ? (T)(object)float.NaN
        : typeof(T) == typeof(double) ? (T)(object)double.NaN
        : default;
}
