namespace LaMo.Core.Data;

/// <summary>A file with named arrays of numbers in it.</summary>
internal abstract class ArrayFile(string path) : IDisposable
{
    public string FilePath { get; } = path;

    /// <summary>Whether there is something of a name.</summary>
    public abstract bool Exists(string name);

    /// <summary>The array of a name; <see langword="null"/> if there is nothing of the name.</summary>
    /// <exception cref="InvalidDataException">It is no array of numbers, or it is damaged; the message names file and array.</exception>
    public abstract FileArray? Find(string name);

    /// <summary>Opens an array to read its rows; to be disposed before the file.</summary>
    public abstract ArrayReader OpenRows(FileArray array);

    /// <summary>The array of a name.</summary>
    /// <exception cref="InvalidDataException">There is none, or it is damaged; the message names file and array.</exception>
    public FileArray Get(string name) => Find(name) ?? throw new InvalidDataException($"{FilePath} has no '{name}'.");

    public InvalidDataException Fault(string name, string what) => new($"{FilePath}: '{name}' {what}.");

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);
}
