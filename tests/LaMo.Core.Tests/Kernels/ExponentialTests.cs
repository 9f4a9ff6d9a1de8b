using System.Runtime.Intrinsics;
using LaMo.Core.Kernels;

namespace LaMo.Core.Tests.Kernels;

public class ExponentialTests
{
    [Fact]
    public void ItIsRightToTwoUnitsInTheLastPlace()
    {
        for (float x = -87; x < 88; x += 0.0137f)
            Assert.InRange(Exponential.Of(Vector512.Create(x))[5] / Math.Exp(x), 1 - 2.4e-7, 1 + 2.4e-7);
        Assert.Equal(1, Exponential.Of(Vector512<float>.Zero)[0]);
    }

    [Fact]
    public void BeyondTheNormalNumbersItStaysAtTheirEnds()
    {
        Assert.InRange(Exponential.Of(Vector512.Create(float.NegativeInfinity))[0], 0, 2e-38f);
        Assert.InRange(Exponential.Of(Vector512.Create(float.PositiveInfinity))[0], 1e38f, float.PositiveInfinity);
    }
}
