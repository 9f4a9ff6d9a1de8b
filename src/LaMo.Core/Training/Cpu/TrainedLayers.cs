using LaMo.Core.Kernels;
using LaMo.Core.Networks;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LaMo.Core.Training.Cpu;

/// <summary>Makes the layers of a network in training by their parameters' names, and does what all of them do together before and after a batch.</summary>
/// <param name="parameters">The network's parameters by name.</param>
internal sealed class TrainedLayers(IReadOnlyDictionary<string, Parameter> parameters)
{
    private readonly Dictionary<(string Name, bool IsTurned), TrainedParameter> _parameters = [];
    private readonly List<ITrainedLayer> _layers = [];

    /// <summary>GPT-2's linear layer, whose weight is <c>[in, out]</c>, or some columns of it.</summary>
    public TrainedLinear Projection(string name, int first, int columns) => Add(new TrainedLinear(Matrix($"{name}.weight"), Matrix($"{name}.bias"), first, columns));

    /// <summary>A linear layer whose weight is <c>[out, in]</c>.</summary>
    public TrainedLinear Linear(string name) => Linear(Turned($"{name}.weight"), Matrix($"{name}.bias"));

    /// <summary>The transpose of a linear layer, without bias.</summary>
    public TrainedLinear TransposeOfLinear(string name) => Linear(Matrix($"{name}.weight"), null);

    /// <summary>A linear layer whose weight are the rows of a table, without bias.</summary>
    public TrainedLinear TransposeOfTable(string name) => Linear(Turned($"{name}.weight"), null);

    /// <summary>The first rows of a table of vectors.</summary>
    public TrainedTable Table(string name, int rows) => new(Matrix($"{name}.weight"), rows);

    /// <summary>A layer norm.</summary>
    public TrainedNorm Norm(string name, double epsilon) => Add(new TrainedNorm(Matrix($"{name}.weight"), Matrix($"{name}.bias"), epsilon));

    /// <summary>LoRA's factors beside a projection.</summary>
    public TrainedLora Lora(string name, LoraConfig config) => Add(new TrainedLora(config, Matrix($"{name}.lora_A"), Matrix($"{name}.lora_B")));

    /// <summary>The values that a thread's gradient has.</summary>
    public long GradientSize => _parameters.Values.Where(parameter => parameter.IsNeeded).Sum(parameter => (long)parameter.Rows * parameter.Stride);

    /// <summary>Takes over the parameters' present values and begins their gradients at zero.</summary>
    /// <param name="threads">How many threads will sum gradients, and share the work here.</param>
    public void Begin(int threads)
    {
        Action[] work =
        [
            .. _layers.Select(layer => (Action)layer.Refresh),
            .. _parameters.Values.Where(parameter => parameter.IsNeeded).Select(parameter => (Action)(() => parameter.Clear(threads))),
        ];
        Parallel.For(0, work.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, i => work[i]());
    }

    /// <summary>Adds the gradients to the parameters'.</summary>
    /// <param name="threads">How many threads share the work.</param>
    public void AddGradients(int threads)
    {
        using DisposeScope scope = NewDisposeScope();
        // A parameter may be here twice, as it is and turned.
        (Tensor Total, TrainedParameter[] Parts)[] sums =
            [.. _parameters.Where(part => part.Value.IsNeeded).GroupBy(part => part.Key.Name, part => part.Value).Select(parts => (parts.First().Total(), parts.ToArray()))];
        Parallel.For(0, sums.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
        {
            foreach (TrainedParameter part in sums[i].Parts)
                part.AddTo(TensorMemory.Floats(sums[i].Total));
        });
    }

    private TrainedLinear Linear(TrainedParameter weight, TrainedParameter? bias) => Add(new TrainedLinear(weight, bias, 0, weight.Columns));

    private TrainedParameter Matrix(string name) => Get(name, isTurned: false);

    private TrainedParameter Turned(string name) => Get(name, isTurned: true);

    private TrainedParameter Get(string name, bool isTurned)
    {
        if (!_parameters.TryGetValue((name, isTurned), out TrainedParameter? parameter))
            _parameters.Add((name, isTurned), parameter = isTurned ? TrainedParameter.Turned(parameters[name]) : TrainedParameter.Of(parameters[name]));
        return parameter;
    }

    private T Add<T>(T layer) where T : ITrainedLayer
    {
        _layers.Add(layer);
        return layer;
    }
}
