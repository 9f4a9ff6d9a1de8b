using LaMo.Core.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LaMo.Core.Tests.Training;

public class ClippedDescentTests
{
    [Theory]
    [InlineData(0.25)]
    [InlineData(1e6)]
    public void StepsInMemoryAreThoseOfTorchSharpsAdamW(double maxNorm)
    {
        random.manual_seed(5);
        using DisposeScope scope = NewDisposeScope();
        // Sizes of whole blocks, of whole vectors and of neither; the last one never gets a gradient.
        Tensor[] starts = [randn(1500), randn(7, 9), randn(16), randn(3)];
        Parameter[] ours = Parameters(), theirs = Parameters();
        using var memory = new MemoryDescent(Groups(ours), 1e-6);
        using var libtorch = new LibtorchDescent(Groups(theirs), 1e-6);
        for (int step = 1; step <= 30; step++)
        {
            foreach ((ClippedDescent descent, Parameter[] parameters) in ((ClippedDescent, Parameter[])[])[(memory, ours), (libtorch, theirs)])
            {
                descent.ZeroGradients();
                foreach (Parameter parameter in parameters[..3])
                    (parameter - 1).pow(4).sum().backward();
                descent.Step(maxNorm, factor: Math.Min(step / 10.0, 1));
            }
        }
        for (int i = 0; i < ours.Length; i++)
            Assert.Equal(theirs[i].data<float>().ToArray(), ours[i].data<float>().ToArray(), (a, b) => Math.Abs(a - b) < 1e-5f);
        Assert.Equal(starts[3].data<float>().ToArray(), ours[3].data<float>().ToArray());
        Assert.NotEqual(starts[0].data<float>().ToArray(), ours[0].data<float>().ToArray());

        Parameter[] Parameters() => [.. starts.Select(start => new Parameter(start.clone()))];

        static ParameterGroup[] Groups(Parameter[] parameters) => [new(parameters[..2], 0.01, 0.1), new(parameters[2..], 0.03, 0)];
    }

    [Fact]
    public void WhatIsLoadedTakesTheSameSteps()
    {
        random.manual_seed(6);
        using DisposeScope scope = NewDisposeScope();
        Parameter first = new(randn(40)), second = new(first.detach().clone());
        using var saved = new MemoryDescent([new ParameterGroup([first], 0.01, 0.1)], 1e-8);
        using var loaded = new MemoryDescent([new ParameterGroup([second], 0.01, 0.1)], 1e-8);
        Take(saved, first);
        using var state = new MemoryStream();
        saved.Save(new BinaryWriter(state));
        state.Position = 0;
        loaded.Load(new BinaryReader(state));
        using (no_grad())
            second.copy_(first);
        Take(saved, first);
        Take(loaded, second);
        Assert.Equal(first.data<float>().ToArray(), second.data<float>().ToArray());

        static void Take(MemoryDescent descent, Parameter parameter)
        {
            descent.ZeroGradients();
            parameter.square().sum().backward();
            descent.Step(maxNorm: 0.5, factor: 1);
        }
    }
}
