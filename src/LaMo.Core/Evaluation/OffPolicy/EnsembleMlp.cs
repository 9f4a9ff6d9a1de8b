using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LaMo.Core.Evaluation.OffPolicy;

/// <summary>Several perceptrons of one shape, with two hidden layers and ReLU, computed together.</summary>
internal sealed class EnsembleMlp : Module<Tensor, Tensor>
{
    private readonly Parameter weight1;
    private readonly Parameter bias1;
    private readonly Parameter weight2;
    private readonly Parameter bias2;
    private readonly Parameter weight3;
    private readonly Parameter bias3;

    public EnsembleMlp(int members, int inputSize, int hiddenSize, int outputSize)
        : base(nameof(EnsembleMlp))
    {
        Members = members;
        (weight1, bias1) = NewLayer(inputSize, hiddenSize);
        (weight2, bias2) = NewLayer(hiddenSize, hiddenSize);
        (weight3, bias3) = NewLayer(hiddenSize, outputSize);
        RegisterComponents();

        (Parameter, Parameter) NewLayer(int from, int to)
        {
            // The bounds of torch's own linear layers.
            double bound = 1 / Math.Sqrt(from);
            return (Parameter(init.uniform_(empty(members, from, to), -bound, bound)), Parameter(init.uniform_(empty(members, 1, to), -bound, bound)));
        }
    }

    public int Members { get; }

    /// <param name="x"><c>[member, row, in]</c>, for all members or the first ones.</param>
    /// <returns><c>[member, row, out]</c></returns>
    public override Tensor forward(Tensor x)
    {
        Tensor hidden = Layer(x, weight1, bias1).relu();
        hidden = Layer(hidden, weight2, bias2).relu();
        return Layer(hidden, weight3, bias3);
    }

    /// <summary>Takes over another's weights.</summary>
    public void CopyFrom(EnsembleMlp other)
    {
        using IDisposable noGradient = no_grad();
        foreach ((Parameter to, Parameter from) in parameters().Zip(other.parameters()))
            to.copy_(from);
    }

    private static Tensor Layer(Tensor x, Parameter weight, Parameter bias)
    {
        long members = x.shape[0];
        return x.bmm(weight.narrow(0, 0, members)) + bias.narrow(0, 0, members);
    }
}
