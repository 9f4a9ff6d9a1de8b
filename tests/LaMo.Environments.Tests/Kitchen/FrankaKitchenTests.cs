using LaMo.Environments.Kitchen;

namespace LaMo.Environments.Tests.Kitchen;

public sealed class FrankaKitchenTests : IDisposable
{
    private readonly StandInKitchen _assets = new();
    private readonly string? _named = Environment.GetEnvironmentVariable(FrankaKitchen.AssetsVariable);

    public FrankaKitchenTests() => Environment.SetEnvironmentVariable(FrankaKitchen.AssetsVariable, null);

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(FrankaKitchen.AssetsVariable, _named);
        _assets.Dispose();
    }

    [Fact]
    public void Without_the_model_it_says_where_to_get_it_and_how_to_name_it()
    {
        string message = Assert.Throws<InvalidOperationException>(() => TaskRegistry.Create("kitchen-mixed")).Message;

        Assert.Contains("d4rl/kitchen", message);
        Assert.Contains("LAMO_KITCHEN_ASSETS", message);
    }

    [Fact]
    public void A_folder_without_the_model_is_named()
    {
        string empty = Directory.CreateDirectory(Path.Combine(_assets.Path, "empty")).FullName;
        using var other = new StandInKitchen(slides: 2);

        Assert.Contains("/nowhere", Assert.Throws<DirectoryNotFoundException>(() => new FrankaKitchen(FrankaKitchen.Complete, "/nowhere")).Message);
        Assert.Contains(empty, Assert.Throws<FileNotFoundException>(() => new FrankaKitchen(FrankaKitchen.Complete, empty)).Message);
        Assert.Contains("has 31 coordinates", Assert.Throws<InvalidDataException>(() => new FrankaKitchen(FrankaKitchen.Complete, other.Path)).Message);
    }

    [Theory]
    [InlineData("kitchen-complete", "19: 0.37, 17: -0.69, 18: -0.05, 22: -0.75")]
    [InlineData("kitchen-partial", "19: 0.37, 17: -0.69, 18: -0.05, 22: -0.75")]
    [InlineData("kitchen-mixed", "11: -0.88, 12: -0.01, 17: -0.69, 18: -0.05, 22: -0.75")]
    public void The_variable_names_the_folder_and_the_observation_ends_with_the_goal(string name, string goals)
    {
        Environment.SetEnvironmentVariable(FrankaKitchen.AssetsVariable, _assets.Path);
        using IEnvironment task = TaskRegistry.Create(name);
        float[] expected = new float[30];
        foreach (string[] goal in $"{goals}, 23: -0.23, 24: 0.75, 25: 1.62, 26: 0.99, 29: -0.06".Split(", ").Select(goal => goal.Split(": ")))
            expected[int.Parse(goal[0])] = float.Parse(goal[1], System.Globalization.CultureInfo.InvariantCulture);

        float[] observation = task.Reset(1);

        Assert.Equal((60, 9, 280), (task.ObservationSize, task.ActionSize, task.MaxEpisodeSteps));
        Assert.Equal(expected, observation[30..]);
        Assert.Equal(observation, task.Reset(1));
        Assert.NotEqual(observation, task.Reset(2));
    }

    [Fact]
    public void What_is_seen_is_the_state_with_noise()
    {
        using var task = new FrankaKitchen(FrankaKitchen.Complete, _assets.Path);
        double[] most = new double[30], amplitude = [.. Enumerable.Repeat(0.01, 9), 5e-4, 5e-4, .. Enumerable.Repeat(5e-5, 6), .. Enumerable.Repeat(5e-4, 3), 0.01, 0.01, 0.01, 5e-4, 5e-4, 5e-4, 0.01, 0.01, 0.01, 5e-4];

        for (int seed = 0; seed < 200; seed++)
        {
            float[] seen = task.Reset(seed);
            for (int i = 0; i < 30; i++)
                most[i] = Math.Max(most[i], Math.Abs(seen[i] - task.Simulation.Positions[i]));
        }

        // 200 draws come close to the bounds but do not pass them.
        Assert.All(Enumerable.Range(0, 30), i => Assert.InRange(most[i], 0.9 * amplitude[i], amplitude[i] + 1e-6));
        Assert.Equal((0.148388023, 1.61944683), (task.Simulation.Positions[0], task.Simulation.Positions[25]));
    }

    [Fact]
    public void An_action_is_a_speed_from_where_the_joints_are_seen()
    {
        using var task = new FrankaKitchen(FrankaKitchen.Complete, _assets.Path);
        float[] seen = task.Reset(4), action = [0.5f, 0.25f, 1, -1, 0, 3, 0.125f, 1, -1];

        task.Step(action);

        // A step takes 0.08 s, full speed is 2 a second, beyond it is no more; the fingers cannot go beyond 0 and 0.04.
        double[] expected = [.. Enumerable.Range(0, 7).Select(joint => seen[joint] + 0.16 * Math.Clamp(action[joint], -1, 1)), 0.04, 0];
        for (int joint = 0; joint < 9; joint++)
            Assert.Equal(expected[joint], task.Simulation.Controls[joint], 1e-6);
        for (int step = 0; step < 30; step++)
            task.Step([0, 0, 0, 0, 1, 0, 0, 0, 0]);
        Assert.Equal(2.9, task.Simulation.Controls[4], 1e-6);
    }

    [Fact]
    public void Each_subtask_is_paid_once_and_all_of_them_end_the_episode()
    {
        using var task = new FrankaKitchen(FrankaKitchen.Complete, _assets.Path);
        float[] nothing = new float[9];
        task.Reset(0);
        StepResult Do(params IEnumerable<KitchenSubtask> subtasks)
        {
            foreach (KitchenSubtask subtask in subtasks)
                for (int i = 0; i < subtask.Goal.Count; i++)
                    task.Simulation.Positions[subtask.FirstCoordinate + i] = subtask.Goal[i];
            return task.Step(nothing);
        }

        Assert.Equal(0, Do().Reward);
        Assert.Equal(0, Do(KitchenSubtask.TopBurner).Reward);
        Assert.Equal(2, Do(KitchenSubtask.Microwave, KitchenSubtask.SlideCabinet).Reward);
        Assert.Equal(0, Do(KitchenSubtask.Microwave).Reward);
        StepResult third = Do(KitchenSubtask.Kettle), last = Do(KitchenSubtask.LightSwitch);
        Assert.Equal((1, false), (third.Reward, third.Terminated));
        Assert.Equal((1, true), (last.Reward, last.Terminated));
    }

    [Fact]
    public void A_subtask_is_done_within_a_distance_of_its_goal()
    {
        using var task = new FrankaKitchen([KitchenSubtask.SlideCabinet], _assets.Path);
        foreach ((double place, float reward) in ((double, float)[])[(0.069, 0), (0.071, 1)])
        {
            task.Reset(0);
            task.Simulation.Positions[19] = place;
            Assert.Equal(reward, task.Step(new float[9]).Reward);
        }
    }

    [Fact]
    public void An_episode_is_cut_after_280_steps()
    {
        using var task = new FrankaKitchen(FrankaKitchen.Mixed, _assets.Path);
        task.Reset(0);
        int steps = 1;
        StepResult result;
        for (; !(result = task.Step(new float[9])).Truncated; steps++)
            Assert.False(result.Terminated);
        Assert.Equal(280, steps);
    }
}
