namespace LaMo.Cli.Collect;

/// <summary>What <c>lamo collect</c> recorded.</summary>
/// <param name="Path">The file.</param>
/// <param name="Task">The task.</param>
/// <param name="Steps">The steps recorded.</param>
/// <param name="Episodes">The episodes that they make up.</param>
/// <param name="MinimumReturn">The lowest return of an episode.</param>
/// <param name="MaximumReturn">The highest.</param>
/// <param name="MeanReturn">The mean.</param>
/// <param name="Seconds">The time that recording took; with images, which are written as they are recorded, writing as well.</param>
internal sealed record RecordedDataset(string Path, string Task, int Steps, int Episodes, double MinimumReturn, double MaximumReturn, double MeanReturn, double Seconds);
