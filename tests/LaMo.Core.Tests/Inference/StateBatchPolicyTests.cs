using LaMo.Core.Inference;
using LaMo.Core.Networks;

namespace LaMo.Core.Tests.Inference;

public class StateBatchPolicyTests
{
    [Theory]
    [InlineData(PolicyHead.Deterministic, 1)]
    [InlineData(PolicyHead.Deterministic, 3)]
    [InlineData(PolicyHead.Categorical, 2)]
    public void EpisodesSideBySideGoAsEachAlone(PolicyHead head, int contextLength)
    {
        using var network = new PolicyNetwork(new PolicyNetworkConfig { StateSize = 2, ActionSize = 3, ContextLength = contextLength, Head = head, HiddenSizes = [8] });
        bool samples = head == PolicyHead.Categorical;
        var batch = new StateBatchPolicy(network, samples);
        StatePolicy[] alone = [.. Enumerable.Range(0, 3).Select(slot => new StatePolicy(network, samples ? 10 + slot : null))];
        for (int slot = 0; slot < 3; slot++)
        {
            batch.Reset(slot, 0, seed: 10 + slot);
            alone[slot].Reset(0);
        }
        var random = new Random(1);
        for (int step = 0; step < 8; step++)
        {
            int[] slots = step < 5 ? [0, 1, 2] : [0, 2];
            float[][] observations = [.. slots.Select(_ => (float[])[random.NextSingle(), random.NextSingle()])];
            var actions = new float[slots.Length * (samples ? 1 : 3)];
            batch.Act(slots, [.. observations.SelectMany(values => values)], actions);
            Assert.Equal(slots.SelectMany((slot, i) => alone[slot].Act(observations[i])), actions, (a, b) => Math.Abs(a - b) < 1e-5f);
        }
    }
}
