using LaMo.Core.Evaluation;

namespace LaMo.Core.Tests.Evaluation;

public sealed class EvaluationProtocolTests
{
    [Theory]
    [InlineData(-20.272305, 0)]
    [InlineData(3234.3, 1)]
    [InlineData(1607.0138475, 0.5)]
    public void ScoreRunsFromTheRandomToTheExpertReturn(double episodeReturn, double score) =>
        Assert.Equal(score, EvaluationProtocol.Hopper.NormalizedScore(episodeReturn), 12);
}
