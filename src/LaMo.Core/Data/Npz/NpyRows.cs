namespace LaMo.Core.Data.Npz;

/// <summary>Reads rows of an array in a NumPy archive, forwards.</summary>
internal sealed class NpyRows(NpzFile file, FileArray array, NumberType type, Stream stream) : ArrayReader
{
    private readonly byte[] _bytes = new byte[1 << 16];
    private long _row;

    public override void Read(long first, int rows, Span<float> destination)
    {
        Skip((first - _row) * array.RowSize);
        for (int values = rows * array.RowSize; values > 0;)
        {
            ReadOnlySpan<byte> bytes = NextValues(ref values);
            type.ToSingle(bytes, destination);
            destination = destination[(bytes.Length / type.Size)..];
        }
        _row = first + rows;
    }

    /// <summary>Reads all values as whole numbers.</summary>
    public long[] ReadIntegers()
    {
        long[] all = new long[array.Rows * array.RowSize];
        for (int values = all.Length; values > 0;)
        {
            int done = all.Length - values;
            type.ToInt64(NextValues(ref values), all.AsSpan(done));
        }
        return all;
    }

    public override void Dispose() => stream.Dispose();

    private void Skip(long values)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(values);
        while (values > 0)
        {
            int part = (int)Math.Min(values, int.MaxValue);
            values -= part;
            while (part > 0)
                NextValues(ref part);
        }
    }

    private ReadOnlySpan<byte> NextValues(ref int values)
    {
        int count = Math.Min(values, _bytes.Length / type.Size);
        Span<byte> bytes = _bytes.AsSpan(0, count * type.Size);
        try
        {
            stream.ReadExactly(bytes);
        }
        catch (Exception e) when (NpzFile.IsDamage(e))
        {
            throw file.Fault(array.Name, $"is damaged: {e.Message}");
        }
        values -= count;
        return bytes;
    }
}
