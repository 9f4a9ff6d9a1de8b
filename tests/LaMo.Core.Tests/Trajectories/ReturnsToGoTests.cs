using FsCheck;
using FsCheck.Fluent;
using LaMo.Core.Trajectories;

namespace LaMo.Core.Tests.Trajectories;

public class ReturnsToGoTests
{
    [Fact]
    public void UndiscountedReturnToGoIsTheSumOfTheRewardsFromTheStepOn()
    {
        float[] rewards = [1, 0, 2, 4];
        ReturnsToGo.Accumulate(rewards, scale: 2, discount: 1);
        Assert.Equal([3.5f, 3f, 3f, 2f], rewards);
    }

    [Fact]
    public void DiscountedReturnToGoOfConstantRewardsIsTheGeometricSeries()
    {
        const double discount = 0.9;
        float[] rewards = [.. Enumerable.Repeat(1f, 50)];
        ReturnsToGo.Accumulate(rewards, scale: 1, discount);
        for (int t = 0; t < rewards.Length; t++)
            Assert.Equal((1 - Math.Pow(discount, rewards.Length - t)) / (1 - discount), rewards[t], tolerance: 1e-6);
    }

    [Fact]
    public void ReturnToGoIsTheRewardPlusTheNextReturnToGo() =>
        Prop.ForAll<NonEmptyArray<short>>(values =>
        {
            float[] rewards = [.. values.Get.Select(value => (float)value)];
            float[] returnsToGo = [.. rewards];
            ReturnsToGo.Accumulate(returnsToGo, scale: 1, discount: 1);
            return Enumerable.Range(0, rewards.Length)
                .All(t => returnsToGo[t] == rewards[t] + (t + 1 < rewards.Length ? returnsToGo[t + 1] : 0));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void EmptyEpisodeStaysEmpty() => ReturnsToGo.Accumulate([], scale: 1, discount: 1);
}
