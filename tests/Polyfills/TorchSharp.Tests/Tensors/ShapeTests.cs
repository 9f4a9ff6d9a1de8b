using static TorchSharp.torch;

namespace TorchSharp.Tests;

public class ShapeTests
{
    private readonly Tensor _block = arange(24).reshape(2, 3, 4);

    [Fact]
    public void ViewsShareMemory()
    {
        using var copy = _block.clone();
        copy.view(-1)[5] = tensor(-1L);
        Assert.Equal(-1, copy[0, 1, 1].item<long>());
        Assert.Equal(5, _block[0, 1, 1].item<long>());
    }

    [Fact]
    public void AxesAreReordered()
    {
        Assert.Equal([4L, 2, 3], _block.permute(2, 0, 1).shape);
        Assert.Equal([2L, 4, 3], _block.transpose(1, -1).shape);
        Assert.Equal([4L, 3, 2], _block.T.shape);
        Assert.Equal(_block[1, 2, 3].item<long>(), _block.permute(2, 0, 1)[3, 1, 2].item<long>());
        Assert.False(_block.transpose(0, 1).is_contiguous());
        Assert.True(_block.transpose(0, 1).contiguous().is_contiguous());
        Assert.Equal([12L, 4, 1], _block.stride());
    }

    [Fact]
    public void DimensionsOfOneComeAndGo()
    {
        Assert.Equal([2L, 1, 3, 4], _block.unsqueeze(1).shape);
        Assert.Equal([2L, 3, 4], _block.unsqueeze(1).squeeze().shape);
        Assert.Equal([1L, 2], zeros(1, 2, 1).squeeze(2).shape);
        Assert.Equal([6L, 4], _block.flatten(0, 1).shape);
        Assert.Equal([24L], _block.flatten().shape);
        Assert.Equal([2L, 3, 2, 2], _block.unflatten(2, 2, 2).shape);
    }

    [Fact]
    public void RowsAreRepeated()
    {
        using var row = tensor(new[] { 1, 2 });
        Assert.Equal([1, 2, 1, 2, 1, 2], row.expand(3, 2).reshape(-1).data<int>());
        Assert.Equal([0L, 1], row.expand(3, -1).stride());
        Assert.Equal([1, 2, 1, 2], row.repeat(2).data<int>());
        Assert.Equal([1, 1, 2, 2], row.repeat_interleave(2).data<int>());
        Assert.Equal([3L, 2], row.expand_as(zeros(3, 2)).shape);
    }

    [Fact]
    public void PartsAreCut()
    {
        Assert.Equal([1L, 2], _block.split(2, 1).Select(part => part.shape[1]).Reverse());
        Assert.Equal([1L, 3], _block.split([1, 3], 2).Select(part => part.shape[2]));
        Assert.Equal([2L, 1], _block.chunk(2, 1).Select(part => part.shape[1]));
        Assert.Equal(3, _block.unbind(1).Length);
        Assert.Equal([2L, 4], _block.unbind(1)[0].shape);
        Assert.Equal([4L, 5, 6, 7], _block[0].narrow(0, 1, 1).squeeze().data<long>());
    }

    [Fact]
    public void PartsAreJoined()
    {
        Assert.True(_block.Equals(cat(_block.split(1), 0)));
        Assert.True(_block.Equals(stack(_block.unbind(1), 1)));
        Assert.Equal([4L, 3, 4], vstack([_block, _block]).shape);
        Assert.Throws<ArgumentException>(() => cat(Array.Empty<Tensor>()));
    }

    // A trap of the real library: with nothing to join there is nothing to copy.
    [Fact]
    public void CatOfOneTensorSharesItsMemory()
    {
        using var only = zeros(2);
        using var joined = cat([only]);
        joined.fill_(3);
        Assert.Equal([3f, 3], only.data<float>());
    }

    [Fact]
    public void TrianglesAndDiagonals()
    {
        using var square = ones(3, 3);
        Assert.Equal(6, square.tril().sum().item<float>());
        Assert.Equal(3, square.triu(1).sum().item<float>());
        Assert.Equal([1f, 0, 0, 2], tensor(new[] { 1f, 2 }).diag().data<float>());
    }

    [Fact]
    public void OrderIsTurned()
    {
        using var row = tensor(new[] { 1, 2, 3 });
        Assert.Equal([3, 2, 1], row.flip(0).data<int>());
        Assert.Equal([3, 1, 2], row.roll(1).data<int>());
        Assert.Equal([3, 1, 2], row.roll(new long[] { 1 }).data<int>());
        Assert.Equal([2, 3, 1], roll(row, -1, 0).data<int>());
    }
}
