using LaMo.Core;
using LaMo.Core.Serialization;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LaMo.Environments.Learning;

/// <summary>
/// Networks of equal shape, two hidden layers with ReLU, that are evaluated side by side: each layer of all of them is one batched matrix product.
/// </summary>
internal sealed class MlpEnsemble : Module<Tensor, Tensor>
{
    private readonly Parameter weight1;
    private readonly Parameter bias1;
    private readonly Parameter weight2;
    private readonly Parameter bias2;
    private readonly Parameter weight3;
    private readonly Parameter bias3;

    /// <param name="count">The number of networks.</param>
    /// <param name="input">The length of the input.</param>
    /// <param name="hidden">The width of the hidden layers.</param>
    /// <param name="output">The length of the output.</param>
    /// <param name="random">Where the initial weights come from.</param>
    public MlpEnsemble(int count, int input, int hidden, int output, SplitMix64 random) : base(nameof(MlpEnsemble))
    {
        Count = count;
        InputSize = input;
        OutputSize = output;
        (weight1, bias1) = Layer(input, hidden);
        (weight2, bias2) = Layer(hidden, hidden);
        (weight3, bias3) = Layer(hidden, output);
        RegisterComponents();

        (Parameter Weight, Parameter Bias) Layer(int from, int to)
        {
            double bound = 1 / Math.Sqrt(from);
            return (Uniform(bound, from, to), Uniform(bound, 1, to));
        }

        Parameter Uniform(double bound, int rows, int columns)
        {
            var values = new float[count * rows * columns];
            foreach (ref float value in values.AsSpan())
                value = (float)(bound * (2 * random.NextDouble() - 1));
            return Parameter(tensor(values, count, rows, columns));
        }
    }

    /// <summary>Reads networks of the size that a file has.</summary>
    /// <exception cref="InvalidDataException">The file holds something else; the message names it.</exception>
    public static MlpEnsemble Read(TensorFile file)
    {
        if (!file.Tensors.TryGetValue(nameof(weight1), out TensorInfo? first) || !file.Tensors.TryGetValue(nameof(weight3), out TensorInfo? last) ||
            first.Shape.Count != 3 || last.Shape.Count != 3)
        {
            throw new InvalidDataException($"{file.FilePath} does not hold a network with two hidden layers.");
        }
        var networks = new MlpEnsemble((int)first.Shape[0], (int)first.Shape[1], (int)first.Shape[2], (int)last.Shape[2], new SplitMix64(0));
        foreach ((string name, Tensor values) in networks.state_dict())
            file.Read(name, values);
        return networks;
    }

    /// <summary>The number of networks.</summary>
    public int Count { get; }

    /// <summary>The length of the input.</summary>
    public int InputSize { get; }

    /// <summary>The length of the output.</summary>
    public int OutputSize { get; }

    /// <param name="input">Rows that all networks see, <c>[batch, input]</c>.</param>
    /// <returns><c>[network, batch, output]</c>.</returns>
    public override Tensor forward(Tensor input)
    {
        Tensor rows = input.unsqueeze(0).expand(Count, -1, -1);
        Tensor hidden1 = rows.bmm(weight1).add_(bias1).relu_();
        Tensor hidden2 = hidden1.bmm(weight2).add_(bias2).relu_();
        return hidden2.bmm(weight3).add_(bias3);
    }
}
