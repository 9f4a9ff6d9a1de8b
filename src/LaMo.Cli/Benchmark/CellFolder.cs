using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LaMo.Core.Serialization;

namespace LaMo.Cli.Benchmark;

/// <summary>
/// The folder of a run: cell.json tells what it is, training.state and progress.json what it has come to, and result.json, which is written last, what came out. Each file is there whole or
/// not at all.
/// </summary>
/// <param name="path">The folder.</param>
internal sealed class CellFolder(string path)
{
    private const string SpecificationFile = "cell.json";
    private const string ProgressFile = "progress.json";
    private const string ResultFile = "result.json";
    private const string ErrorFile = "error.txt";

    /// <summary>The format of the files.</summary>
    public static JsonSerializerOptions Format { get; } = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public string FullPath => path;

    /// <summary>The folder of a run in that of its benchmark.</summary>
    public static CellFolder Of(string output, CellSpecification cell) => new(Path.Combine(
        output, "cells", FileName(cell.Task), FileName(cell.Algorithm),
        string.Create(CultureInfo.InvariantCulture, $"ratio-{cell.Run.DataRatio}"), string.Create(CultureInfo.InvariantCulture, $"seed-{cell.Run.Seed}")));

    /// <summary>A name with all in it that a file's name cannot have, or that means something to shells, replaced.</summary>
    public static string FileName(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '+' ? c : '-'));

    /// <summary>In what the run differs from the one that the folder was made for; nothing if it is the same or there is none.</summary>
    public IReadOnlyList<string> Differences(CellSpecification cell) => Read<JsonNode>(SpecificationFile) is JsonNode there
        ? [.. JsonDifferences.Between(there, JsonNode.Parse(JsonSerializer.Serialize(cell, Format)))]
        : [];

    public CellSpecification ReadSpecification() => Read<CellSpecification>(SpecificationFile) ?? throw new FileNotFoundException($"{path} is no folder of a benchmark's run.");

    public void Write(CellSpecification cell)
    {
        Directory.CreateDirectory(path);
        Write(SpecificationFile, cell);
    }

    public CellProgress ReadProgress() => Read<CellProgress>(ProgressFile) ?? new CellProgress([], 0, 0);

    public void Write(CellProgress progress) => Write(ProgressFile, progress);

    /// <summary>The result; <see langword="null"/> if there is none yet.</summary>
    public CellResult? ReadResult() => Read<CellResult>(ResultFile);

    /// <summary>Writes the result, and leaves out what was kept to come to it.</summary>
    public void Finish(CellResult result)
    {
        Write(ResultFile, result);
        foreach (string name in (ReadOnlySpan<string>)["training.state", ProgressFile, ErrorFile])
            File.Delete(Path.Combine(path, name));
    }

    public void WriteError(string message) => AtomicFile.WriteAt(Path.Combine(path, ErrorFile), temporary => File.WriteAllText(temporary, message));

    public void Delete()
    {
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
    }

    private T? Read<T>(string name)
        where T : class
    {
        string file = Path.Combine(path, name);
        if (!File.Exists(file))
            return null;
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllText(file), Format);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{file} is damaged: {e.Message}", e);
        }
    }

    private void Write<T>(string name, T value) => AtomicFile.Write(Path.Combine(path, name), stream => JsonSerializer.Serialize(stream, value, Format));
}
