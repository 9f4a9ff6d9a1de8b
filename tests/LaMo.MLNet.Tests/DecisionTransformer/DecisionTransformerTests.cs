using LaMo.Core.Policies;
using LaMo.Core.Trajectories;
using Microsoft.ML;

namespace LaMo.MLNet.Tests;

public class DecisionTransformerTests
{
    private readonly MLContext _ml = new(seed: 1);

    /// <summary>
    /// Two steps, each of which earns its action, drawn uniformly from [-1, 1]. Given the return R of both, the mean of the first action is R / 2, and the second is what is left to earn:
    /// a policy conditioned on returns earns what it is asked for, and one that is not the mean, 0.
    /// </summary>
    [Fact]
    public void EarnsTheReturnThatItIsAskedForWhereBehaviourCloningEarnsTheMean()
    {
        var random = new Random(3);
        List<Step> steps = [];
        for (int episode = 0; episode < 400; episode++)
            for (int t = 0; t < 2; t++)
            {
                float action = 2 * random.NextSingle() - 1;
                steps.Add(new Step { EpisodeId = episode, Timestep = t, State = [t], Action = [action], Reward = action, Terminal = t == 1 });
            }
        IDataView data = _ml.OfflineRL().LoadFromSteps(steps, stateSize: 1, actionSize: 1);

        var options = new DecisionTransformerTrainer.Options
        {
            ContextLength = 2, MaxEpisodeLength = 2, Width = 32, NumberOfLayers = 1, Dropout = 0, WeightDecay = 0, LearningRate = 1e-3, WarmupSteps = 20, NumberOfSteps = 1000,
        };
        ITransformer model = _ml.Transforms.NormalizeMeanVariance("State", fixZero: false).Append(_ml.Transforms.ReturnsToGo(scale: 1)).Append(_ml.OfflineRL().Trainers.DecisionTransformer(options)).Fit(data);
        IOnlinePolicy policy = _ml.OfflineRL().CreatePolicy(model, data.Schema);
        foreach (float target in (float[])[1, 0.4f, -0.8f])
        {
            (float first, float second) = Play(policy, target);
            Assert.Equal(target / 2, first, 0.15f);
            Assert.Equal(target, first + second, 0.15f);
        }
        ((IDisposable)model).Dispose();

        ITransformer clone = _ml.OfflineRL().Trainers.BehaviorCloning(new BehaviorCloningTrainer.Options { HiddenSizes = [16], LearningRate = 1e-3, NumberOfSteps = 500 }).Fit(data);
        (float, float) cloned = Play(_ml.OfflineRL().CreatePolicy(clone, data.Schema), target: 1);
        Assert.Equal(0, cloned.Item1 + cloned.Item2, 0.3f);
        ((IDisposable)clone).Dispose();
    }

    [Fact]
    public void EveryWeightIsTrained()
    {
        var messages = new List<string>();
        _ml.Log += (_, message) => messages.Add(message.RawMessage);
        ((IDisposable)SequenceTrainers.Pipeline(_ml, SequenceTrainers.Options("DecisionTransformer")).Fit(_ml.Load(TestSteps.Linear(5)))).Dispose();
        Assert.Contains(messages, message => message.Contains("(100"));
    }

    private static (float First, float Second) Play(IOnlinePolicy policy, float target)
    {
        policy.Reset(target);
        float first = policy.Act([0])[0];
        policy.Observe(first);
        float second = policy.Act([1])[0];
        policy.Observe(second);
        return (first, second);
    }
}
