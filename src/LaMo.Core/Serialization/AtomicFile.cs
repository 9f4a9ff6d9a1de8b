namespace LaMo.Core.Serialization;

/// <summary>Writes a file so that whoever looks, at any moment and after any crash, sees either the whole old file or the whole new one.</summary>
public static class AtomicFile
{
    /// <summary>Writes a file by a stream.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes its content.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, Action<Stream> write) => WriteAt(path, temporary =>
    {
        using var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None);
        write(stream);
    });

    /// <summary>Writes a file by its path.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes its content to the path that it is given, and closes it.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void WriteAt(string path, Action<string> write)
    {
        string temporary = path + ".tmp";
        try
        {
            write(temporary);
            using (var stream = new FileStream(temporary, FileMode.Open, FileAccess.Write, FileShare.None))
                stream.Flush(flushToDisk: true);
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
