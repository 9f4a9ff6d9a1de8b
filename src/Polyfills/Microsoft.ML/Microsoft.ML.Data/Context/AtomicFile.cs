using System;
using System.IO;

namespace Microsoft.ML.Data;

/// <summary>Writes a file that is either there as a whole or not at all.</summary>
internal static class AtomicFile
{
    public static void Write(string path, Action<Stream> write)
    {
        bool existed = File.Exists(path);
        // A path that cannot be written is reported in its own name, not in the temporary file's.
        File.Open(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None).Dispose();
        string temporary = $"{path}.{Path.GetRandomFileName()}";
        try
        {
            using (FileStream stream = File.Create(temporary))
                write(stream);
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            if (!existed)
                File.Delete(path);
            throw;
        }
    }
}
