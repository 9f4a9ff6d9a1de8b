using LaMo.Core.Inference;
using LaMo.Core.Trajectories;

namespace LaMo.Core.Tests.Fidelity;

/// <summary>What the network is fed in an episode longer than its context, and what it answers, against the independent PyTorch program.</summary>
public class RolloutTests
{
    [Fact]
    public void PolicySeesAndDoesWhatTheReferenceDoes()
    {
        Fixture fixture = Fixture.Load("rollout");
        (float target, float scale) = (fixture.Values("target")[0], fixture.Values("target")[1]);
        using var predictor = new ActionPredictor(Fixture.Load("lamo").Network(ReferenceNetworks.LaMo));
        predictor.Network.eval();
        var policy = new DecisionTransformerPolicy(predictor, scale);
        var seen = new Dictionary<string, List<float>>();

        policy.Reset(target);
        for (int step = 0; step < fixture.Values("rewards").Length; step++)
        {
            Record("actions", policy.Act(fixture.Entry("states", step)));
            WindowBatch input = policy.Input;
            Record("seen.states", input.States);
            Record("seen.actions", input.Actions);
            Record("seen.returnsToGo", input.ReturnsToGo);
            Record("seen.timesteps", input.Timesteps.Select(timestep => (float)timestep));
            Record("seen.mask", input.Mask);
            policy.Observe(fixture.Values("rewards")[step]);
        }

        // States, times and padding are copied; returns-to-go are subtracted up in single precision here; actions come from the network.
        foreach ((string name, List<float> values) in seen)
            fixture.AssertClose(name, values.ToArray(), name switch
            {
                "seen.states" or "seen.timesteps" or "seen.mask" => 0,
                "seen.returnsToGo" => 2e-6,
                _ => 1e-5,
            });
        Assert.Equal(fixture.NamesUnder("seen.").Count + 1, seen.Count);

        void Record(string name, IEnumerable<float> values)
        {
            if (!seen.TryGetValue(name, out List<float>? all))
                seen.Add(name, all = []);
            all.AddRange(values);
        }
    }
}
