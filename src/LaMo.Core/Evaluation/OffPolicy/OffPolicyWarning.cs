namespace LaMo.Core.Evaluation.OffPolicy;

/// <summary>A reason not to trust an estimate.</summary>
/// <param name="Kind">The reason.</param>
/// <param name="Message">The reason in words, with its figures.</param>
public sealed record OffPolicyWarning(OffPolicyWarningKind Kind, string Message);
