using System.Runtime.InteropServices;
using LaMo.Core;
using LaMo.Core.Inference;
using LaMo.Core.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace LaMo.Environments.Learning;

/// <summary>
/// Proximal policy optimization (Schulman et al., arXiv 1707.06347) for discrete actions: some steps of all environments are played, then learnt from several times over, as
/// far as the policy does not change too much. One network gives the logits of the actions and the state's value.
/// </summary>
internal sealed class PpoAgent : IAgent
{
    private const double MaxGradientNorm = 0.5;

    private readonly BehaviourTrainingOptions _options;
    private readonly SplitMix64 _random;
    private readonly AdamDescent _optimizer;
    private readonly Tensor _observations;
    private readonly int _actionCount;
    private double _returnSquares;
    private long _returnCount;

    public PpoAgent(BehaviourTrainingOptions options, IEnvironment environment, SplitMix64 random)
    {
        _options = options;
        _random = random;
        _actionCount = environment.ActionCount;
        using DisposeScope scope = NewDisposeScope();
        int[] hiddenSizes = environment.Image is null ? [options.HiddenSize, options.HiddenSize] : [options.HiddenSize];
        Actor = new BehaviourNetwork(environment, hiddenSizes, _actionCount + 1, random);
        // It holds one playing, in order, and is full whenever there is something to learn.
        Buffer = new ReplayBuffer(options.Environments * options.StepsPerPlaying, Actor.InputSize, environment.ActionSize);
        _observations = empty(options.BatchSize, Actor.InputSize);
        _observations.DetachFromDisposeScope();
        _optimizer = new AdamDescent(Actor.parameters(), options.LearningRate) { MaxGradientNorm = MaxGradientNorm };
    }

    public BehaviourNetwork Actor { get; }

    public ReplayBuffer Buffer { get; }

    /// <summary>The mean entropy of the distributions that actions were last drawn from.</summary>
    public float Exploration { get; private set; }

