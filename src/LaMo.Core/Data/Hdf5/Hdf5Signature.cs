namespace LaMo.Core.Data.Hdf5;

/// <summary>The first bytes of an HDF5 file: a signature at byte 0, 512, 1024, 2048, … and the sizes that the rest is written with.</summary>
internal static class Hdf5Signature
{
    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'H', (byte)'D', (byte)'F', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n'];

    /// <summary>Where HDF5's part of a file begins; <see langword="null"/> if it is none.</summary>
    public static long? Find(Stream file)
    {
        Span<byte> start = stackalloc byte[8];
        for (long position = 0; position <= file.Length - 16; position = position == 0 ? 512 : 2 * position)
        {
            file.Position = position;
            file.ReadExactly(start);
            if (start.SequenceEqual(Signature))
                return position;
        }
        return null;
    }

    /// <exception cref="InvalidDataException">Addresses do not have the 8 bytes that they are expected to have.</exception>
    public static void CheckSuperblock(Stream file, long start, string path)
    {
        Span<byte> sizes = stackalloc byte[8];
        file.Position = start + 8;
        file.ReadExactly(sizes);
        (int offsetSize, int lengthSize) = sizes[0] switch
        {
            0 or 1 => (sizes[5], sizes[6]),
            2 or 3 => (sizes[1], sizes[2]),
            _ => throw new InvalidDataException($"{path} is an HDF5 file of an unknown version, or damaged."),
        };
        if (offsetSize != 8 || lengthSize != 8)
            throw new InvalidDataException($"{path} is an HDF5 file with addresses of {offsetSize} bytes, which are not supported, or damaged.");
    }
}
