using System;
using System.IO;
using System.Reflection;
using System.Text;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>The signature under which components that can be loaded from a model are registered. Internal in the real library.</summary>
public delegate void SignatureLoadModel(ModelLoadContext ctx);

/// <summary>Reads one component's model stream. Internal in the real library.</summary>
public sealed class ModelLoadContext : IDisposable
{
    private readonly RepositoryReader _repository;
    private readonly string _directory;
    private readonly ModelHeader _header;
    private readonly long _start;

    public readonly BinaryReader Reader;

    private ModelLoadContext(RepositoryReader repository, string directory, Stream stream)
    {
        _repository = repository;
        _directory = directory;
        _start = stream.Position;
        Reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        _header = ModelHeader.Read(Reader);
    }

    public void CheckAtModel() => Contracts.Check(Reader.BaseStream.Position == _start + ModelHeader.Size);

    public void CheckAtModel(VersionInfo ver)
    {
        CheckAtModel();
        _header.CheckVersionInfo(ver);
    }

    public string LoadStringOrNull()
    {
        int id = Reader.ReadInt32();
        Contracts.CheckDecode(-1 <= id && id < _header.Strings.Length);
        return id < 0 ? null : _header.Strings[id];
    }

    public string LoadString()
    {
        string text = LoadStringOrNull();
        Contracts.CheckDecode(text != null);
        return text;
    }

    public string LoadNonEmptyString()
    {
        string text = LoadString();
        Contracts.CheckDecode(text.Length > 0);
        return text;
    }

    public bool TryLoadBinaryStream(string name, Action<BinaryReader> action)
    {
        Contracts.CheckNonEmpty(name, nameof(name));
        Contracts.CheckValue(action, nameof(action));
        using Stream stream = _repository.OpenEntryOrNull(_directory, name);
        if (stream == null)
            return false;
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        action(reader);
        return true;
    }

    public void LoadModel<TRes, TSig>(IHostEnvironment env, out TRes result, string name, params object[] extra)
        where TRes : class
        => LoadModel<TRes, TSig>(env, out result, _repository, Path.Combine(_directory ?? "", name), extra);

    public bool LoadModelOrNull<TRes, TSig>(IHostEnvironment env, out TRes result, string name, params object[] extra)
        where TRes : class
        => LoadModelOrNull<TRes, TSig>(env, out result, _repository, Path.Combine(_directory ?? "", name), extra);

    public void Dispose() => Reader.Dispose();

    internal static void LoadModel<TRes, TSig>(IHostEnvironment env, out TRes result, RepositoryReader rep, string dir, params object[] extra)
        where TRes : class
    {
        if (!LoadModelOrNull<TRes, TSig>(env, out result, rep, dir, extra))
            throw Contracts.ExceptDecode("Corrupt model file");
    }

    internal static bool LoadModelOrNull<TRes, TSig>(IHostEnvironment env, out TRes result, RepositoryReader rep, string dir, params object[] extra)
        where TRes : class
    {
        Contracts.CheckValue(env, nameof(env));
        result = null;
        using Stream stream = rep.OpenEntryOrNull(dir, ModelSaveContext.ModelStreamName);
        if (stream == null)
            return false;
        using var context = new ModelLoadContext(rep, dir, stream);
        if (!context.TryCreate<TRes, TSig>(env, extra, out result))
            throw Contracts.ExceptDecode($"Couldn't load model: '{dir}'");
        return true;
    }

    private bool TryCreate<TRes, TSig>(IHostEnvironment environment, object[] extra, out TRes result)
        where TRes : class
    {
        ComponentCatalog catalog = environment.ComponentCatalog;
        if (_header.LoaderAssemblyName.Length > 0)
            catalog.RegisterAssembly(FindLoaderAssembly());
        object[] arguments = [this, .. extra];
        result = null;
        foreach (string name in new[] { _header.LoaderName, _header.LoaderNameAlt })
        {
            if (string.IsNullOrWhiteSpace(name) || !catalog.TryCreateInstance<TRes, TSig>(environment, name, arguments, out result))
                continue;
            // What a component leaves unread would be lost silently.
            Contracts.CheckDecode(Reader.BaseStream.Position == _start + _header.ModelEnd);
            return true;
        }
        return false;
    }

    private Assembly FindLoaderAssembly()
    {
        var name = new AssemblyName(_header.LoaderAssemblyName);
        // The real library's assemblies are signed and these are not, so a full name written by it would not be found.
        return name.Name.StartsWith("Microsoft.ML.", StringComparison.Ordinal)
            ? Assembly.Load(name.Name)
            : Assembly.Load(_header.LoaderAssemblyName);
    }
}
