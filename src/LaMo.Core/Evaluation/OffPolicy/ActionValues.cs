namespace LaMo.Core.Evaluation.OffPolicy;

/// <summary>A model of a policy's values at the logged steps.</summary>
/// <param name="Logged">q(s_t, a_t): the value of taking the logged action and following the policy from then on.</param>
/// <param name="Policy">v(s_t): the value of following the policy, the mean of q(s_t, a) over its actions.</param>
public sealed record ActionValues(IReadOnlyList<double> Logged, IReadOnlyList<double> Policy);
