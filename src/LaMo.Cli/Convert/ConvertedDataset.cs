namespace LaMo.Cli.Convert;

/// <summary>What <c>lamo convert</c> wrote.</summary>
/// <param name="Path">The file.</param>
/// <param name="Steps">The steps in it.</param>
/// <param name="Episodes">The episodes in it.</param>
internal sealed record ConvertedDataset(string Path, long Steps, int Episodes);
