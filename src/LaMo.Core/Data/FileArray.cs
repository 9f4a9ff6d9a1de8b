namespace LaMo.Core.Data;

/// <summary>An array of numbers in a file, whose rows are read as float32.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Shape">Its shape, <c>[row, …]</c>; a lone number has none.</param>
/// <param name="Kind">The numbers.</param>
internal sealed record FileArray(string Name, IReadOnlyList<long> Shape, NumberKind Kind)
{
    public long Rows => Shape.Count == 0 ? 1 : Shape[0];

    /// <summary>The number of values of a row.</summary>
    public int RowSize { get; } = checked((int)Shape.Skip(1).Aggregate(1L, (product, size) => checked(product * size)));

    public override string ToString() => $"'{Name}' [{string.Join(", ", Shape)}]";
}
