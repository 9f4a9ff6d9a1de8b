namespace LaMo.Core.Data;

/// <summary>Arrays with a row for each step.</summary>
internal static class RowCount
{
    /// <summary>The number of rows that all of the arrays have.</summary>
    /// <exception cref="InvalidDataException">They have not equally many.</exception>
    public static long OfAll(ArrayFile file, params ReadOnlySpan<FileArray> arrays)
    {
        foreach (FileArray array in arrays)
            if (array.Rows != arrays[0].Rows)
                throw new InvalidDataException($"{file.FilePath}: {array} and {arrays[0]} must have equally many rows.");
        return arrays[0].Rows;
    }
}
