namespace LaMo.Core.Serialization;

/// <summary>Writes a new folder so that whoever looks, at any moment and after any crash, sees either the whole folder or none.</summary>
public static class AtomicFolder
{
    /// <summary>Writes a folder.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="write">Writes what is in it to the folder that it is given, and closes it.</param>
    /// <exception cref="IOException">There is something of the name already, or the folder cannot be written.</exception>
    public static void Write(string path, Action<string> write)
    {
        path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (Path.Exists(path))
            throw new IOException($"{path} is there already; a folder is not written over.");
        string temporary = path + ".tmp";
        try
        {
            if (Directory.Exists(temporary))
                Directory.Delete(temporary, recursive: true);
            Directory.CreateDirectory(temporary);
            write(temporary);
            foreach (string file in Directory.EnumerateFiles(temporary, "*", SearchOption.AllDirectories))
            {
                using var stream = new FileStream(file, FileMode.Open, FileAccess.Write, FileShare.None);
                stream.Flush(flushToDisk: true);
            }
            Directory.Move(temporary, path);
        }
        catch
        {
            if (Directory.Exists(temporary))
                Directory.Delete(temporary, recursive: true);
            throw;
        }
    }
}
