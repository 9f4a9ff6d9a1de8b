namespace LaMo.Cli.Completion;

/// <summary>What <c>lamo completion</c> prints.</summary>
/// <param name="Shell">The shell.</param>
/// <param name="Script">The script.</param>
internal sealed record CompletionScript(string Shell, string Script);
