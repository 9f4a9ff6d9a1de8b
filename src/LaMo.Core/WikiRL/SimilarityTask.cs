using System.Security.Cryptography;
using System.Text.Json.Nodes;
using LaMo.Core.Checkpoints;
using LaMo.Core.Networks;
using LaMo.Core.Serialization;
using LaMo.Core.Trajectories;
using TorchSharp;
using static TorchSharp.torch;

namespace LaMo.Core.WikiRL;

/// <summary>
/// Wiki-RL's auxiliary task (arXiv 2201.12122, section 3.2): while the policy is learnt, the tokens of trajectories, as they leave the input layer norm, are pulled towards the language model's
/// token embeddings, at first with all the weight and later with none. The total loss is the actions' plus the weight times that of <see cref="SimilarityLoss"/>.
/// </summary>
public sealed class SimilarityTask : IDisposable
{
    private const int TokensPerStep = 3;

    private readonly Tensor _centres;
    private readonly string _fingerprint;

    private SimilarityTask(Tensor centres, Device device)
    {
        _fingerprint = Convert.ToHexStringLower(SHA256.HashData(centres.bytes));
        _centres = centres.to(device).DetachFromDisposeScope();
    }

    /// <summary>The weight of the loss at first. The default value is 0.1, the paper's.</summary>
    public double Weight { get; private init; }

    /// <summary>
    /// The step at which the weight is all but gone: it falls along a logistic curve by way of a half at half the steps to less than a hundredth. The default value is 5000, the released code's.
    /// </summary>
    public int FadeSteps { get; private init; }

    /// <summary>The number of centres.</summary>
    public long CentreCount => _centres.shape[0];

    /// <summary>Everything about the task that training depends on.</summary>
    internal JsonObject Description => new()
    {
        ["Centres"] = _fingerprint,
        ["Weight"] = Weight,
        ["FadeSteps"] = FadeSteps,
    };

    /// <summary>Makes the task with the centres that k-means finds among a checkpoint's token embeddings.</summary>
    /// <param name="checkpoint">The pretrained language model.</param>
    /// <param name="count">The number of centres; with fewer tokens there are as many as tokens.</param>
    /// <param name="seed">What k-means begins with follows from it.</param>
    /// <param name="device">Where training takes place.</param>
    /// <param name="weight"><inheritdoc cref="Weight" path="/summary"/></param>
    /// <param name="fadeSteps"><inheritdoc cref="FadeSteps" path="/summary"/></param>
    /// <exception cref="InvalidDataException">The checkpoint's file ends within the values.</exception>
    public static SimilarityTask OfCheckpoint(Gpt2Checkpoint checkpoint, int count, int seed, Device device, double weight = 0.1, int fadeSteps = 5000)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor tokens = checkpoint.ReadTokenEmbedding();
        return new SimilarityTask(TokenClusters.Centres(tokens, (int)Math.Min(count, tokens.shape[0]), new SplitMix64(seed)), device) { Weight = weight, FadeSteps = fadeSteps };
    }

    /// <summary>Makes the task with centres from a file with one tensor, [centre, d], such as those that the released code writes by <c>torch.save</c>.</summary>
    /// <param name="path">The file, as <see cref="TensorFile"/> opens it.</param>
    /// <param name="width">The width d of the language model.</param>
    /// <param name="device">Where training takes place.</param>
    /// <param name="weight"><inheritdoc cref="Weight" path="/summary"/></param>
    /// <param name="fadeSteps"><inheritdoc cref="FadeSteps" path="/summary"/></param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is damaged or holds something else, or centres of another width; the message names it.</exception>
    public static SimilarityTask OfFile(string path, int width, Device device, double weight = 0.1, int fadeSteps = 5000)
    {
        using DisposeScope scope = NewDisposeScope();
        using TensorFile file = TensorFile.Open(path);
        if (file.Tensors.Count != 1 || file.Tensors.Single().Value.Shape is not [> 0 and var count, var size] || size != width)
            throw new InvalidDataException($"{path} must hold one tensor of centres, {width} wide; it holds {string.Join(", ", file.Tensors.Values.Select(tensor => $"[{string.Join(", ", tensor.Shape)}]"))}.");
        Tensor centres = empty(count, size);
        file.Read(file.Tensors.Single().Key, centres);
        return new SimilarityTask(centres, device) { Weight = weight, FadeSteps = fadeSteps };
    }

    /// <summary>The weight at a step, the first of which is 1.</summary>
    public double WeightAt(int step) => Weight / (1 + Math.Exp(5 - 10 * (1 - (double)step / FadeSteps)));

    /// <summary>Frees the centres.</summary>
    public void Dispose() => _centres.Dispose();

    /// <summary>Adds the gradient of the weighted loss of a part of a batch to the network's.</summary>
    /// <param name="network">The network, where the centres are.</param>
    /// <param name="part">The windows.</param>
    /// <param name="steps">The steps of the whole batch, padding not counted.</param>
    /// <param name="step">The optimiser step that the gradient is for, from 1.</param>
    internal void Backward(DecisionTransformer network, WindowBatch part, int steps, int step)
    {
        using NetworkInput input = NetworkInput.From(part, network.Device);
        Tensor tokens = network.EmbedTokens(input.States, input.Actions, input.ReturnsToGo, input.Timesteps);
        Tensor loss = SimilarityLoss.Sum(tokens, _centres, input.Mask) / (TokensPerStep * steps);
        (loss * WeightAt(step)).backward();
    }
}
