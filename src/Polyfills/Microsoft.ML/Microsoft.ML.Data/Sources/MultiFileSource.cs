using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

public sealed class MultiFileSource : IMultiStreamSource
{
    private readonly string[] _paths;

    public MultiFileSource(params string[] paths)
    {
        if (paths == null || (paths.Length == 1 && paths[0] == null))
        {
            _paths = [];
            return;
        }
        string[] found = paths.SelectMany(ExpandWildCards).ToArray();
        _paths = found.Length > 0 ? found : paths;
    }

    public int Count => _paths.Length;

    public string GetPathOrNull(int index)
    {
        Contracts.CheckParam(0 <= index && index < Count, nameof(index));
        return _paths[index];
    }

    public Stream Open(int index)
    {
        string path = GetPathOrNull(index);
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (Exception exception)
        {
            throw Contracts.ExceptIO($"Could not open file '{path}'. Error is: {exception.Message}", exception);
        }
    }

    public TextReader OpenTextReader(int index) => new StreamReader(Open(index));

    /// <summary>The existing files that a pattern names: patterns may be joined by '+', contain * and ?, and search subfolders by "...".</summary>
    internal static IEnumerable<string> ExpandWildCards(string pattern)
    {
        if (pattern.IndexOfAny(['*', '?', '+']) < 0 && !pattern.Contains("..."))
            return File.Exists(pattern) ? [pattern] : [];
        return pattern.Split('+', StringSplitOptions.RemoveEmptyEntries).SelectMany(ExpandOne);
    }

    private static IEnumerable<string> ExpandOne(string pattern)
    {
        int recursion = pattern.IndexOf("...", StringComparison.Ordinal);
        if (recursion < 0 && pattern.IndexOfAny(['*', '?']) < 0)
            return File.Exists(pattern) ? [pattern] : [];
        string folder = recursion < 0 ? Path.GetDirectoryName(pattern) : pattern[..recursion];
        string name = recursion < 0 ? Path.GetFileName(pattern) : pattern[(recursion + 3)..].TrimStart('\\', '/');
        bool isHere = string.IsNullOrEmpty(folder);
        if (!isHere && !Directory.Exists(folder))
            return [];
        SearchOption depth = recursion < 0 ? SearchOption.TopDirectoryOnly : SearchOption.AllDirectories;
        return Directory.GetFiles(isHere ? "." : folder, name.Length == 0 ? "*" : name, depth)
            .Select(path => isHere ? path[2..] : path)
            .Order(StringComparer.Ordinal);
    }
}
