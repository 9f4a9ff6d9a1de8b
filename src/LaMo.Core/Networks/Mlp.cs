using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LaMo.Core.Networks;

/// <summary>
/// A multilayer perceptron with ReLU between its layers, or several of one shape side by side, such as twin critics: their layers are computed together, which on small
/// networks costs little more than one.
/// </summary>
internal sealed class Mlp : Module<Tensor, Tensor>
{
    private readonly ModuleList<EnsembleLinear> layers;
    private readonly int _inputSize;
    private readonly IReadOnlyList<int> _hiddenSizes;
    private readonly int _outputSize;

    /// <param name="members">The number of networks.</param>
    /// <param name="inputSize">The number of values that they read.</param>
    /// <param name="hiddenSizes">The widths of their hidden layers.</param>
    /// <param name="outputSize">The number of values that each gives.</param>
    /// <param name="random">Where their weights come from; they are zeros if it is <see langword="null"/>.</param>
    public Mlp(int members, int inputSize, IReadOnlyList<int> hiddenSizes, int outputSize, SplitMix64? random)
        : base(nameof(Mlp))
    {
        Members = members;
        _inputSize = inputSize;
        _hiddenSizes = hiddenSizes;
        _outputSize = outputSize;
        int[] sizes = [inputSize, .. hiddenSizes, outputSize];
        layers = new ModuleList<EnsembleLinear>([.. sizes.Zip(sizes.Skip(1), (input, output) => new EnsembleLinear(members, input, output, random))]);
        RegisterComponents();
        // The network lives until it is disposed, even when it is made inside somebody's dispose scope.
        foreach (Parameter parameter in parameters())
            parameter.DetachFromDisposeScope();
    }

    /// <summary>The number of networks.</summary>
    public int Members { get; }

    /// <summary>Makes a copy.</summary>
    public Mlp Clone()
    {
        var clone = new Mlp(Members, _inputSize, _hiddenSizes, _outputSize, random: null);
        clone.CopyFrom(this);
        return clone;
    }

    /// <summary>Takes over the weights of networks of the same shape.</summary>
    public void CopyFrom(Mlp other)
    {
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        foreach ((Parameter own, Parameter copied) in parameters().Zip(other.parameters()))
            own.copy_(copied);
    }

    /// <param name="x">What all members read, <c>[row, in]</c>, or what each does, <c>[member, row, in]</c>, for all members or the first ones.</param>
    /// <returns>What each gives, <c>[member, row, out]</c>.</returns>
    public override Tensor forward(Tensor x)
    {
        Tensor hidden = x.dim() == 3 ? x : x.unsqueeze(0).expand(Members, -1, -1);
        for (int layer = 0; layer < layers.Count - 1; layer++)
            hidden = layers[layer].forward(hidden).relu_();
        return layers[^1].forward(hidden);
    }

    /// <summary>What the first member gives.</summary>
    /// <param name="x"><c>[row, in]</c></param>
    /// <returns><c>[row, out]</c></returns>
    public Tensor First(Tensor x)
    {
        Tensor hidden = x;
        for (int layer = 0; layer < layers.Count - 1; layer++)
            hidden = layers[layer].First(hidden).relu_();
        return layers[^1].First(hidden);
    }
}
