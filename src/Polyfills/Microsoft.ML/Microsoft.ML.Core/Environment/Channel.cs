using System;
using System.Diagnostics;

namespace Microsoft.ML.Runtime;

/// <summary>Sends messages under the name "host; channel" to the environment's listener.</summary>
internal class Pipe<TMessage> : IPipe<TMessage>
{
    private readonly EnvironmentNode _parent;
    private readonly string _name;
    private readonly string _fullName;
    private readonly Action<string, TMessage> _dispatch;
    private bool _disposed;

    public Pipe(EnvironmentNode parent, string name, Action<string, TMessage> dispatch)
    {
        _parent = parent;
        _name = name;
        _fullName = EnvironmentNode.JoinNames(parent.FullName, name);
        _dispatch = dispatch;
    }

    public string ContextDescription => _fullName;

    public void Send(TMessage msg) => _dispatch?.Invoke(_fullName, msg);

    public TException Process<TException>(TException ex)
        where TException : Exception
    {
        if (ex == null)
            return null;
        ex.Data["Throwing component"] = _parent.ShortName;
        ex.Data["Parent component"] = _parent.ParentFullName;
        ex.Data["Phase"] = _name;
        return Contracts.Mark(ex);
    }

    public void Dispose()
    {
        if (_disposed)
            return;
        OnDispose();
        _disposed = true;
    }

    protected virtual void OnDispose()
    {
    }
}

internal sealed class Channel : Pipe<ChannelMessage>, IChannel
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    public Channel(EnvironmentNode parent, string name, Action<string, ChannelMessage> dispatch)
        : base(parent, name, dispatch)
        => Trace(MessageSensitivity.None, "Channel started");

    public void Trace(MessageSensitivity sensitivity, string fmt) => Send(ChannelMessageKind.Trace, sensitivity, fmt);

    public void Trace(MessageSensitivity sensitivity, string fmt, params object[] args) => Send(ChannelMessageKind.Trace, sensitivity, fmt, args);

    public void Error(MessageSensitivity sensitivity, string fmt) => Send(ChannelMessageKind.Error, sensitivity, fmt);

    public void Error(MessageSensitivity sensitivity, string fmt, params object[] args) => Send(ChannelMessageKind.Error, sensitivity, fmt, args);

    public void Warning(MessageSensitivity sensitivity, string fmt) => Send(ChannelMessageKind.Warning, sensitivity, fmt);

    public void Warning(MessageSensitivity sensitivity, string fmt, params object[] args) => Send(ChannelMessageKind.Warning, sensitivity, fmt, args);

    public void Info(MessageSensitivity sensitivity, string fmt) => Send(ChannelMessageKind.Info, sensitivity, fmt);

    public void Info(MessageSensitivity sensitivity, string fmt, params object[] args) => Send(ChannelMessageKind.Info, sensitivity, fmt, args);

    protected override void OnDispose()
    {
        Trace(MessageSensitivity.None, "Channel finished. Elapsed {0:c}.", _watch.Elapsed);
        Trace(MessageSensitivity.None, "Channel disposed");
    }

    private void Send(ChannelMessageKind kind, MessageSensitivity sensitivity, string message)
        => Send(new ChannelMessage(kind, sensitivity, message));

    private void Send(ChannelMessageKind kind, MessageSensitivity sensitivity, string format, object[] args)
        => Send(new ChannelMessage(kind, sensitivity, format, args));
}
