using System.Runtime.CompilerServices;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules;

/// <summary>A chain of modules, each fed with the output of the one before.</summary>
public class Sequential : Module<Tensor, Tensor>
{
    private readonly List<(string name, Module module)> _modules = [];

    internal Sequential() : base("torch::nn::SequentialImpl") { }

    protected Sequential(params (string name, Module<Tensor, Tensor> submodule)[] modules) : this()
    {
        foreach (var (name, module) in modules) append(name, module);
    }

    protected Sequential(params Module<Tensor, Tensor>[] modules) : this()
    {
        foreach (var module in modules) append(module);
    }

    public int Count => _modules.Count;

    [IndexerName("SequentialItems")]
    public IModule<Tensor, Tensor> this[int index] => Link(index);

    [IndexerName("SequentialItems")]
    public Sequential this[(int? start, int? end) index] => Slice(index.start ?? 0, index.end ?? Count);

    [IndexerName("SequentialItems")]
    public Sequential this[Range index] => Slice(index.Start.GetOffset(Count), index.End.GetOffset(Count));

    public Sequential append(IModule<Tensor, Tensor> module) => append(Count.ToString(), module);

    public Sequential append(string name, IModule<Tensor, Tensor> module)
    {
        _modules.Add((name, (Module)module));
        return this;
    }

    public override Tensor forward(Tensor tensor)
    {
        if (Count == 0) return tensor.alias();

        var current = Link(0).call(tensor);
        for (var i = 1; i < Count; i++)
        {
            var next = Link(i).call(current);
            current.Dispose();
            current = next;
        }
        return current;
    }

    public override IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
    {
        if (!recurse) yield break;
        var seen = new HashSet<IntPtr> { IntPtr.Zero };
        foreach (var (link, module) in _modules)
            foreach (var (name, parameter) in module.named_parameters(true))
                if (seen.Add(parameter.handle)) yield return ($"{link}.{name}", parameter);
    }

    public override IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_persistent = true)
    {
        if (!recurse) yield break;
        var seen = new HashSet<IntPtr> { IntPtr.Zero };
        foreach (var (link, module) in _modules)
            foreach (var (name, buffer) in module.named_buffers(true, include_persistent))
                if (seen.Add(buffer.handle)) yield return ($"{link}.{name}", buffer);
    }

    public override IEnumerable<(string name, Module module)> named_children() => _modules;

    public override IEnumerable<(string name, Module module)> named_modules()
    {
        foreach (var link in _modules) yield return link;
        foreach (var (link, module) in _modules)
            foreach (var (name, below) in module.named_modules())
                yield return ($"{link}.{name}", below);
    }

    public override Module apply(Action<Module> fn)
    {
        foreach (var (_, module) in _modules) module.apply(fn);
        fn(this);
        return this;
    }

    protected internal override Module _to(ScalarType dtype, bool non_blocking)
    {
        foreach (var (_, module) in _modules) module._to(dtype, non_blocking);
        return this;
    }

    protected internal override Module _to(Device device, ScalarType dtype, bool non_blocking)
    {
        foreach (var (_, module) in _modules) module._to(device, dtype, non_blocking);
        return this;
    }

    protected internal override Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking)
    {
        foreach (var (_, module) in _modules) module._to(deviceType, deviceIndex, non_blocking);
        return this;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            foreach (var (_, module) in _modules) module.Dispose();
        base.Dispose(disposing);
    }

    private IModule<Tensor, Tensor> Link(int index) => (IModule<Tensor, Tensor>)_modules[index].module;

    private Sequential Slice(int start, int end)
    {
        if (start < 0 || start > Count) throw new IndexOutOfRangeException($"{start} is not a valid index.");
        if (end < 0 || end > Count) throw new IndexOutOfRangeException($"{end} is not a valid index.");

        var slice = new Sequential();
        for (var i = start; i < end; i++) slice._modules.Add(_modules[i]);
        return slice;
    }
}
