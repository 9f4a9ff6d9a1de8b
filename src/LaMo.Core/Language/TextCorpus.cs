using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace LaMo.Core.Language;

/// <summary>Text to learn a language from: a file, or all files under a folder in the order of their paths, each a document. Files that end in .gz or .dz are unpacked as they are read.</summary>
public sealed class TextCorpus
{
    private const int TextLength = 1 << 20;

    private readonly string _path;
    private readonly FileInfo[] _files;

    /// <summary>Finds the files.</summary>
    /// <param name="path">A file or a folder.</param>
    /// <exception cref="FileNotFoundException">There is no such file or folder, or the folder holds no file.</exception>
    public TextCorpus(string path)
    {
        _path = Path.GetFullPath(path);
        _files = File.Exists(_path) ? [new FileInfo(_path)]
            : Directory.Exists(_path) ? [.. new DirectoryInfo(_path).EnumerateFiles("*", SearchOption.AllDirectories).OrderBy(file => file.FullName, StringComparer.Ordinal)]
            : throw new FileNotFoundException($"The corpus {_path} does not exist.", _path);
        if (_files.Length == 0)
            throw new FileNotFoundException($"The corpus {_path} holds no file.", _path);
    }

    /// <summary>The name of the file or folder.</summary>
    public string Name => Path.GetFileName(Path.TrimEndingDirectorySeparator(_path));

    /// <summary>The number of files.</summary>
    public int Files => _files.Length;

    /// <summary>Changes with every file's name, size and time of writing.</summary>
    public string Fingerprint()
    {
        IEnumerable<string> files = _files.Select(file => string.Create(CultureInfo.InvariantCulture, $"{file.FullName}\n{file.Length}\n{file.LastWriteTimeUtc.Ticks}\n"));
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(files))));
    }

    /// <summary>The documents one after another, in texts of about a million characters that no piece of GPT-2's, and so no token, crosses.</summary>
    /// <returns>The texts, and whether a text ends its document.</returns>
    /// <exception cref="InvalidDataException">A compressed file is damaged; the message names it.</exception>
    public IEnumerable<(string Text, bool EndsDocument)> ReadTexts()
    {
        foreach (FileInfo file in _files)
        {
            using StreamReader reader = Open(file);
            var buffer = new StringBuilder();
            char[] chunk = new char[TextLength];
            int read;
            while ((read = Read(reader, chunk, file)) == chunk.Length)
            {
                string text = buffer.Append(chunk).ToString();
                if (LastBoundary(text) is not int boundary)
                    continue;
                yield return (text[..boundary], false);
                buffer.Clear().Append(text, boundary, text.Length - boundary);
            }
            yield return (buffer.Append(chunk, 0, read).ToString(), true);
        }
    }

    private static StreamReader Open(FileInfo file)
    {
        Stream stream = file.OpenRead();
        // A .dz file (dictzip) is a gzip file with an index.
        return new StreamReader(file.Extension is ".gz" or ".dz" ? new GZipStream(stream, CompressionMode.Decompress) : stream);
    }

    private static int Read(StreamReader reader, char[] chunk, FileInfo file)
    {
        try
        {
            return reader.ReadBlock(chunk);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{file.FullName} is damaged: {e.Message}", e);
        }
    }

    /// <summary>The last place where white space follows something else: every piece ends there, whatever comes after.</summary>
    private static int? LastBoundary(string text)
    {
        for (int i = text.Length - 1; i > 0; i--)
            if (char.IsWhiteSpace(text[i]) && !char.IsWhiteSpace(text[i - 1]))
                return i;
        return null;
    }
}
