using static TorchSharp.torch;

namespace TorchSharp.Tests;

public class DisposeScopeTests
{
    private static ThreadDisposeScopeStatistics Statistics => DisposeScopeManager.Statistics;

    public DisposeScopeTests() => Statistics.Reset();

    [Fact]
    public void AScopeDisposesOfWhatWasMadeInIt()
    {
        Tensor inner, kept;
        using (var scope = NewDisposeScope())
        {
            inner = ones(2);
            kept = (inner + 1).MoveToOuterDisposeScope();
            Assert.Equal(1, scope.DisposablesCount);
            Assert.True(scope.Contains(inner));
        }
        Assert.True(inner.IsInvalid);
        Assert.False(kept.IsInvalid);
        Assert.Equal(2, Statistics.CreatedInScopeCount);
        Assert.Equal(1, Statistics.DisposedInScopeCount);
        Assert.Equal(1, Statistics.DetachedFromScopeCount);
        Assert.Equal(1, Statistics.ThreadTotalLiveCount);
        kept.Dispose();
        Assert.Equal(1, Statistics.DisposedOutsideScopeCount);
        Assert.Equal(0, Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void MovingOutLandsInTheOuterScope()
    {
        using var outer = NewDisposeScope();
        Tensor moved;
        using (NewDisposeScope())
            moved = ones(1).MoveToOuterDisposeScope();
        Assert.True(outer.Contains(moved));
        Assert.Equal(0, Statistics.DetachedFromScopeCount);
        outer.Detach(moved);
        outer.Attach(moved);
        Assert.Equal((1L, 1L), (Statistics.DetachedFromScopeCount, Statistics.AttachedToScopeCount));
    }

    [Fact]
    public void OutsideScopesTensorsLiveUntilDisposedOf()
    {
        using (var first = ones(1))
            Assert.Equal((1L, 1L), (Statistics.CreatedOutsideScopeCount, Statistics.ThreadTotalLiveCount));
        Assert.Equal(0, Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void ExceptionsLeaveNothingBehind()
    {
        using var operand = ones(2, 3);
        Assert.Throws<System.Runtime.InteropServices.ExternalException>(() =>
        {
            using var scope = NewDisposeScope();
            return (operand + 1).mm(operand);
        });
        Assert.Equal(1, Statistics.ThreadTotalLiveCount);
        Assert.Null(CurrentDisposeScope);
    }

    [Fact]
    public void EverythingButTheKeptIsDisposedOf()
    {
        using var scope = NewDisposeScope();
        var (kept, lost) = (ones(1), ones(1));
        scope.DisposeEverythingBut(kept);
        Assert.Equal((false, true), (kept.IsInvalid, lost.IsInvalid));
        Assert.Equal(1, scope.DisposablesCount);
    }

    [Fact]
    public void ResultsPassOutOfAWrappedExpression()
    {
        using var result = WrappedTensorDisposeScope(() => (ones(2) + 1) * 3);
        Assert.Equal([6f, 6], result.data<float>());
        Assert.Equal(1, Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void ScopesBelongToTheirThread()
    {
        using var scope = NewDisposeScope();
        bool? hasScope = null;
        long live = -1;
        var thread = new Thread(() =>
        {
            hasScope = CurrentDisposeScope is not null;
            using var other = ones(1);
            live = Statistics.ThreadTotalLiveCount;
        });
        thread.Start();
        thread.Join();
        Assert.False(hasScope);
        Assert.Equal(1, live);
        Assert.Equal(0, scope.DisposablesCount);
    }

    [Fact]
    public void ADisposedScopeIsClosed()
    {
        var scope = NewDisposeScope();
        scope.Dispose();
        scope.Dispose();
        Assert.Throws<ObjectDisposedException>(() => scope.DisposablesCount);
        Assert.Throws<ObjectDisposedException>(() => scope.Attach(ones(1)));
    }

    [Fact]
    public void ADisposedTensorIsInvalid()
    {
        var values = ones(2);
        values.Dispose();
        values.Dispose();
        Assert.Equal("Tensor invalid -- empty handle.", Assert.Throws<InvalidOperationException>(() => values + 1).Message);
        Assert.Throws<InvalidOperationException>(() => values.shape);
        Assert.Throws<InvalidOperationException>(() => ones(2) + values);
    }
}
