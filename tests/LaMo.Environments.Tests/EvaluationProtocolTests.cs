namespace LaMo.Environments.Tests;

public sealed class EvaluationProtocolTests
{
    [Theory]
    [InlineData(-20.272305, 0)]
    [InlineData(3234.3, 1)]
    [InlineData(1607.0138475, 0.5)]
    public void The_score_runs_from_the_random_to_the_expert_return(double episodeReturn, double score)
    {
        var hopper = new EvaluationProtocol(20, 1000, [3600], -20.272305, 3234.3);

        Assert.Equal(score, hopper.NormalizedScore(episodeReturn), 12);
    }
}
