using System.Runtime.InteropServices;
using LaMo.Core.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LaMo.Core.Tests.Training;

public class AdamDescentTests
{
    [Fact]
    public void StepsAreThoseOfTorchSharpsAdam()
    {
        random.manual_seed(3);
        using DisposeScope scope = NewDisposeScope();
        // 37 values: whole vectors of any width and a rest.
        Tensor start = randn(37), target = randn(37);
        Parameter ours = new(start.clone()), theirs = new(start.clone());
        var descent = new AdamDescent([ours], 0.01);
        using Adam adam = optim.Adam([theirs], 0.01);
        for (int step = 0; step < 50; step++)
        {
            descent.Step((ours - target).pow(4).sum());
            adam.zero_grad();
            (theirs - target).pow(4).sum().backward();
            adam.step();
        }
        Assert.Equal(theirs.data<float>().ToArray(), ours.data<float>().ToArray(), (a, b) => Math.Abs(a - b) < 1e-5f);
        Assert.NotEqual(start.data<float>().ToArray(), ours.data<float>().ToArray());
    }

    [Fact]
    public void GradientsAreScaledDownTogether()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor small = tensor(new float[] { 3, 4 }), large = tensor(new float[] { 12, 84 });
        double norm = Math.Sqrt(3 * 3 + 4 * 4 + 12 * 12 + 84 * 84);
        Parameter[] clipped = [new(ones(2)), new(ones(2))], scaled = [new(ones(2)), new(ones(2))];
        var descent = new AdamDescent(clipped, 0.01) { MaxGradientNorm = 1 };
        var same = new AdamDescent(scaled, 0.01) { MaxGradientNorm = 1000 };
        descent.Step((clipped[0] * small).sum() + (clipped[1] * large).sum());
        same.Step(((scaled[0] * small).sum() + (scaled[1] * large).sum()) / norm);

        Assert.Equal(Means(same), Means(descent), (a, b) => Math.Abs(a - b) < 1e-6f);

        static float[] Means(AdamDescent descent)
        {
            using var state = new MemoryStream();
            descent.Save(new BinaryWriter(state));
            return MemoryMarshal.Cast<byte, float>(state.ToArray().AsSpan(2 * sizeof(int), 4 * sizeof(float))).ToArray();
        }
    }

    [Fact]
    public void MomentsOfAWeightWithoutGradientVanishWithoutBecomingDenormal()
    {
        using DisposeScope scope = NewDisposeScope();
        Parameter weights = new(ones(37));
        var descent = new AdamDescent([weights], 0.01);
        descent.Step((weights * 1e-3).sum());
        for (int step = 0; step < 1000; step++)
            descent.Step((weights * 0).sum());
        using var state = new MemoryStream();
        descent.Save(new BinaryWriter(state));
        float[] moments = MemoryMarshal.Cast<byte, float>(state.ToArray().AsSpan(sizeof(int))).ToArray();
        Assert.Equal(2 * 37, moments.Length);
        Assert.DoesNotContain(moments, float.IsSubnormal);
        // The means, which fall by a tenth in each step, are as good as gone.
        Assert.All(moments[..37], moment => Assert.InRange(moment, 0, 1e-36f));
    }
}
