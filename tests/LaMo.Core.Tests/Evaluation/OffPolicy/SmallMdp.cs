using LaMo.Core.Evaluation.OffPolicy;

namespace LaMo.Core.Tests.Evaluation.OffPolicy;

/// <summary>
/// A task of three states and two actions that ends by itself after about five steps: action 1 is riskier and pays more in the last state. What a policy earns is known from the
/// linear equations of its values.
/// </summary>
internal static class SmallMdp
{
    public const int States = 3;
    public const int Actions = 2;
    public const double Discount = 0.9;
    private const double EndProbability = 0.2;

    /// <summary>The probability of action 1 in each state under the policy that logs.</summary>
    public static double[] Behaviour { get; } = [0.5, 0.4, 0.6];

    /// <summary>The probability of action 1 in each state under the policy that is judged.</summary>
    public static double[] Target { get; } = [0.7, 0.55, 0.75];

    private static readonly double[,] _meanReward = { { 0, 0.2 }, { 0.5, -0.5 }, { 0.3, 1.5 } };

    // The next state, if there is one, by state and action.
    private static readonly double[,,] _next = { { { 0.6, 0.3, 0.1 }, { 0.1, 0.5, 0.4 } }, { { 0.5, 0.4, 0.1 }, { 0.2, 0.1, 0.7 } }, { { 0.3, 0.4, 0.3 }, { 0.6, 0.3, 0.1 } } };

    /// <summary>The expected discounted return of a policy from state 0, solved from v(s) = sum over a of pi(a | s) (r + gamma (1 - end) sum over s' of p v(s')).</summary>
    public static double Value(double[] policy)
    {
        double[] values = new double[States];
        for (int iteration = 0; iteration < 2000; iteration++)
            values = [.. Enumerable.Range(0, States).Select(state => Enumerable.Range(0, Actions).Sum(action => Probability(policy, state, action)
                * (_meanReward[state, action] + Discount * (1 - EndProbability) * Enumerable.Range(0, States).Sum(next => _next[state, action, next] * values[next]))))];
        return values[0];
    }

    /// <summary>Episodes that a policy logged.</summary>
    /// <param name="episodes">Their number.</param>
    /// <param name="seed">What they follow from.</param>
    /// <param name="target">The policy to be judged.</param>
    /// <param name="logsProbabilities">Whether the behaviour's probabilities are logged.</param>
    /// <param name="longest">After how many steps an episode is cut.</param>
    public static OffPolicyData Record(int episodes, int seed, double[]? target = null, bool logsProbabilities = true, int longest = int.MaxValue)
    {
        target ??= Target;
        var random = new SplitMix64(seed);
        var lengths = new List<int>();
        var isCut = new List<bool>();
        var rewards = new List<float>();
        List<float> states = [], actions = [], policy = [];
        var behaviour = new List<double>();
        for (int episode = 0; episode < episodes; episode++)
        {
            int state = 0;
            bool ends = false;
            int length = 0;
            while (!ends && length < longest)
            {
                int action = random.NextDouble() < Behaviour[state] ? 1 : 0;
                states.AddRange(Enumerable.Range(0, States).Select(i => i == state ? 1f : 0));
                actions.AddRange(action == 0 ? [1, 0] : [0, 1]);
                policy.AddRange([(float)(1 - target[state]), (float)target[state]]);
                behaviour.Add(Math.Log(Probability(Behaviour, state, action)));
                rewards.Add((float)(_meanReward[state, action] + random.NextDouble() - 0.5));
                ends = random.NextDouble() < EndProbability;
                double draw = random.NextDouble();
                int next = 0;
                while (next < States - 1 && draw >= _next[state, action, next])
                    draw -= _next[state, action, next++];
                state = next;
                length++;
            }
            lengths.Add(length);
            isCut.Add(!ends);
        }
        return new OffPolicyData
        {
            Episodes = new LoggedEpisodes(lengths, isCut, rewards, Discount),
            StateSize = States,
            States = [.. states],
            IsDiscrete = true,
            ActionSize = Actions,
            Actions = [.. actions],
            PolicyActions = [.. policy],
            BehaviourLogProbabilities = logsProbabilities ? [.. behaviour] : null,
        };
    }

    private static double Probability(double[] policy, int state, int action) => action == 1 ? policy[state] : 1 - policy[state];
}
