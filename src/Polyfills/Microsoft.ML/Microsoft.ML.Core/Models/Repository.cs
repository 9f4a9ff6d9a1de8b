using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Reflection;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Where the streams of a zip archive are while they are open: a header is written last and models are read at random.</summary>
internal static class RepositoryStreams
{
    private const int LargestInMemory = 1 << 24;

    public static Stream CreateTemporary(IHostEnvironment environment)
    {
        string folder = (environment as IHostEnvironmentInternal)?.TempFilePath ?? Path.GetTempPath();
        string path = Path.Combine(folder, "ml_dotnet_" + Path.GetRandomFileName());
        return new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
    }

    public static Stream CreateFor(long length, IHostEnvironment environment)
        => length <= LargestInMemory ? new MemoryStream((int)length) : CreateTemporary(environment);

    /// <summary>An entry's name, always with forward slashes.</summary>
    public static string PathOf(string directory, string name)
    {
        Contracts.CheckParam(directory == null || !directory.Contains(".."), "dir");
        Contracts.CheckParam(!string.IsNullOrWhiteSpace(name) && !name.Contains(".."), nameof(name));
        return Normalize(string.IsNullOrEmpty(directory) ? name : $"{directory}/{name}");
    }

    public static string Normalize(string path) => path.Replace('\\', '/');
}

internal sealed class RepositoryWriter : IDisposable
{
    private readonly IHostEnvironment _environment;
    private readonly ZipArchive _archive;
    private readonly HashSet<string> _paths = [];

    public RepositoryWriter(Stream stream, IHostEnvironment environment)
    {
        _environment = environment;
        _archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        WriteEntry("TrainingInfo", "Version.txt", entry =>
        {
            using var writer = new StreamWriter(entry, leaveOpen: true);
            writer.WriteLine(typeof(RepositoryWriter).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>().InformationalVersion);
        });
    }

    /// <summary>Has an entry written to a seekable stream. Entries may be written while others are.</summary>
    public void WriteEntry(string directory, string name, Action<Stream> write)
    {
        string path = RepositoryStreams.PathOf(directory, name);
        if (!_paths.Add(path))
            throw Contracts.ExceptParam(nameof(name), $"Duplicate entry: '{path}'");
        using Stream content = RepositoryStreams.CreateTemporary(_environment);
        write(content);
        content.Position = 0;
        using Stream entry = _archive.CreateEntry(path).Open();
        content.CopyTo(entry);
    }

    public void Dispose() => _archive.Dispose();
}

internal sealed class RepositoryReader : IDisposable
{
    private readonly IHostEnvironment _environment;
    private readonly ZipArchive _archive;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = [];

    public RepositoryReader(Stream stream, IHostEnvironment environment)
    {
        _environment = environment;
        try
        {
            _archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            foreach (ZipArchiveEntry entry in _archive.Entries)
                _entries[RepositoryStreams.Normalize(entry.FullName)] = entry;
        }
        catch (Exception exception)
        {
            throw Contracts.ExceptDecode("Failed to open a zip archive", exception);
        }
    }

    public bool Contains(string directory, string name) => _entries.ContainsKey(RepositoryStreams.PathOf(directory, name));

    /// <summary>A seekable stream of an entry, or null if there is none.</summary>
    public Stream OpenEntryOrNull(string directory, string name)
    {
        if (!_entries.TryGetValue(RepositoryStreams.PathOf(directory, name), out ZipArchiveEntry entry))
            return null;
        Stream content = RepositoryStreams.CreateFor(entry.Length, _environment);
        try
        {
            using Stream source = entry.Open();
            source.CopyTo(content);
        }
        catch
        {
            content.Dispose();
            throw;
        }
        content.Position = 0;
        return content;
    }

    public Stream OpenEntry(string directory, string name)
        => OpenEntryOrNull(directory, name)
            ?? throw Contracts.Except($"Repository doesn't contain entry {RepositoryStreams.PathOf(directory, name)}");

    public void Dispose() => _archive.Dispose();
}
