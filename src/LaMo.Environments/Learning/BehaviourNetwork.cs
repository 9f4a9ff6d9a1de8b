using LaMo.Core;
using LaMo.Core.Networks;
using LaMo.Core.Serialization;
using LaMo.Core.Trajectories;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LaMo.Environments.Learning;

/// <summary>The network that plays a task: a multilayer perceptron, behind convolutions where the observation is an image.</summary>
internal sealed class BehaviourNetwork : Module<Tensor, Tensor>
{
    // Far smaller than those that Decision Transformers see by: an actor is to fit into 300 KB and to learn on a CPU.
    private static readonly (int Channels, int Kernel, int Stride)[] _convolutions = [(16, 4, 2), (32, 3, 2), (32, 3, 2)];

    private readonly Sequential? convolutions;
    private readonly Mlp mlp;
    private readonly ImageReduction? _reduction;

    /// <param name="environment">The task, which is only asked for its observations.</param>
    /// <param name="hiddenSizes">The widths of the perceptron's hidden layers.</param>
    /// <param name="outputSize">The length of the output.</param>
    /// <param name="random">Where the initial weights come from; they are zeros if it is <see langword="null"/>.</param>
    public BehaviourNetwork(IEnvironment environment, IReadOnlyList<int> hiddenSizes, int outputSize, SplitMix64? random) : base(nameof(BehaviourNetwork))
    {
        OutputSize = outputSize;
        int features = InputSize = environment.ObservationSize;
        if (environment.Image is { } image)
        {
            _reduction = new ImageReduction(image);
            InputSize = _reduction.Shape.Size;
            (convolutions, features) = ImageEncoder.Convolutions(_reduction.Shape, _convolutions);
            foreach (Parameter parameter in convolutions.parameters())
            {
                parameter.DetachFromDisposeScope();
                Draw(parameter, random);
            }
        }
        mlp = new Mlp(1, features, hiddenSizes, outputSize, random);
        RegisterComponents();
    }

    /// <summary>Reads a network of the task whose hidden layers are as wide as a file has them.</summary>
    /// <exception cref="InvalidDataException">The file holds something else; the message names it.</exception>
    public static BehaviourNetwork Read(TensorFile file, IEnvironment environment, int outputSize)
    {
        int[] widths = [.. Enumerable.Range(0, file.Tensors.Count).Select(layer => file.Tensors.GetValueOrDefault($"{nameof(mlp)}.layers.{layer}.weight"))
            .TakeWhile(weight => weight?.Shape.Count == 3).Select(weight => (int)weight!.Shape[2])];
        if (widths.Length == 0)
            throw new InvalidDataException($"{file.FilePath} does not hold a policy.");
        var network = new BehaviourNetwork(environment, widths[..^1], outputSize, random: null);
        try
        {
            foreach ((string name, Tensor values) in network.state_dict())
                file.Read(name, values);
            return network;
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    /// <summary>The length of the input.</summary>
    public int InputSize { get; }

    /// <summary>The length of the output.</summary>
    public int OutputSize { get; }

    /// <summary>Turns an observation into the input: itself, unless it is an image.</summary>
    public float[] See(float[] observation) => _reduction?.Apply(observation) ?? observation;

    /// <param name="input"><c>[row, input]</c></param>
    /// <returns><c>[row, output]</c></returns>
    public override Tensor forward(Tensor input)
    {
        if (convolutions is null)
            return mlp.First(input);
        return mlp.First(convolutions.forward(input.view(-1, _reduction!.Shape.Frames, _reduction.Shape.Height, _reduction.Shape.Width)));
    }

    /// <summary>Draws the weights of a layer with ReLU (He et al., arXiv 1502.01852), and no biases.</summary>
    private static void Draw(Parameter parameter, SplitMix64? random)
    {
        double bound = parameter.dim() > 1 && random != null ? Math.Sqrt(6.0 / (parameter.NumberOfElements / parameter.shape[0])) : 0;
        float[] values = [.. Enumerable.Range(0, (int)parameter.NumberOfElements).Select(_ => bound == 0 ? 0 : (float)(bound * (2 * random!.NextDouble() - 1)))];
        using IDisposable noGradient = no_grad();
        using Tensor drawn = tensor(values, parameter.shape);
        parameter.copy_(drawn);
    }
}
