namespace LaMo.Cli.Validate;

/// <summary>What <c>lamo validate</c> found.</summary>
/// <param name="Path">The file.</param>
/// <param name="Errors">What is wrong, the first of it.</param>
internal sealed record ValidationVerdict(string Path, IReadOnlyList<string> Errors)
{
    public bool Valid => Errors.Count == 0;
}
