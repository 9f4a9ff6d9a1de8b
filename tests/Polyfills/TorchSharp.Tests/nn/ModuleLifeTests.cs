using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Tests;

public class ModuleLifeTests
{
    private sealed class Scaled : Module<Tensor, Tensor>
    {
        private readonly Linear inner = Linear(2, 2);
        private readonly Parameter factor = Parameter(full(1, 3.0f));
        private readonly Tensor shift = ones(2);

        public Scaled() : base(nameof(Scaled)) => RegisterComponents();

        public override Tensor forward(Tensor input) => inner.call(input + shift) * factor;
    }

    [Fact]
    public void TrainingIsOnAtFirstAndReachesAllModules()
    {
        using var net = Sequential(Linear(2, 2), Sequential(Dropout(0.5)));
        Assert.True(net.training);
        net.eval();
        Assert.False(net.training);
        Assert.All(net.modules(), module => Assert.False(module.training));
        net.train();
        Assert.All(net.modules(), module => Assert.True(module.training));
    }

    [Fact]
    public void ConvertingReplacesParametersAndBuffersAndTheFieldsThatHoldThem()
    {
        using var module = new Scaled();
        using var single = module.call(ones(1, 2));
        module.to(ScalarType.Float64);
        Assert.All(module.state_dict().Values, tensor => Assert.Equal(ScalarType.Float64, tensor.dtype));
        Assert.All(module.parameters(), parameter => Assert.True(parameter.requires_grad));
        using var twice = module.call(ones(1, 2, dtype: ScalarType.Float64));
        Assert.Equal(ScalarType.Float64, twice.dtype);
        Numbers.AssertClose(single, twice, 1e-6);
    }

    [Fact]
    public void ConvertingTakesTheGradientsAlong()
    {
        using var linear = Linear(2, 1);
        linear.call(ones(1, 2)).sum().backward();
        linear.to(ScalarType.Float64);
        Assert.Equal(ScalarType.Float64, linear.weight.grad!.dtype);
        Numbers.AssertClose([1, 1], linear.weight.grad!);
    }

    [Fact]
    public void AnEmbeddingIsConvertedInPlace()
    {
        using var embedding = Embedding(3, 2);
        var before = embedding.parameters().Single();
        embedding.to(ScalarType.Float64);
        Assert.Equal(ScalarType.Float64, before.dtype);
        Assert.Equal(ScalarType.Float64, embedding.call(tensor(new long[] { 1 })).dtype);
    }

    [Fact]
    public void OnlyFloatingPointTypesAreTargets()
    {
        using var module = new Scaled();
        Assert.StartsWith("nn.Module.to only accepts floating point or complex types", Assert.Throws<ArgumentException>(() => module.to(ScalarType.Int64)).Message);
    }

    [Fact]
    public void ConvertingAModuleDictThrows()
    {
        using var heads = ModuleDict(("a", Linear(1, 1)));
        Assert.Throws<ArgumentException>(() => heads.to(ScalarType.Float64));
    }

    [Fact]
    public void ZeroGradDropsOrZeroesTheGradients()
    {
        using var net = Sequential(Linear(2, 2), Linear(2, 1));
        net.call(ones(1, 2)).sum().backward();
        net.zero_grad(set_to_none: false);
        Assert.All(net.parameters(), parameter => Assert.Equal(0, parameter.grad!.abs().sum().item<float>()));
        net.zero_grad();
        Assert.All(net.parameters(), parameter => Assert.Null(parameter.grad));
    }

    [Fact]
    public void DisposingAModuleDisposesEverythingBelow()
    {
        var module = new Scaled();
        var tensors = module.state_dict().Values.ToList();
        Assert.Equal(4, tensors.Count);
        module.Dispose();
        Assert.All(tensors, tensor => Assert.True(tensor.IsInvalid));
        module.Dispose();
    }

    [Fact]
    public void LayersOutliveTheScopeTheyWereMadeIn()
    {
        Linear linear;
        LayerNorm norm;
        Conv2d convolution;
        using (NewDisposeScope())
        {
            (linear, norm, convolution) = (Linear(2, 2), LayerNorm(2), Conv2d(1, 1, 2));
        }
        Assert.False(linear.weight.IsInvalid);
        Assert.False(norm.bias!.IsInvalid);
        Assert.False(convolution.weight.IsInvalid);
    }

    [Fact]
    public void AnEmbeddingsTableOutlivesTheScopeButItsRegisteredParameterDoesNot()
    {
        Embedding embedding;
        using (NewDisposeScope()) embedding = Embedding(3, 2);
        Assert.Equal([1, 2], embedding.call(tensor(new long[] { 0 })).shape);
        Assert.Empty(embedding.parameters());
    }

    [Fact]
    public void HooksWatchAndReplace()
    {
        using var net = Sequential(Identity());
        var calls = new List<string>();
        var before = net.register_forward_pre_hook((_, input) => { calls.Add("before"); return input + 1; });
        var after = net.register_forward_hook((_, _, output) => { calls.Add("after"); return output * 10; });
        var watch = net.register_forward_hook(module => calls.Add(module.training.ToString()));
        Numbers.AssertClose([30], net.call(full(1, 2.0)));
        Assert.Equal(["before", "after", "True"], calls);

        before.remove();
        after.remove();
        watch.remove();
        Numbers.AssertClose([2], net.call(full(1, 2.0)));
        Assert.Equal(3, calls.Count);
    }

    private sealed class Sum : Module<Tensor, Tensor, Tensor>
    {
        public Sum() : base(nameof(Sum)) { }

        public override Tensor forward(Tensor left, Tensor right) => left + right;
    }

    [Fact]
    public void HooksOfSeveralInputsReplaceAllOrNone()
    {
        using var sum = new Sum();
        using var one = full(1, 1.0);
        using var two = full(1, 2.0);
        sum.register_forward_pre_hook((_, _, _) => null);
        Numbers.AssertClose([3], sum.call(one, two));
        sum.register_forward_pre_hook((_, left, right) => (left * 10, right));
        Numbers.AssertClose([12], sum.call(one, two));
    }
}
