using LaMo.Core.WikiRL;
using TorchSharp;
using static TorchSharp.torch;

namespace LaMo.Core.Tests.WikiRL;

public class TokenClustersTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void FindsKnownClusters(int seed)
    {
        using DisposeScope scope = NewDisposeScope();
        // Twelve directions at right angles, 50 tokens of different lengths close to each.
        random.manual_seed(seed);
        Tensor directions = eye(12);
        Tensor tokens = (directions.repeat(50, 1) + 0.05 * randn(600, 12)) * (rand(600, 1) + 0.5);
        Tensor centres = TokenClusters.Centres(tokens, 12, new SplitMix64(seed));
        Assert.True(centres.square().sum([1]).allclose(ones(12), 1e-5, 1e-5));
        // Each direction has its centre, and none two.
        Tensor cosines = directions.matmul(centres.t());
        Assert.All(cosines.amax([1]).data<float>().ToArray(), cosine => Assert.InRange(cosine, 0.999f, 1.001f));
        Assert.Equal(12, cosines.argmax(1).data<long>().ToArray().Distinct().Count());
    }

    [Fact]
    public void CentreOfAClusterIsTheMeanDirection()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor tokens = tensor([1f, 0, 0, 5], 2, 2);
        float half = (float)Math.Sqrt(0.5);
        Assert.Equal([half, half], TokenClusters.Centres(tokens, 1, new SplitMix64(1)).data<float>().ToArray(), (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void CentresWithoutTokensAreGivenSome()
    {
        using DisposeScope scope = NewDisposeScope();
        // Two directions only: two of the four first centres can win nothing.
        Tensor tokens = tensor([1f, 0, 1, 0, 1, 0, 0, 1, 0, 1, 0, 1], 6, 2);
        Tensor centres = TokenClusters.Centres(tokens, 4, new SplitMix64(1));
        Assert.Equal([4, 2], centres.shape);
        Assert.True(centres.square().sum([1]).allclose(ones(4), 1e-5, 1e-5));
        Assert.All(tokens.matmul(centres.t()).amax([1]).data<float>().ToArray(), cosine => Assert.Equal(1, cosine, 1e-6f));
    }

    [Fact]
    public void AsManyCentresAsTokensAreTheTokens()
    {
        using DisposeScope scope = NewDisposeScope();
        random.manual_seed(5);
        Tensor tokens = nn.functional.normalize(randn(20, 6), dim: -1);
        Tensor cosines = tokens.matmul(TokenClusters.Centres(tokens, 20, new SplitMix64(5)).t());
        Assert.All(cosines.amax([1]).data<float>().ToArray(), cosine => Assert.Equal(1, cosine, 1e-5f));
    }

    [Fact]
    public void EqualSeedsGiveEqualCentresAndNothingStaysBehind()
    {
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        using (DisposeScope scope = NewDisposeScope())
        {
            random.manual_seed(6);
            Tensor tokens = randn(300, 8);
            float[] Centres(int seed) => TokenClusters.Centres(tokens, 10, new SplitMix64(seed)).data<float>().ToArray();
            Assert.Equal(Centres(1), Centres(1));
            Assert.NotEqual(Centres(1), Centres(2));
        }
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }
}
