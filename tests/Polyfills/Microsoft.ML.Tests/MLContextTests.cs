using Microsoft.ML.Runtime;

namespace Microsoft.ML.Tests;

/// <summary>Environments: log, channels, hosts, random seeds, progress, options.</summary>
public sealed class MLContextTests
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly List<LoggingEventArgs> _log = [];

    public MLContextTests() => _ml.Log += (_, message) => _log.Add(message);

    private IHostEnvironment Environment => _ml;

    [Fact]
    public void AChannelLogsItsMessagesAndItsLife()
    {
        using (IChannel channel = Environment.Start("MyChannel"))
        {
            channel.Info(MessageSensitivity.None, "hello {0}", 5);
            channel.Warning(MessageSensitivity.All, "w");
            channel.Trace(MessageSensitivity.Schema, "t");
            channel.Error(MessageSensitivity.UserData, "e {0}");
        }

        Assert.Equal(["Channel started", "hello 5", "w", "t", "e {0}"], _log.Take(5).Select(message => message.RawMessage));
        Assert.Matches(@"^Channel finished\. Elapsed \d\d:\d\d:\d\d(\.\d{7})?\.$", _log[5].RawMessage);
        Assert.Equal("Channel disposed", _log[6].RawMessage);
        Assert.Equal("[Source=MyChannel, Kind=Info] hello 5", _log[1].Message);
        Assert.Equal(
            [ChannelMessageKind.Trace, ChannelMessageKind.Info, ChannelMessageKind.Warning, ChannelMessageKind.Trace, ChannelMessageKind.Error],
            _log.Take(5).Select(message => message.Kind));
    }

    [Fact]
    public void AHostPrefixesItsChannels()
    {
        IHost host = Environment.Register("MyHost");
        using (host.Start("C2"))
        {
        }

        Assert.All(_log, message => Assert.Equal("MyHost; C2", message.Source));
        Assert.Equal("HostEnvironment", host.ContextDescription);
        Assert.Equal("HostEnvironment", Environment.ContextDescription);
    }

    [Fact]
    public void BadMessagesAreRefused()
    {
        using IChannel channel = Environment.Start("C");

        Errors.Throws<ArgumentOutOfRangeException>("message cannot be null or empty (Parameter 'message')", () => channel.Info(MessageSensitivity.None, ""));
        Errors.Throws<ArgumentOutOfRangeException>("name cannot be null or empty (Parameter 'name')", () => Environment.Register(""));
        Assert.Throws<FormatException>(() => channel.Info(MessageSensitivity.None, "{1}", 1));
    }

    [Fact]
    public void HostsOfEqualSeedsDrawEqualNumbers()
    {
        Random random = Environment.Register("x").Rand;

        Assert.Equal([1752537088, 46], [random.Next(), random.Next(100)]);
        Assert.Equal(0.5328662097454071, random.NextDouble());
        Assert.Equal(733061423, ((IHostEnvironment)new MLContext(0)).Register("x", seed: 7).Rand.Next());
        Assert.Equal(1752537088, ((IHostEnvironment)new MLContext(1)).Register("y").Rand.Next());
        Assert.Throws<ArgumentOutOfRangeException>("maxValue", () => random.Next(-1));
    }

    [Fact]
    public void ViewsLoadersAndSaversTakeTheirTurnAtTheSeeds()
    {
        IDataView rows = SampleRow.Load(new MLContext());

        Assert.Equal(1, HostsOf(ml => ml.Data.LoadFromEnumerable(new[] { new SampleRow() })));
        Assert.Equal(1, HostsOf(ml => ml.Data.TakeRows(rows, 1)));
        Assert.Equal(1, HostsOf(ml => ml.Data.FilterRowsByColumn(rows, "A", 0, 1)));
        Assert.Equal(1, HostsOf(ml => ml.Data.ShuffleRows(rows, seed: 1)));
        Assert.Equal(1, HostsOf(ml => ml.Data.Cache(rows)));
        Assert.Equal(5, HostsOf(ml => ml.Data.TrainTestSplit(rows)));
        Assert.Equal(9, HostsOf(ml => ml.Data.CrossValidationSplit(rows, 2)));
        Assert.Equal(1, HostsOf(ml => ml.Data.CreateTextLoader([new Data.TextLoader.Column("A", Data.DataKind.Single, 0)])));
        Assert.Equal(1, HostsOf(ml => ml.Data.SaveAsText(rows, new MemoryStream())));
        Assert.Equal(1, HostsOf(ml => ml.Transforms.NormalizeMinMax("A").Fit(rows)));
        Assert.Equal(2, HostsOf(ml => ml.Transforms.CopyColumns("X", "A").Fit(rows).Transform(rows)));
    }

    /// <summary>How many hosts an action registers, told by the seed that the next one gets.</summary>
    private static int HostsOf(Action<MLContext> action)
    {
        var ml = new MLContext(seed: 1);
        action(ml);
        int next = ((IHostEnvironment)ml).Register("next").Rand.Next();
        IHostEnvironment fresh = new MLContext(seed: 1);
        return Enumerable.Range(0, 20).First(_ => fresh.Register("one").Rand.Next() == next);
    }

    [Fact]
    public void ProgressIsCheckedButNotLogged()
    {
        using (IProgressChannel progress = Environment.StartProgressChannel("P"))
        {
            progress.SetHeader(new ProgressHeader(["loss"], ["steps"]), _ => { });
            progress.Checkpoint(1, 2, 3);
            progress.Checkpoint();
            using IProgressChannel nested = progress.StartProgressChannel("Q");
            nested.Checkpoint(1, 2, 3, 4, 5);
            Errors.Throws<InvalidOperationException>("Too many values provided in Checkpoint", () => progress.Checkpoint(1, 2, 3, 4));
        }

        Assert.Empty(_log);
    }

    [Fact]
    public void AProgressChannelEndsWhenDisposed()
    {
        IProgressChannel progress = Environment.StartProgressChannel("P");
        progress.Dispose();

        Errors.Throws<InvalidOperationException>("Can't report checkpoints after disposing", () => progress.Checkpoint(1));
    }

    [Fact]
    public void AContextHasOptions()
    {
        Assert.True(_ml.TryAddOption("a", 5));
        Assert.False(_ml.TryAddOption("a", 6));
        Assert.Equal(5, _ml.GetOptionOrDefault<int>("a"));
        Assert.False(_ml.TryGetOption("a", out string _));
        Assert.True(_ml.RemoveOption("a"));
        Assert.Equal(0, _ml.GetOptionOrDefault<int>("a"));
        Assert.Throws<ArgumentNullException>("name", () => _ml.SetOption(" ", 1));
        Assert.Null(_ml.GpuDeviceId);
        Assert.False(_ml.FallbackToCpu);
        Assert.Equal(Path.GetTempPath(), _ml.TempFilePath);
    }

    [Fact]
    public void AnAssemblyMayBeRegisteredTwice()
    {
        _ml.ComponentCatalog.RegisterAssembly(typeof(MLContextTests).Assembly);
        _ml.ComponentCatalog.RegisterAssembly(typeof(MLContextTests).Assembly);
    }

    [Fact]
    public void EventArgsCarryTheirSource()
    {
        Assert.Equal("[Source=src, Kind=Info] m", new LoggingEventArgs("m", ChannelMessageKind.Info, "src").Message);
        Assert.Equal("m", new LoggingEventArgs("m").Message);
    }
}
