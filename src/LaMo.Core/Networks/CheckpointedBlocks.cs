using TorchSharp;
using static TorchSharp.torch;

namespace LaMo.Core.Networks;

/// <summary>
/// A pass through a transformer's blocks that keeps each block's input and nothing else for the backward pass, where every block is run a second time, with the same
/// dropout (gradient checkpointing; Chen et al. 2016, arXiv 1604.06174). The gradients are those of an ordinary pass.
/// </summary>
/// <param name="blocks">The blocks with what they are called with, in order.</param>
/// <param name="dropout">What their dropout masks come from.</param>
internal sealed class CheckpointedBlocks(IReadOnlyList<(Gpt2Block Block, TokenSelection? Selection)> blocks, DropoutGenerator dropout)
{
    private readonly Tensor[] _inputs = new Tensor[blocks.Count];
    private readonly ulong[][] _dropoutStates = new ulong[blocks.Count][];
    private Tensor? _mask;
    private Tensor? _output;

    /// <inheritdoc cref="Gpt2Block.Transform"/>
    /// <returns>The last block's output, whose gradient <see cref="Backward"/> goes on with.</returns>
    public Tensor Transform(Tensor x, Tensor mask)
    {
        _mask = mask;
        for (int layer = 0; layer < blocks.Count; layer++)
        {
            using DisposeScope scope = NewDisposeScope();
            _inputs[layer] = x;
            _dropoutStates[layer] = dropout.State.ToArray();
            // With a graph, which is freed here: without one the activation is computed in another way, which rounds differently.
            x = Run(layer).Output.detach().MoveToOuterDisposeScope();
        }
        return _output = x.requires_grad_(true);
    }

    /// <summary>Takes the output's gradient back to the blocks' parameters and to whatever made the input.</summary>
    public void Backward()
    {
        if (_output?.grad is not Tensor gradient)
            return;
        ulong[] stateAfter = dropout.State.ToArray();
        for (int layer = blocks.Count - 1; layer >= 0; layer--)
        {
            using DisposeScope scope = NewDisposeScope();
            _dropoutStates[layer].CopyTo(dropout.State);
            (Tensor input, Tensor output) = Run(layer);
            // Neither this block nor one before it is trained.
            if (!output.requires_grad)
                break;
            output.backward(grad_tensors: [gradient]);
            if (input.requires_grad)
                gradient = input.grad!.MoveToOuterDisposeScope();
        }
        stateAfter.CopyTo(dropout.State);
        if (_inputs[0].requires_grad)
            _inputs[0].backward(grad_tensors: [gradient]);
    }

    private (Tensor Input, Tensor Output) Run(int layer)
    {
        bool needsGradient = _inputs[0].requires_grad || blocks.Take(layer).Any(earlier => earlier.Block.parameters().Any(parameter => parameter.requires_grad));
        Tensor input = _inputs[layer].detach().requires_grad_(needsGradient);
        return (input, blocks[layer].Block.Transform(input, _mask!, blocks[layer].Selection));
    }
}
