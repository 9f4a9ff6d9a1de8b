using LaMo.Core.Training;

namespace LaMo.Core.Tests.Training;

public class TokenScheduleTests
{
    private static readonly TokenSchedule _schedule = new() { WarmupTokens = 100, FinalTokens = 300 };

    [Theory]
    [InlineData(0, 0)]
    [InlineData(25, 0.25)]
    [InlineData(100, 1)]
    [InlineData(150, 0.853553390593)] // (1 + cos(pi / 4)) / 2
    [InlineData(200, 0.5)]
    [InlineData(260, 0.1)] // the cosine is at 0.095
    [InlineData(300, 0.1)]
    [InlineData(500, 0.1)] // where the released code's cosine is up again
    public void LearningRateRisesLinearlyAndFallsByACosineToATenth(long tokens, double expected) => Assert.Equal(expected, _schedule.Factor(tokens), 1e-12);

    [Fact]
    public void WarmupCanBeLeftOut() => Assert.Equal(1, new TokenSchedule { WarmupTokens = 0 }.Factor(1), 1e-9);

    [Fact]
    public void ValuesOutsideTheirRangesAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(new TokenSchedule { WarmupTokens = -1 }.Validate);
        Assert.Throws<ArgumentOutOfRangeException>(new TokenSchedule { WarmupTokens = 5, FinalTokens = 5 }.Validate);
        new TokenSchedule().Validate();
    }
}
