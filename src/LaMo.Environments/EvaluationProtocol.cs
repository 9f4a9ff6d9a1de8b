namespace LaMo.Environments;

/// <summary>How results on a task are obtained and reported, so that figures can be compared (LaMo, arXiv 2310.20587, appendix; D4RL, arXiv 2004.07219).</summary>
/// <param name="ContextLength">K, the number of steps a Decision Transformer sees.</param>
/// <param name="ReturnScale">What returns-to-go are divided by before they enter the network.</param>
/// <param name="TargetReturns">The returns asked for at evaluation, in the task's own units.</param>
/// <param name="RandomReturn">The return that counts as a score of 0.</param>
/// <param name="ExpertReturn">The return that counts as a score of 1.</param>
public sealed record EvaluationProtocol(
    int ContextLength, float ReturnScale, IReadOnlyList<float> TargetReturns, double RandomReturn, double ExpertReturn)
{
    /// <summary>The normalised score of a return, as a fraction: (return - random) / (expert - random). D4RL's tables show it times 100.</summary>
    /// <param name="episodeReturn">An episode's return, or a mean of returns.</param>
    /// <returns>0 for the random policy's return, 1 for the expert's.</returns>
    public double NormalizedScore(double episodeReturn) => (episodeReturn - RandomReturn) / (ExpertReturn - RandomReturn);
}
