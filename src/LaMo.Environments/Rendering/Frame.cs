namespace LaMo.Environments.Rendering;

/// <summary>A picture of a task.</summary>
/// <param name="Width">The number of columns.</param>
/// <param name="Height">The number of rows.</param>
/// <param name="Pixels">Red, green and blue of each pixel, row by row from the top, <c>[Height, Width, 3]</c>.</param>
public sealed record Frame(int Width, int Height, byte[] Pixels);
