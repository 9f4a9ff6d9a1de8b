using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.Tests.Numbers;

namespace TorchSharp.Tests;

public class OptimizerStateTests
{
    private static void Train(Module<Tensor, Tensor> net, optim.Optimizer optimizer, int steps)
    {
        using var scope = NewDisposeScope();
        var input = arange(12, dtype: ScalarType.Float32).reshape(4, 3) / 10;
        for (var i = 0; i < steps; i++)
        {
            optimizer.zero_grad();
            net.call(input).square().mean().backward();
            optimizer.step();
        }
    }

    private static Sequential CopyOf(Sequential net)
    {
        var copy = Net();
        copy.load_state_dict(net.state_dict());
        return copy;
    }

    private static Sequential Net() => Sequential(Linear(3, 4), Tanh(), Linear(4, 2));

    private static void AssertSame(Module expected, Module actual)
    {
        foreach (var (name, tensor) in expected.state_dict()) AssertClose(tensor, actual.state_dict()[name], 0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void TrainingGoesOnFromACopyOfTheState(bool amsgrad)
    {
        using var net = Net();
        using var optimizer = optim.AdamW(net.parameters(), lr: 0.05, weight_decay: 0.1, amsgrad: amsgrad);
        Train(net, optimizer, 3);

        using var copy = CopyOf(net);
        using var resumed = optim.AdamW(copy.parameters(), amsgrad: amsgrad);
        resumed.load_state_dict(optimizer.state_dict());
        Train(net, optimizer, 3);
        Train(copy, resumed, 3);
        AssertSame(net, copy);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void TrainingGoesOnFromAStream(bool amsgrad)
    {
        using var net = Net();
        using var optimizer = optim.Adam(net.parameters(), lr: 0.05, weight_decay: 0.1, amsgrad: amsgrad);
        Train(net, optimizer, 3);
        using var buffer = new MemoryStream();
        optimizer.save_state_dict(new BinaryWriter(buffer));
        buffer.Position = 0;

        using var copy = CopyOf(net);
        using var resumed = optim.Adam(copy.parameters(), amsgrad: amsgrad);
        resumed.load_state_dict(new BinaryReader(buffer));
        Assert.Equal(0.05, resumed.ParamGroups.Single().LearningRate);
        Train(net, optimizer, 3);
        Train(copy, resumed, 3);
        AssertSame(net, copy);
    }

    [Fact]
    public void TheStateIsListedByGroup()
    {
        using var net = Net();
        var parameters = net.parameters().ToList();
        using var optimizer = optim.Adam(new Adam.ParamGroup[] { new(parameters.Take(1)), new(parameters.Skip(1)) });
        Train(net, optimizer, 2);
        var state = optimizer.state_dict();
        Assert.Equal(2, state.Options.Count);
        Assert.Equal(4, state.State.Count);
        Assert.Equal([[0], [1, 2, 3]], state.StateIndexRef);
        Assert.All(state.State, of => Assert.Equal(2, ((Adam.State)of).step));
        Assert.True(state.State[0].ApproximatelyEquals(state.State[0]));
        Assert.False(state.State[0].ApproximatelyEquals(null!));
    }

    [Fact]
    public void OtherShapesOfStateAreRefused()
    {
        using var net = Net();
        using var other = Linear(1, 1);
        using var adam = optim.Adam(net.parameters());
        using var smaller = optim.Adam(other.parameters());
        Assert.Equal("Invalid optimizer state -- different number of states.", Assert.Throws<ArgumentException>(() => adam.load_state_dict(smaller.state_dict())).Message);

        using var buffer = new MemoryStream();
        adam.save_state_dict(new BinaryWriter(buffer));
        buffer.Position = 0;
        using var adamW = optim.AdamW(net.parameters());
        Assert.Equal(
            "Mismatched optimizer type: expected 'AdamW', but found 'Adam' in the loaded stream.",
            Assert.Throws<InvalidDataException>(() => adamW.load_state_dict(new BinaryReader(buffer))).Message);
    }

    [Fact]
    public void StatesOutliveScopesAndEndWithTheOptimizer()
    {
        using var net = Net();
        optim.Optimizer optimizer;
        List<Tensor> moments;
        using (NewDisposeScope())
        {
            var adam = optim.Adam(net.parameters(), amsgrad: true);
            Train(net, adam, 1);
            moments = [.. adam.state_dict().State.Cast<Adam.State>().SelectMany(state => new[] { state.exp_avg, state.exp_avg_sq, state.max_exp_avg_sq })];
            optimizer = adam;
        }
        Assert.Equal(12, moments.Count);
        Assert.All(moments, moment => Assert.False(moment.IsInvalid));
        optimizer.Dispose();
        Assert.All(moments, moment => Assert.True(moment.IsInvalid));
        Assert.All(net.parameters(), parameter => Assert.False(parameter.IsInvalid));
    }

    [Theory]
    [InlineData("Adam")]
    [InlineData("AdamW")]
    [InlineData("SGD")]
    public void LiveTensorsDoNotGrowOverTraining(string name)
    {
        using var net = Net();
        using optim.Optimizer optimizer = name switch
        {
            "Adam" => optim.Adam(net.parameters(), amsgrad: true, weight_decay: 0.1),
            "AdamW" => optim.AdamW(net.parameters(), weight_decay: 0.1),
            _ => optim.SGD(net.parameters(), 0.01, momentum: 0.9, nesterov: true, weight_decay: 0.1),
        };
        // Momentum buffers and gradients come into being in the first steps.
        Train(net, optimizer, 2);
        DisposeScopeManager.Statistics.Reset();
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        for (var i = 0; i < 50; i++)
        {
            Train(net, optimizer, 1);
            using (NewDisposeScope()) torch.nn.utils.clip_grad_norm_(net.parameters(), 0.25);
        }
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }
}
