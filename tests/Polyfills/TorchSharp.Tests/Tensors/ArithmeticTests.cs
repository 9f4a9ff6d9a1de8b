using static TorchSharp.torch;

namespace TorchSharp.Tests;

public class ArithmeticTests
{
    private readonly Tensor _left = tensor(new[] { 7f, -7, 2 });
    private readonly Tensor _right = tensor(new[] { 2f, 2, -4 });

    [Fact]
    public void OperatorsWorkByElement()
    {
        Assert.Equal([9f, -5, -2], (_left + _right).data<float>());
        Assert.Equal([5f, -9, 6], (_left - _right).data<float>());
        Assert.Equal([14f, -14, -8], (_left * _right).data<float>());
        Assert.Equal([3.5f, -3.5f, -0.5f], (_left / _right).data<float>());
        Assert.Equal([1f, 1, -2], (_left % _right).data<float>());
        Assert.Equal([-7f, 7, -2], (-_left).data<float>());
    }

    [Fact]
    public void ScalarsStandOnBothSides()
    {
        Assert.Equal([8f, -6, 3], (_left + 1).data<float>());
        Assert.Equal([8f, -6, 3], (1L + _left).data<float>());
        Assert.Equal([-6f, 8, -1], (1 - _left).data<float>());
        Assert.Equal([14f, -14, 4], (2.0 * _left).data<float>());
        Assert.Equal([1f, 1, -0.5f], (2f / _right).data<float>());
    }

    [Fact]
    public void SmallTypesArePromoted()
    {
        Assert.Equal(ScalarType.Int64, (tensor(new[] { 1 }) + tensor(new[] { 1L })).dtype);
        Assert.Equal(ScalarType.Float32, (tensor(new[] { 1 }) + 0.5).dtype);
        Assert.Equal(ScalarType.Float32, (tensor(new[] { 1f }) + 0.5).dtype);
        Assert.Equal(ScalarType.Float32, (tensor(new[] { 1 }) / tensor(new[] { 2 })).dtype);
    }

    [Fact]
    public void DivisionRoundsAsAsked()
    {
        Assert.Equal([3f, -3, 0], _left.div(_right, RoundingMode.trunc).data<float>());
        Assert.Equal([3f, -4, -1], _left.div(_right, RoundingMode.floor).data<float>());
        Assert.Equal([3f, -4, 1], _left.div(2, RoundingMode.floor).data<float>());
    }

    // A trap of the real library: only the methods round.
    [Fact]
    public void DivisionByTheFunctionDoesNotRound()
    {
        Assert.Equal(_left.div(_right), div(_left, _right, RoundingMode.floor));
        Assert.Equal(_left.div(2), div(_left, 2, RoundingMode.floor));
    }

    [Fact]
    public void InPlaceOperationsReturnTheSameTensor()
    {
        using var values = tensor(new[] { 1f, 2 });
        Assert.Same(values, values.add_(1).mul_(2).sub_(tensor(new[] { 1f, 1 })).div_(3));
        Assert.Equal([1f, 5f / 3], values.data<float>());
        Assert.Equal([0f, 0], values.zero_().data<float>());
        Assert.Equal([4f, 4], values.fill_(4).pow_(1).data<float>());
    }

    [Fact]
    public void AlphaScalesTheSecondOperand()
    {
        Assert.Equal([11f, -3, -6], _left.add(_right, 2).data<float>());
        Assert.Equal([8f, -8, 0], _left.addcmul(_left.sign(), _right, 0.5).data<float>());
        Assert.Equal([8f, -8, 1.5f], _left.addcdiv(_right, tensor(new[] { 2f, -2, 8 }), 1).data<float>());
    }

    [Fact]
    public void SmallerShapesAreBroadcast()
    {
        using var column = tensor(new[] { 1f, 2 }).reshape(2, 1);
        using var row = tensor(new[] { 10f, 20, 30 });
        Assert.Equal([11f, 21, 31, 12, 22, 32], (column + row).data<float>());
    }

    [Fact]
    public void ComparisonsGiveBooleans()
    {
        Assert.Equal([true, false, true], (_left > _right).data<bool>());
        Assert.Equal([false, true, false], (_left <= -1).data<bool>());
        Assert.Equal([true, false, false], (5f < _left).data<bool>());
        Assert.Equal([true, false, true], (_left == tensor(new[] { 7f, 7, 2 })).data<bool>());
        Assert.Equal([false, true, false], (~(_left > _right)).data<bool>());
        Assert.Equal([true, true, true], ((_left > 0) | (_left < 0)).data<bool>());
    }

    [Fact]
    public void EqualityComesInThreeKinds()
    {
        using var same = _left.clone();
        Assert.True(_left.Equals(same));
        Assert.True(_left.allclose(same + 1e-7f));
        Assert.False(_left.allclose(same + 1e-2f));
        Assert.Equal([true, true, true], _left.equal(same).data<bool>());
        Assert.False(_left.Equals(_right));
    }

    [Fact]
    public void ClampTakesOneOrTwoBounds()
    {
        Assert.Equal([3f, -3, 2], _left.clamp(-3, 3).data<float>());
        Assert.Equal([7f, 0, 2], _left.clamp_min(0).data<float>());
        Assert.Equal([2f, -7, -4], _left.clamp(max: _right).data<float>());
        Assert.Equal([7f, 2, 2], _left.maximum(_right).data<float>());
    }
}
