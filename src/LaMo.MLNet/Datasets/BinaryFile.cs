using Microsoft.ML;

namespace LaMo.MLNet.Datasets;

/// <summary>Files of ML.NET's binary format.</summary>
internal static class BinaryFile
{
    private static ReadOnlySpan<byte> Signature => "CML\0DVB\0"u8;

    public static bool HasExtension(string path) => Path.GetExtension(path).Equals(".idv", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a file is of the format, by its first bytes or else its extension.</summary>
    public static bool IsOne(string path)
    {
        if (HasExtension(path) || Directory.Exists(path))
            return HasExtension(path);
        using FileStream stream = File.OpenRead(path);
        Span<byte> start = stackalloc byte[8];
        return stream.ReadAtLeast(start, 8, throwOnEndOfStream: false) == 8 && start.SequenceEqual(Signature);
    }

    /// <exception cref="InvalidDataException">The file is damaged; the message names it.</exception>
    public static IDataView Load(MLContext mlContext, string path)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException($"Could not find file '{path}'.", path);
        IDataView rows = BinaryFileView.Try(path, () =>
        {
            BinaryFileCheck.Run(path);
            return mlContext.Data.LoadFromBinary(path);
        });
        return new BinaryFileView(rows, path);
    }
}
