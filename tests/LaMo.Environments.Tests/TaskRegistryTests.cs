namespace LaMo.Environments.Tests;

public sealed class TaskRegistryTests
{
    public static TheoryData<string> Names => [.. TaskRegistry.Names.Where(name => !name.EndsWith("-for-a-test", StringComparison.Ordinal) && !name.StartsWith("kitchen-", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_task_keeps_the_rules_of_the_interface(string name)
    {
        using IEnvironment task = TaskRegistry.Create(name.ToUpperInvariant());
        float[] first = task.Reset(3), action = [.. task.ActionLow];
        StepResult result = task.Step(action);

        Assert.Equal(task.ObservationSize, first.Length);
        Assert.Equal(task.ObservationSize, result.Observation.Length);
        Assert.Equal(task.ObservationSize, task.Image?.Size ?? first.Length);
        Assert.Equal(task.ActionSize, task.ActionHigh.Count);
        Assert.Equal(task.Protocol.MaxEpisodeLength, task.MaxEpisodeSteps);
        Assert.NotEqual(task.Protocol.RandomReturn, task.Protocol.ExpertReturn);
        Assert.NotEmpty(task.Protocol.TargetReturns);
        Assert.Equal(first, task.Reset(3));
        Assert.Equal(result.Observation, task.Step(action).Observation);
        Assert.Throws<ArgumentException>(() => task.Step([.. action, 0]));
        action[0] = float.NaN;
        Assert.Throws<ArgumentException>(() => task.Step(action));
        if (task.ActionCount > 0)
        {
            Assert.Equal((1, 0f, task.ActionCount - 1f), (task.ActionSize, task.ActionLow[0], task.ActionHigh[0]));
            foreach (float wrong in (float[])[-1, 0.5f, task.ActionCount])
                Assert.Contains("number from 0", Assert.Throws<ArgumentException>(() => task.Step([wrong])).Message);
        }
    }

    [Fact]
    public void A_task_of_ones_own_is_found_and_no_other_is_replaced()
    {
        TaskRegistry.Register("rail-for-a-test", () => new Learning.CarOnARail());

        using IEnvironment task = TaskRegistry.Create("Rail-for-a-test");

        Assert.IsType<Learning.CarOnARail>(task);
        Assert.Contains("'Hopper'", Assert.Throws<ArgumentException>(() => TaskRegistry.Register("Hopper", () => new Learning.CarOnARail())).Message);
    }

    [Fact]
    public void An_unknown_task_is_answered_with_those_there_are()
    {
        var error = Assert.Throws<ArgumentException>(() => TaskRegistry.Create("humanoid"));

        Assert.Contains("cartpole, halfcheetah, halfcheetah-v4, hopper,", error.Message);
    }
}
