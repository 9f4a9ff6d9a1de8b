using LaMo.Core.Evaluation;

namespace LaMo.Core.Tests.Evaluation;

public sealed class EvaluationProtocolTests
{
    public static TheoryData<EvaluationProtocol, EvaluationProtocol> Tasks => new()
    {
        { EvaluationProtocol.Hopper, new(20, 1000, 1000, [3600, 2600, 2200, 1800], -20.272305, 3234.3) },
        { EvaluationProtocol.HalfCheetah, new(20, 1000, 1000, [12000, 8000, 6000, 4500], -280.178953, 12135.0) },
        { EvaluationProtocol.Walker2d, new(20, 1000, 1000, [5000, 4000, 3000, 2500], 1.629008, 4592.3) },
        { EvaluationProtocol.Reacher2d, new(5, 100, 10, [76, 40], 0, 100) },
        { EvaluationProtocol.Kitchen, new(20, 1000, 1, [5, 4, 3, 2, 1], 0, 4) },
        { EvaluationProtocol.Breakout, new(30, 4096, 1, [90, 120], 1.7, 31.8) { IsAtari = true } },
    };

    [Theory]
    [MemberData(nameof(Tasks))]
    public void TaskHasThePapersValues(EvaluationProtocol task, EvaluationProtocol paper)
    {
        Assert.Equal(paper.TargetReturns, task.TargetReturns);
        Assert.Equal(paper with { TargetReturns = task.TargetReturns }, task);
    }

    [Theory]
    [InlineData(-20.272305, 0)]
    [InlineData(3234.3, 1)]
    [InlineData(1607.0138475, 0.5)]
    public void ScoreRunsFromTheRandomToTheExpertReturn(double episodeReturn, double score) =>
        Assert.Equal(score, EvaluationProtocol.Hopper.NormalizedScore(episodeReturn), 12);
}
