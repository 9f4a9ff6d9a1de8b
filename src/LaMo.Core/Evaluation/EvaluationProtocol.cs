namespace LaMo.Core.Evaluation;

/// <summary>How results on a task are obtained and reported, so that figures can be compared (LaMo, arXiv 2310.20587, appendix C; D4RL, arXiv 2004.07219).</summary>
/// <param name="ContextLength">K, the number of steps a Decision Transformer sees.</param>
/// <param name="MaxEpisodeLength">The number of steps after which an episode is cut.</param>
/// <param name="ReturnScale">What returns-to-go are divided by before they enter the network.</param>
/// <param name="TargetReturns">The returns asked for at evaluation, in the task's own units.</param>
/// <param name="RandomReturn">The return that counts as a score of 0.</param>
/// <param name="ExpertReturn">The return that counts as a score of 1.</param>
public sealed record EvaluationProtocol(
    int ContextLength, int MaxEpisodeLength, float ReturnScale, IReadOnlyList<float> TargetReturns, double RandomReturn, double ExpertReturn)
{
    /// <summary>MuJoCo's one-legged Hopper.</summary>
    public static EvaluationProtocol Hopper { get; } = new(20, 1000, 1000, [3600, 2600, 2200, 1800], -20.272305, 3234.3);

    /// <summary>MuJoCo's two-legged HalfCheetah.</summary>
    public static EvaluationProtocol HalfCheetah { get; } = new(20, 1000, 1000, [12000, 8000, 6000, 4500], -280.178953, 12135);

    /// <summary>MuJoCo's two-legged Walker2d.</summary>
    public static EvaluationProtocol Walker2d { get; } = new(20, 1000, 1000, [5000, 4000, 3000, 2500], 1.629008, 4592.3);

    /// <summary>LaMo's two-link arm with a sparse reward.</summary>
    public static EvaluationProtocol Reacher2d { get; } = new(5, 100, 10, [76, 40], 0, 100);

    /// <summary>The Franka kitchen, where a return counts the subtasks done.</summary>
    public static EvaluationProtocol Kitchen { get; } = new(20, 1000, 1, [5, 4, 3, 2, 1], 0, 4);

    /// <summary>Atari's Breakout, where an expert is a human player.</summary>
    public static EvaluationProtocol Breakout { get; } = new(30, 4096, 1, [90, 120], 1.7, 31.8) { IsAtari = true };

    /// <summary>Whether the task is one of Atari's or like them: states are the last frames of a screen, actions discrete. The default value is <see langword="false"/>.</summary>
    public bool IsAtari { get; init; }

    /// <summary>The normalised score of a return, as a fraction: (return - random) / (expert - random). D4RL's tables show it times 100.</summary>
    /// <param name="episodeReturn">An episode's return, or a mean of returns.</param>
    /// <returns>0 for the random policy's return, 1 for the expert's.</returns>
    public double NormalizedScore(double episodeReturn) => (episodeReturn - RandomReturn) / (ExpertReturn - RandomReturn);
}
