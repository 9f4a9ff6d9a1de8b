using System.Text.Json.Serialization;

namespace LaMo.GpuCheck;

/// <summary>What a check found.</summary>
/// <param name="Check">What was checked.</param>
/// <param name="Measured">The figure that decides.</param>
/// <param name="Limit">The largest figure that passes; <see langword="null"/> where the figure is only told.</param>
internal sealed record Finding(string Check, double Measured, double? Limit)
{
    /// <summary>What went wrong, where the check broke off.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Error { get; init; }

    public bool Passed => Error is null && !(double.IsNaN(Measured) || Measured > Limit);
}
