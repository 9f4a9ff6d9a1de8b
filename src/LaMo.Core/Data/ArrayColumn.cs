namespace LaMo.Core.Data;

/// <summary>Consecutive rows of an array in a file.</summary>
internal readonly record struct RowRange(FileArray Array, long First, long Count);

/// <summary>Values that lie side by side in a column's rows, and where they are read from: one range of rows after the other.</summary>
/// <param name="Size">The number of values in a row.</param>
/// <param name="Ranges">The rows.</param>
internal sealed record ArrayField(int Size, IReadOnlyList<RowRange> Ranges)
{
    public ArrayField(FileArray array)
        : this(array.RowSize, [new RowRange(array, 0, array.Rows)])
    {
    }
}

/// <summary>A column of a dataset whose rows are made of fields, one beside the other.</summary>
internal sealed record ArrayColumn(IReadOnlyList<ArrayField> Fields)
{
    public ArrayColumn(FileArray array)
        : this([new ArrayField(array)])
    {
    }

    public int Size { get; } = Fields.Sum(field => field.Size);
}
