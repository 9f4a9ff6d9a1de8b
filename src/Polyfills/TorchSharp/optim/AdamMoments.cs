using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>The update that Adam and AdamW share: they differ in where the weight decay enters.</summary>
internal static class AdamMoments
{
    /// <param name="maximum">The largest second moment so far, for AMSGrad; null otherwise.</param>
    internal static void Update(
        Parameter parameter, Tensor gradient, Tensor first, Tensor second, ref Tensor? maximum, long step,
        double learningRate, double beta1, double beta2, double eps)
    {
        first.mul_(beta1).add_(gradient, alpha: 1 - beta1);
        second.mul_(beta2).addcmul_(gradient, gradient, value: 1 - beta2);
        if (maximum is not null)
        {
            var larger = torch.maximum(maximum, second).DetachFromDisposeScope();
            maximum.Dispose();
            maximum = larger;
        }

        var correction1 = 1 - Math.Pow(beta1, step);
        var correction2 = 1 - Math.Pow(beta2, step);
        var denominator = (maximum ?? second).sqrt().div_(Math.Sqrt(correction2)).add_(eps);
        parameter.addcdiv_(first, denominator, value: -(learningRate / correction1));
    }
}
