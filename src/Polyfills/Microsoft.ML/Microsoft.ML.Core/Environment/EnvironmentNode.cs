using System;
using System.IO;

namespace Microsoft.ML.Runtime;

/// <summary>What the root environment and the hosts registered under it share: names, channels, random seeds.</summary>
internal abstract class EnvironmentNode : IHostEnvironmentInternal
{
    private readonly EnvironmentNode _parent;
    private readonly TauswortheHybrid _rand;
    private readonly object _randLock = new();

    protected EnvironmentNode(int? seed)
    {
        Seed = seed;
        _rand = seed == null ? new TauswortheHybrid(new Random()) : new TauswortheHybrid(seed.Value);
        ComponentCatalog = new ComponentCatalog();
        TempFilePath = Path.GetTempPath();
    }

    protected EnvironmentNode(EnvironmentNode parent, string name, TauswortheHybrid rand)
    {
        _parent = parent;
        _rand = rand;
        Seed = parent.Seed;
        ComponentCatalog = parent.ComponentCatalog;
        TempFilePath = parent.TempFilePath;
        FallbackToCpu = parent.FallbackToCpu;
        GpuDeviceId = parent.GpuDeviceId;
        ShortName = name;
        // The real library names a nested host after its grandparent, which drops one level.
        ParentFullName = parent._parent?.FullName;
        FullName = JoinNames(ParentFullName, name);
    }

    public string ShortName { get; }

    public string ParentFullName { get; }

    public string FullName { get; }

    public string ContextDescription => "HostEnvironment";

    public int? Seed { get; }

    public string TempFilePath { get; set; }

    public bool FallbackToCpu { get; set; }

    public int? GpuDeviceId { get; set; }

    public Random Rand => _rand;

    public ComponentCatalog ComponentCatalog { get; }

    protected abstract Action<string, ChannelMessage> Listener { get; }

    public static string JoinNames(string parent, string name) => string.IsNullOrEmpty(parent) ? name : $"{parent}; {name}";

    public TException Process<TException>(TException ex)
        where TException : Exception
    {
        if (ex == null)
            return null;
        ex.Data["Throwing component"] = "Environment";
        return Contracts.Mark(ex);
    }

    public IHost Register(string name, int? seed = null, bool? verbose = null)
    {
        Contracts.CheckNonEmpty(name, nameof(name));
        lock (_randLock)
            return new Host(this, name, seed == null ? new TauswortheHybrid(_rand) : new TauswortheHybrid(seed.Value));
    }

    public IChannel Start(string name) => new Channel(this, name, Listener);

    public IPipe<TMessage> StartPipe<TMessage>(string name) => new Pipe<TMessage>(this, name, Listener as Action<string, TMessage>);

    public IProgressChannel StartProgressChannel(string name) => new ProgressChannel(name);

    private sealed class Host : EnvironmentNode, IHost
    {
        public Host(EnvironmentNode parent, string name, TauswortheHybrid rand)
            : base(parent, name, rand)
            => Listener = parent.Listener;

        protected override Action<string, ChannelMessage> Listener { get; }
    }
}

/// <summary>The root of the hosts of one context.</summary>
internal sealed class RootEnvironment : EnvironmentNode
{
    public RootEnvironment(int? seed, Action<string, ChannelMessage> listener)
        : base(seed)
        => Listener = listener;

    protected override Action<string, ChannelMessage> Listener { get; }
}
