using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LaMo.Core.Training;

/// <summary>Scales a gradient down to a norm (Pascanu et al. 2013), wholly on its device: <c>clip_grad_norm_</c> returns the norm, and a GPU would be waited for.</summary>
internal static class GradientClipping
{
    /// <summary>What is added to the norm, as in PyTorch, against one of 0.</summary>
    public const double Epsilon = 1e-6;

    /// <param name="parameters">The parameters; those without gradient are passed over.</param>
    /// <param name="maxNorm">The norm that that of all gradients together is not to exceed.</param>
    public static void Clip(IEnumerable<Parameter> parameters, double maxNorm)
    {
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor[] gradients = [.. parameters.Select(parameter => parameter.grad).OfType<Tensor>()];
        if (gradients.Length == 0)
            return;
        Tensor norm = stack([.. gradients.Select(gradient => gradient.norm())]).norm();
        Tensor scale = (maxNorm / (norm + Epsilon)).clamp(max: 1);
        foreach (Tensor gradient in gradients)
            gradient.mul_(scale);
    }
}
