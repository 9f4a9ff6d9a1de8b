using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace LaMo.Core.Trajectories;

/// <summary>A batch of steps drawn from a <see cref="TransitionDataset"/>, in tensors that are reused from batch to batch.</summary>
internal sealed class TransitionBatch : IDisposable
{
    private readonly TransitionDataset _data;
    private readonly int _size;
    private readonly int _contextLength;
    private readonly bool _withNext;

    /// <param name="data">The dataset, with at least one step, or transition where next states are needed.</param>
    /// <param name="size">The number of steps drawn.</param>
    /// <param name="contextLength">How many states a policy sees: the step's and those before it in its episode, zeros where there are none.</param>
    /// <param name="withNext">Whether the steps are transitions, with reward and next state.</param>
    public TransitionBatch(TransitionDataset data, int size, int contextLength, bool withNext)
    {
        (_data, _size, _contextLength, _withNext) = (data, size, contextLength, withNext);
        States = Zeros(size, contextLength * data.StateSize);
        Actions = Zeros(size, data.ActionSize);
        NextStates = withNext ? Zeros(size, data.StateSize) : Zeros(0);
        Rewards = withNext ? Zeros(size) : Zeros(0);
        Continues = withNext ? Zeros(size) : Zeros(0);
    }

    /// <summary>The states, <c>[row, contextLength * stateSize]</c>.</summary>
    public Tensor States { get; }

    /// <summary>The actions, <c>[row, actionSize]</c>.</summary>
    public Tensor Actions { get; }

    /// <summary>The states after, <c>[row, stateSize]</c>; any where none follows.</summary>
    public Tensor NextStates { get; }

    /// <summary>The rewards, <c>[row]</c>.</summary>
    public Tensor Rewards { get; }

    /// <summary>1 where a value follows, 0 after a terminal step, <c>[row]</c>.</summary>
    public Tensor Continues { get; }

    /// <summary>Draws every row anew, uniformly.</summary>
    public void Fill(SplitMix64 random)
    {
        Span<float> states = Values(States), actions = Values(Actions), nextStates = Values(NextStates), rewards = Values(Rewards), continues = Values(Continues);
        int stateSize = _data.StateSize, actionSize = _data.ActionSize, contextSize = _contextLength * stateSize;
        for (int row = 0; row < _size; row++)
        {
            int step = _withNext ? _data.Transitions[random.Next(_data.Transitions.Length)] : random.Next(_data.StepCount);
            FillContext(step, states.Slice(row * contextSize, contextSize));
            _data.Actions.AsSpan(step * actionSize, actionSize).CopyTo(actions[(row * actionSize)..]);
            if (!_withNext)
                continue;
            bool terminal = _data.Terminals[step];
            _data.States.AsSpan((terminal ? step : step + 1) * stateSize, stateSize).CopyTo(nextStates[(row * stateSize)..]);
            rewards[row] = _data.Rewards[step];
            continues[row] = terminal ? 0 : 1;
        }
    }

    public void Dispose()
    {
        foreach (Tensor tensor in (ReadOnlySpan<Tensor>)[States, Actions, NextStates, Rewards, Continues])
            tensor.Dispose();
    }

    private void FillContext(int step, Span<float> context)
    {
        int first = _contextLength == 1 ? step : Math.Max(step - _contextLength + 1, _data.EpisodeStart(step));
        int size = (step - first + 1) * _data.StateSize;
        context[..^size].Clear();
        _data.States.AsSpan(first * _data.StateSize, size).CopyTo(context[^size..]);
    }

    private static Tensor Zeros(params long[] shape) => zeros(shape).DetachFromDisposeScope();

    private static Span<float> Values(Tensor tensor) => tensor.NumberOfElements == 0 ? [] : MemoryMarshal.Cast<byte, float>(tensor.bytes);
}
