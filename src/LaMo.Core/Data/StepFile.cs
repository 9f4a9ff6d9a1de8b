using LaMo.Core.Data.Hdf5;
using LaMo.Core.Data.Npz;
using LaMo.Core.Data.Text;
using LaMo.Core.Serialization;

namespace LaMo.Core.Data;

/// <summary>Opens and writes datasets in files.</summary>
public static class StepFile
{
    internal const string MinariFile = "main_data.hdf5";

    /// <summary>Opens a dataset. What it holds is looked through now; its steps are read later, by readers that open the file for themselves.</summary>
    /// <param name="path">The file; for Minari also the folder that it is in.</param>
    /// <param name="format">Its format. The default is to recognise it.</param>
    /// <param name="maxEpisodeLength">
    /// The step after which an episode is cut, for files that do not tell: D4RL's without timeouts, whose default follows from the task in the file's name, and NumPy's.
    /// </param>
    /// <exception cref="IOException">There is no such file, or it cannot be read.</exception>
    /// <exception cref="InvalidDataException">The file is damaged or of another format; the message names it and the place.</exception>
    /// <exception cref="DllNotFoundException">It is an HDF5 file and the system has no HDF5 library; the message names the package to install.</exception>
    public static StepSource Open(string path, StepFileFormat? format = null, int? maxEpisodeLength = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (maxEpisodeLength is int length)
            ArgumentOutOfRangeException.ThrowIfLessThan(length, 1, nameof(maxEpisodeLength));
        if (Directory.Exists(path))
            path = MinariFileIn(path);
        return (format ?? Recognize(path)) switch
        {
            StepFileFormat.Csv => new CsvStepSource(path),
            StepFileFormat.JsonLines => new JsonLinesStepSource(path),
            StepFileFormat.Npz => Open(() => new NpzFile(path), file => NpzLayout.Read(file, maxEpisodeLength)),
            StepFileFormat hdf5 => Open(() => new Hdf5File(path), file => ReadHdf5(file, hdf5, maxEpisodeLength)),
        };
    }

    /// <summary>Writes a dataset, whole or not at all.</summary>
    /// <param name="source">The dataset; it may be in the same file.</param>
    /// <param name="path">The file; for Minari the dataset's folder, which must not be there yet.</param>
    /// <param name="format">Its format. The default follows from the path's extension: .hdf5, .h5 (D4RL's layout), .npz, .csv, .jsonl.</param>
    /// <remarks>
    /// In D4RL's layout, .npz and d3rlpy's layouts an episode that ended neither terminal nor cut counts as cut; only D4RL's and .npz can leave the last one unfinished.
    /// </remarks>
    /// <exception cref="ArgumentException">The extension tells no format.</exception>
    /// <exception cref="InvalidDataException">The source is damaged, or holds what the format cannot: NaN in JSON.</exception>
    /// <exception cref="IOException">The file cannot be written, or Minari's folder is there already.</exception>
    public static void Write(StepSource source, string path, StepFileFormat? format = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentException.ThrowIfNullOrEmpty(path);
        switch (format ?? FormatOf(path))
        {
            case StepFileFormat.Hdf5 or StepFileFormat.D4rl:
                AtomicFile.WriteAt(path, temporary => D4rlWriter.Write(new EndedEpisodes(source, mayEndOpen: true), temporary));
                break;
            case StepFileFormat.Minari:
                AtomicFolder.Write(path, temporary => MinariWriter.Write(source, temporary, Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)))));
                break;
            case StepFileFormat.D3rlpy:
                AtomicFile.WriteAt(path, temporary => D3rlpyWriter.WriteVersion2(source, temporary));
                break;
            case StepFileFormat.D3rlpy1:
                AtomicFile.WriteAt(path, temporary => D3rlpyWriter.WriteVersion1(new EndedEpisodes(source, mayEndOpen: false), temporary));
                break;
            case StepFileFormat.Npz:
                AtomicFile.Write(path, stream => NpzWriter.Write(new EndedEpisodes(source, mayEndOpen: true), stream));
                break;
            case StepFileFormat.Csv:
                AtomicFile.Write(path, stream => CsvWriter.Write(source, stream));
                break;
            case StepFileFormat.JsonLines:
                AtomicFile.Write(path, stream => JsonLinesWriter.Write(source, stream));
                break;
            case StepFileFormat other:
                throw new ArgumentOutOfRangeException(nameof(format), other, "There is no such format.");
        }
    }

    /// <summary>The format that a file name's extension tells.</summary>
    /// <exception cref="ArgumentException">It tells none.</exception>
    private static StepFileFormat FormatOf(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".hdf5" or ".h5" => StepFileFormat.Hdf5,
        ".npz" => StepFileFormat.Npz,
        ".csv" => StepFileFormat.Csv,
        ".jsonl" or ".ndjson" => StepFileFormat.JsonLines,
        _ => throw new ArgumentException($"{path} has none of the extensions .hdf5, .h5, .npz, .csv, .jsonl; name the format."),
    };

    /// <summary>The format of a file by its first bytes, a text's by its extension.</summary>
    private static StepFileFormat Recognize(string path)
    {
        using FileStream stream = File.OpenRead(path);
        Span<byte> start = stackalloc byte[2];
        if (stream.ReadAtLeast(start, 2, throwOnEndOfStream: false) == 2 && start.SequenceEqual("PK"u8))
            return StepFileFormat.Npz;
        if (Hdf5Signature.Find(stream) is not null)
            return StepFileFormat.Hdf5;
        return FormatOf(path) is StepFileFormat.Csv or StepFileFormat.JsonLines
            ? FormatOf(path)
            : throw new InvalidDataException($"{path} is damaged: its first bytes are not those of its format.");
    }

    private static ArrayStepSource Open<TFile>(Func<TFile> open, Func<TFile, ArrayLayout> read)
        where TFile : ArrayFile
    {
        using TFile file = open();
        try
        {
            return new ArrayStepSource(open, read(file));
        }
        catch (OverflowException e)
        {
            throw new InvalidDataException($"{file.FilePath} claims more than it can hold.", e);
        }
    }

    private static ArrayLayout ReadHdf5(Hdf5File file, StepFileFormat layout, int? maxEpisodeLength)
    {
        if (layout == StepFileFormat.Hdf5)
            layout = MinariLayout.IsIn(file) ? StepFileFormat.Minari : D3rlpyLayout.IsIn(file) ? StepFileFormat.D3rlpy : StepFileFormat.D4rl;
        return layout switch
        {
            StepFileFormat.Minari => MinariLayout.Read(file, MinariMetadata.Beside(file.FilePath)),
            StepFileFormat.D3rlpy => D3rlpyLayout.Read(file),
            StepFileFormat.D3rlpy1 => D3rlpyLayout.ReadVersion1(file),
            _ => D4rlLayout.Read(file, maxEpisodeLength),
        };
    }

    private static string MinariFileIn(string folder)
    {
        foreach (string part in (ReadOnlySpan<string>)["data", ""])
            if (Path.Combine(folder, part, MinariFile) is string path && File.Exists(path))
                return path;
        throw new FileNotFoundException($"The folder {folder} has no {MinariFile}, and no data folder with one, which a Minari dataset has.");
    }
}
