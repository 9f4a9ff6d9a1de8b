namespace LaMo.Core.Data;

/// <summary>Looks at two flags of each step.</summary>
internal static class FlagScan
{
    private const int RowsPerBlock = 1 << 14;

    /// <exception cref="InvalidDataException">An array has more than one value for a step, or is damaged.</exception>
    public static void Read(ArrayFile file, FileArray first, FileArray second, long rows, Action<bool, bool> look)
    {
        foreach (FileArray flags in (ReadOnlySpan<FileArray>)[first, second])
            if (flags.RowSize != 1)
                throw file.Fault(flags.Name, $"has the shape [{string.Join(", ", flags.Shape)}], expected one value for each step");
        using var reader = new ArrayColumnReader(file, new ArrayColumn([new ArrayField(first), new ArrayField(second)]));
        float[] block = new float[2 * RowsPerBlock];
        for (long row = 0; row < rows;)
        {
            int count = (int)Math.Min(RowsPerBlock, rows - row);
            reader.Read(count, block);
            row += count;
            for (int i = 0; i < count; i++)
                look(block[2 * i] != 0, block[2 * i + 1] != 0);
        }
    }
}
