using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Tests;

public class StateDictTests
{
    private static Sequential Net() => Sequential(("hidden", Linear(3, 4)), ("norm", LayerNorm(4)), ("out", Linear(4, 2)));

    [Fact]
    public void LoadingMakesTwoNetsEqual()
    {
        using var source = Net();
        using var target = Net();
        using var input = randn(5, 3);
        var weight = target.get_parameter("hidden.weight");

        var (missing, unexpected) = target.load_state_dict(source.state_dict());

        Assert.Empty(missing);
        Assert.Empty(unexpected);
        Numbers.AssertClose(source.call(input), target.call(input), 0);
        Assert.Same(weight, target.get_parameter("hidden.weight"));
    }

    [Fact]
    public void TheDictionaryHoldsTheModulesOwnTensors()
    {
        using var net = Net();
        using (no_grad()) net.state_dict()["norm.bias"].fill_(7);
        Numbers.AssertClose([7, 7, 7, 7], net.get_parameter("norm.bias")!);
    }

    [Fact]
    public void APrefixAndADestinationCollectSeveralModules()
    {
        using var first = Linear(1, 1);
        using var second = Linear(1, 1, hasBias: false);
        var all = first.state_dict(prefix: "first");
        second.state_dict(all, "second");
        Assert.Equal(["first.weight", "first.bias", "second.weight"], [.. all.Keys.Order().OrderBy(key => key.StartsWith("second")).ThenByDescending(key => key)]);
    }

    [Fact]
    public void StrictLoadingRefusesOtherKeys()
    {
        using var net = Net();
        var state = Net().state_dict();
        state.Remove("out.bias");
        state["extra"] = zeros(1);
        Assert.Equal("The loaded state_dict is not identical to the target dictionary.", Assert.Throws<InvalidOperationException>(() => net.load_state_dict(state)).Message);

        var (missing, unexpected) = net.load_state_dict(state, strict: false);
        Assert.Equal(["out.bias"], missing);
        Assert.Equal(["extra"], unexpected);

        (missing, unexpected) = net.load_state_dict(state, skip: ["out.bias", "extra"]);
        Assert.Empty(missing);
        Assert.Empty(unexpected);
    }

    [Fact]
    public void SkippedKeysKeepTheirValues()
    {
        using var source = Net();
        using var target = Net();
        var before = Numbers.Of(target.get_parameter("hidden.weight")!);
        target.load_state_dict(source.state_dict(), skip: ["hidden.weight"]);
        Numbers.AssertClose(before, target.get_parameter("hidden.weight")!);
        Numbers.AssertClose(source.get_parameter("out.weight")!, target.get_parameter("out.weight")!);
    }

    [Fact]
    public void AnotherShapeIsRefused()
    {
        using var net = Net();
        var state = net.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value);
        state["out.weight"] = zeros(2, 5);
        Assert.ThrowsAny<Exception>(() => net.load_state_dict(state));
    }

    [Fact]
    public void FilesBringTheValuesBack()
    {
        using var source = Net();
        using var target = Net();
        using var buffer = new MemoryStream();
        source.save(buffer);
        var bytes = buffer.ToArray();

        Assert.Equal(6, bytes[0]); // the number of entries
        target.load(new MemoryStream(bytes));

        foreach (var (name, tensor) in source.state_dict()) Numbers.AssertClose(tensor, target.state_dict()[name], 0);
    }

    [Fact]
    public void AFileOfAnotherNetIsRefused()
    {
        using var source = Linear(3, 4);
        using var target = Net();
        using var buffer = new MemoryStream();
        source.save(buffer);
        Assert.Throws<ArgumentException>(() => target.load(new MemoryStream(buffer.ToArray())));
        Assert.Throws<FileNotFoundException>(() => target.load("/nowhere/net.dat"));
    }
}
