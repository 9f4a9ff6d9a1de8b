using LaMo.Core.Networks;
using static TorchSharp.torch;

namespace LaMo.Core.Evaluation.OffPolicy;

/// <summary>The values that networks give to logged steps: Q(s) has an output for each discrete action; Q(s, a) reads a continuous one.</summary>
internal sealed class NetworkValues
{
    private const int ActionSamples = 16;
    private const int ChunkSize = 4096;

    private readonly OffPolicyData _data;
    private readonly Tensor _states;
    private readonly Tensor _actions;
    private readonly Tensor _policyActions;
    private readonly Tensor? _policyDeviations;

    public NetworkValues(OffPolicyData data)
    {
        _data = data;
        _states = new Standardisation(data.States, data.StateSize).Apply(data.States);
        if (data.IsDiscrete)
        {
            _actions = tensor(data.Actions).reshape(-1, data.ActionSize);
            _policyActions = tensor(data.PolicyActions).reshape(-1, data.ActionSize);
            return;
        }
        var standardisation = new Standardisation(data.Actions, data.ActionSize);
        _actions = standardisation.Apply(data.Actions);
        _policyActions = standardisation.Apply(data.PolicyActions);
        if (data.PolicyStandardDeviation is float deviation)
            _policyDeviations = tensor(standardisation.Deviations.Select(value => deviation / value).ToArray());
    }

    public Mlp NewEnsemble(int members, int hiddenSize, SplitMix64 random) => _data.IsDiscrete
        ? new Mlp(members, _data.StateSize, [hiddenSize, hiddenSize], _data.ActionSize, random)
        : new Mlp(members, _data.StateSize + _data.ActionSize, [hiddenSize, hiddenSize], 1, random);

    /// <summary>q(s_t, a_t).</summary>
    /// <param name="q">The networks.</param>
    /// <param name="steps">The steps t, <c>[member, row]</c>.</param>
    /// <returns><c>[member, row]</c></returns>
    public Tensor OfAction(Mlp q, Tensor steps) => Of(q, Rows(_states, steps), Rows(_actions, steps));

    /// <summary>q(s_t, a) for an action of the policy; its mean over the policy's actions if they are discrete.</summary>
    /// <inheritdoc cref="OfAction"/>
    public Tensor OfPolicy(Mlp q, Tensor steps)
    {
        Tensor actions = Rows(_policyActions, steps);
        if (_policyDeviations is not null)
            actions = actions + randn(actions.shape) * _policyDeviations;
        return Of(q, Rows(_states, steps), actions);
    }

    /// <summary>v(s_t): the mean over the policy's actions.</summary>
    /// <inheritdoc cref="OfAction"/>
    public Tensor OfPolicyMean(Mlp q, Tensor steps)
    {
        int samples = _policyDeviations is null ? 1 : ActionSamples;
        Tensor sum = OfPolicy(q, steps);
        for (int sample = 1; sample < samples; sample++)
            sum = sum + OfPolicy(q, steps);
        return sum / samples;
    }

    /// <summary>Values by the first networks, one after another.</summary>
    /// <param name="values">Which values.</param>
    /// <param name="q">The networks.</param>
    /// <param name="members">The number of networks.</param>
    /// <param name="steps">The steps.</param>
    /// <returns><c>[member][step]</c></returns>
    public static float[][] Evaluate(Func<Mlp, Tensor, Tensor> values, Mlp q, int members, IReadOnlyList<int> steps)
    {
        float[][] result = [.. Enumerable.Range(0, members).Select(_ => new float[steps.Count])];
        using IDisposable noGradient = no_grad();
        for (int first = 0; first < steps.Count; first += ChunkSize)
        {
            using var scope = NewDisposeScope();
            long[] chunk = [.. steps.Skip(first).Take(ChunkSize)];
            float[] all = values(q, tensor(chunk).expand(members, chunk.Length)).contiguous().data<float>().ToArray();
            for (int member = 0; member < members; member++)
                all.AsSpan(member * chunk.Length, chunk.Length).CopyTo(result[member].AsSpan(first));
        }
        return result;
    }

    private Tensor Of(Mlp q, Tensor states, Tensor actions) => _data.IsDiscrete
        ? (q.forward(states) * actions).sum([-1])
        : q.forward(cat([states, actions], -1)).squeeze(-1);

    private static Tensor Rows(Tensor table, Tensor steps) => table.index_select(0, steps.reshape(-1)).view(steps.shape[0], steps.shape[1], table.shape[1]);
}
