using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.Tests.Numbers;

namespace TorchSharp.Tests;

public class LossTests
{
    private readonly Tensor _prediction = tensor(new double[] { 1, 2, 5 });
    private readonly Tensor _target = tensor(new double[] { 1, 4, 4.5 });

    [Fact]
    public void SquaredAndAbsoluteDifferences()
    {
        AssertClose([4.25 / 3], MSELoss().call(_prediction, _target));
        AssertClose([4.25], MSELoss(Reduction.Sum).call(_prediction, _target));
        AssertClose([0, 4, 0.25], functional.mse_loss(_prediction, _target, Reduction.None));
        AssertClose([2.5 / 3], L1Loss().call(_prediction, _target));
    }

    [Fact]
    public void SmoothL1IsQuadraticNearZero()
    {
        AssertClose([0, 1.5, 0.125], functional.smooth_l1_loss(_prediction, _target, Reduction.None));
        AssertClose([(0 + 1 + 0.0625) / 3], SmoothL1Loss(beta: 2).call(_prediction, _target));
    }

    [Fact]
    public void HuberIsLinearWithTheSlopeDeltaFarFromZero()
    {
        AssertClose([0, 1.5, 0.125], functional.huber_loss(_prediction, _target, reduction: Reduction.None));
        AssertClose([(0 + 0.5 * (2 - 0.25) + 0.125) / 3], HuberLoss(delta: 0.5).call(_prediction, _target));
    }

    [Fact]
    public void DivergenceComparesLogProbabilities()
    {
        using var log = tensor(new[] { Math.Log(0.5), Math.Log(0.5) });
        using var target = tensor(new[] { 0.25, 0.75 });
        var expected = 0.25 * Math.Log(0.5) + 0.75 * Math.Log(1.5);
        AssertClose([expected], functional.kl_div(log, target, log_target: false, Reduction.Sum));
        AssertClose([expected], functional.kl_div(log, target.log(), reduction: Reduction.Sum));
    }

    [Fact]
    public void CrossEntropyIsMinusTheLogOfTheTargetsProbability()
    {
        using var logits = Matrix(2, 0, Math.Log(2), Math.Log(5), 0, 0, 0);
        using var classes = tensor(new long[] { 2, 0 });
        double[] expected = [Math.Log(8.0 / 5), Math.Log(3)];
        AssertClose(expected, functional.cross_entropy(logits, classes, reduction: Reduction.None));
        AssertClose([expected.Average()], CrossEntropyLoss().call(logits, classes));
        AssertClose([expected.Sum()], CrossEntropyLoss(reduction: Reduction.Sum).call(logits, classes));
        AssertClose([expected[0]], CrossEntropyLoss(ignore_index: 0).call(logits, classes));
        AssertClose([expected[1]], functional.cross_entropy(logits, tensor(new long[] { -100, 0 })));

        using var weight = tensor(new double[] { 3, 1, 1 });
        AssertClose([(expected[0] + 3 * expected[1]) / 4], CrossEntropyLoss(weight).call(logits, classes));
    }

    [Fact]
    public void LabelSmoothingMixesInTheUniformDistribution()
    {
        using var logits = Matrix(1, 0, Math.Log(3));
        var (first, second) = (Math.Log(4), Math.Log(4.0 / 3));
        AssertClose([0.9 * second + 0.1 * (first + second) / 2], functional.cross_entropy(logits, tensor(new long[] { 1 }), label_smoothing: 0.1));
    }

    [Fact]
    public void NegativeLogLikelihoodPicksTheClass() =>
        AssertClose([-(1 + 5) / 2.0], functional.nll_loss(Matrix(2, 1, 2, 4, 5), tensor(new long[] { 0, 1 })));

    [Fact]
    public void BinaryCrossEntropyTakesLogits()
    {
        using var logits = tensor(new[] { Math.Log(3), 0 });
        using var targets = tensor(new[] { 1.0, 0.25 });
        double[] expected = [Math.Log(4.0 / 3), Math.Log(2)];
        AssertClose(expected, functional.binary_cross_entropy_with_logits(logits, targets, reduction: Reduction.None));
        AssertClose(expected, functional.binary_cross_entropy(logits.sigmoid(), targets, reduction: Reduction.None));
        AssertClose([expected.Average()], BCEWithLogitsLoss().call(logits, targets));
        AssertClose([2 * expected[0], (2 * 0.25 + 0.75) * Math.Log(2)],
            BCEWithLogitsLoss(reduction: Reduction.None, pos_weights: tensor(2.0)).call(logits, targets));
    }
}
