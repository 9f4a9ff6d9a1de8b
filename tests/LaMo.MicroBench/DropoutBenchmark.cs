using BenchmarkDotNet.Attributes;
using LaMo.Core.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace LaMo.MicroBench;

/// <summary>A dropout mask for the tokens of a batch of 64 windows, 128 wide, beside libtorch's.</summary>
public class DropoutBenchmark
{
    private const int Size = 64 * 60 * 128;

    private readonly DropoutGenerator _generator = new(1);
    private readonly float[] _mask = new float[Size];
    private readonly Tensor _ones = ones(Size);

    [Benchmark]
    public void Generator() => _generator.Fill(_mask, 0.1);

    [Benchmark(Baseline = true)]
    public void Libtorch()
    {
        using DisposeScope scope = NewDisposeScope();
        nn.functional.dropout(_ones, 0.1);
    }
}