    public void Act(ReadOnlySpan<float> observations, Span<float> actions)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Tensor output = Actor.forward(tensor(observations.ToArray(), actions.Length, Actor.InputSize));
        ReadOnlySpan<float> probabilities = Values(output.narrow(1, 0, _actionCount).softmax(1));
        for (int i = 0; i < actions.Length; i++)
            actions[i] = DiscreteAction.Draw(probabilities.Slice(i * _actionCount, _actionCount), _random);
    }

    public void Translate(Span<float> actions)
    {
    }

    public int Update()
    {
        if (Buffer.Added % Buffer.Capacity != 0)
            return 0;
        (float[] logProbabilities, float[] advantages, float[] returns) = Judge();
        int updates = 0;
        int[] order = [.. Enumerable.Range(0, Buffer.Capacity)];
        for (int epoch = 0; epoch < _options.Epochs; epoch++)
        {
            Shuffle(order);
            foreach (int[] rows in order.Chunk(_options.BatchSize))
            {
                TakeStep(rows, logProbabilities, advantages, returns);
                updates++;
            }
        }
        return updates;
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(_random.State);
        writer.Write(_returnSquares);
        writer.Write(_returnCount);
        foreach (Tensor tensor in Actor.parameters())
            writer.Write(tensor.bytes);
        _optimizer.Save(writer);
    }

    public void Load(BinaryReader reader)
    {
        _random.State = reader.ReadUInt64();
        _returnSquares = reader.ReadDouble();
        _returnCount = reader.ReadInt64();
        foreach (Tensor tensor in Actor.parameters())
            reader.BaseStream.ReadExactly(tensor.bytes);
        _optimizer.Load(reader);
    }

    public void Dispose()
    {
        foreach (Tensor tensor in Actor.parameters().Append(_observations))
            tensor.Dispose();
    }

    private void TakeStep(int[] rows, float[] logProbabilities, float[] advantages, float[] returns)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor taken = Column(row => Buffer.Row(row)[Buffer.ObservationSize]).to_type(ScalarType.Int64);
        Tensor better = Column(row => advantages[row]);
        // Of one scale, whatever the task's rewards are.
        better = (better - better.mean()) / (better.std(unbiased: false) + 1e-8);
        _optimizer.Step(PpoLoss.Of(
            Actor.forward(Observations(rows, 0)), taken, Column(row => logProbabilities[row]), better, Column(row => returns[row]), _options.ClipRange, _options.EntropyWeight));

        Tensor Column(Func<int, float> value) => tensor([.. rows.Select(value)], rows.Length, 1);
    }

    /// <summary>Looks back at what was played: how likely each action was, how much better than expected it turned out, and what each state was worth after all.</summary>
    private (float[] LogProbabilities, float[] Advantages, float[] Returns) Judge()
    {
        int count = Buffer.Capacity, environments = _options.Environments;
        float[] logProbabilities = new float[count], values = new float[count], nextValues = new float[count], rewards = new float[count];
        var ends = new bool[count];
        Exploration = 0;
        foreach (int[] rows in Enumerable.Range(0, count).Chunk(_options.BatchSize))
        {
            using DisposeScope scope = NewDisposeScope();
            using IDisposable noGradient = no_grad();
            Tensor output = Actor.forward(Observations(rows, 0));
            Tensor distributions = output.narrow(1, 0, _actionCount).log_softmax(1);
            Exploration += PpoLoss.Entropy(distributions).item<float>() * rows.Length / count;
            ReadOnlySpan<float> logs = Values(distributions), all = Values(output);
            for (int i = 0; i < rows.Length; i++)
            {
                logProbabilities[rows[i]] = logs[i * _actionCount + (int)Buffer.Row(rows[i])[Buffer.ObservationSize]];
                values[rows[i]] = all[(i + 1) * (_actionCount + 1) - 1];
            }
        }
        for (int row = 0; row < count; row++)
        {
            ReadOnlySpan<float> flags = Buffer.Row(row)[(Buffer.Reward + 1)..];
            ends[row] = flags[0] != 0 || flags[1] != 0;
            if (!ends[row] && row + environments < count)
                nextValues[row] = values[row + environments];
        }
        // Where the time limit cut an episode, or the playing ended, there would have been more.
        int[] cut = [.. Enumerable.Range(0, count).Where(row => (ends[row] || row + environments >= count) && Buffer.Row(row)[Buffer.Reward + 1] == 0)];
        foreach (int[] rows in cut.Chunk(_options.BatchSize))
        {
            using DisposeScope scope = NewDisposeScope();
            using IDisposable noGradient = no_grad();
            ReadOnlySpan<float> all = Values(Actor.forward(Observations(rows, Buffer.NextObservation)));
            for (int i = 0; i < rows.Length; i++)
                nextValues[rows[i]] = all[(i + 1) * (_actionCount + 1) - 1];
        }
        float scale = RewardScale(ends);
        for (int row = 0; row < count; row++)
            rewards[row] = scale * Buffer.Row(row)[Buffer.Reward];
        float[] advantages = GeneralizedAdvantage.Estimate(rewards, values, nextValues, ends, environments, _options.Discount, _options.TraceDecay);
        return (logProbabilities, advantages, [.. advantages.Zip(values, (advantage, value) => advantage + value)]);
    }

    /// <summary>What rewards are multiplied by, so that discounted returns are about 1 and their errors do not drown the policy's.</summary>
    private float RewardScale(bool[] ends)
    {
        var returns = new double[_options.Environments];
        for (int row = 0; row < Buffer.Capacity; row++)
        {
            ref double sum = ref returns[row % returns.Length];
            sum = _options.Discount * sum + Buffer.Row(row)[Buffer.Reward];
            _returnSquares += sum * sum;
            _returnCount++;
            if (ends[row])
                sum = 0;
        }
        return _returnSquares > 0 ? (float)(1 / Math.Sqrt(_returnSquares / _returnCount)) : 1;
    }

    /// <summary>The observations of some rows, or the next ones, <c>[row, observation]</c>; they are overwritten by the next call.</summary>
    private Tensor Observations(int[] rows, int offset)
    {
        Span<float> values = Values(_observations);
        for (int i = 0; i < rows.Length; i++)
            Buffer.Row(rows[i]).Slice(offset, Buffer.ObservationSize).CopyTo(values[(i * Buffer.ObservationSize)..]);
        return _observations.narrow(0, 0, rows.Length);
    }

    private void Shuffle(int[] order)
    {
        for (int left = order.Length; left > 1; left--)
        {
            int drawn = _random.Next(left);
            (order[left - 1], order[drawn]) = (order[drawn], order[left - 1]);
        }
    }

    private static Span<float> Values(Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);
}
