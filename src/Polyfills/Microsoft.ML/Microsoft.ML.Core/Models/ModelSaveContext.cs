using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Writes one component's model stream. All but the type and Dispose is internal in the real library.</summary>
public sealed class ModelSaveContext : IDisposable
{
    internal const string ModelStreamName = "Model.key";

    private readonly RepositoryWriter _repository;
    private readonly string _directory;
    private readonly ModelHeader _header = new();
    private readonly Dictionary<string, int> _strings = [];
    private readonly long _start;

    private ModelSaveContext(RepositoryWriter repository, string directory, Stream stream)
    {
        _repository = repository;
        _directory = directory;
        Writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        _start = stream.Position;
        Writer.Write(new byte[ModelHeader.Size]);
    }

    public readonly BinaryWriter Writer;

    public void CheckAtModel() => Contracts.Check(Writer.BaseStream.Position == _start + ModelHeader.Size);

    public void SetVersionInfo(VersionInfo ver) => _header.SetVersionInfo(ver);

    public void SaveStringOrNull(string str)
    {
        if (str == null)
            Writer.Write(-1);
        else
            SaveString(str);
    }

    public void SaveString(string str)
    {
        Contracts.CheckValue(str, nameof(str));
        if (!_strings.TryGetValue(str, out int id))
            _strings.Add(str, id = _strings.Count);
        Writer.Write(id);
    }

    public void SaveNonEmptyString(string str)
    {
        Contracts.CheckParam(!string.IsNullOrEmpty(str), nameof(str));
        SaveString(str);
    }

    public void SaveBinaryStream(string name, Action<BinaryWriter> action)
    {
        Contracts.CheckNonEmpty(name, nameof(name));
        Contracts.CheckValue(action, nameof(action));
        _repository.WriteEntry(_directory, name, stream =>
        {
            using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
            action(writer);
        });
    }

    public void SaveModel<T>(T value, string name)
        where T : class
        => SaveModel(_repository, value, Path.Combine(_directory ?? "", name));

    public void Dispose() => Writer.Dispose();

    /// <summary>Writes a component, if there is one, into a directory of the archive.</summary>
    internal static void SaveModel<T>(RepositoryWriter repository, T value, string path)
        where T : class
    {
        if (value is ICanSaveModel model)
            SaveSubModel(repository, path, model.Save);
    }

    internal static void SaveSubModel(RepositoryWriter repository, string path, Action<ModelSaveContext> save)
        => repository.WriteEntry(path, ModelStreamName, stream =>
        {
            using var context = new ModelSaveContext(repository, path, stream);
            save(context);
            context.Finish();
        });

    private void Finish()
    {
        Contracts.Check(_header.HasVersionInfo, "ModelSignature not specified!");
        string[] strings = _strings.OrderBy(item => item.Value).Select(item => item.Key).ToArray();
        _header.Finish(Writer, _start, strings);
        Writer.Flush();
    }
}
