using System.CommandLine;

namespace LaMo.Cli.Demo;

/// <summary><c>lamo demo</c>: the main job end to end on trajectories that it records in MuJoCo.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var output = new Option<DirectoryInfo>("--output") { Description = "The folder for the data, the models and the report.", DefaultValueFactory = _ => new DirectoryInfo("artifacts/demo") };
        var tasks = new Option<string[]>("--task") { Description = "The tasks: hopper, reacher2d. The default are both." };
        tasks.AcceptOnlyFromAmong("hopper", "reacher2d");
        var recorded = new Option<int>("--recorded-steps") { Description = "The steps to record in hopper.", DefaultValueFactory = _ => 100_000 };
        var ratio = new Option<double>("--data-ratio") { Description = "The share of the episodes recorded in hopper that is trained on.", DefaultValueFactory = _ => 0.1 };
        var episodes = new Option<int>("--episodes") { Description = "The episodes to record in reacher2d.", DefaultValueFactory = _ => 150 };
        var steps = new Option<int?>("--steps") { Description = "The training steps. The default is 1000 in hopper and 1500 in reacher2d, as many of them as a time limit allows." };
        var timeLimit = new Option<int?>("--time-limit") { Description = "The seconds after which a training ends whatever was learnt. The default is 120 in hopper and 75 in reacher2d." };
        var corpus = new Option<string?>("--corpus") { Description = "The text that LaMo goes on learning to predict, a file or a folder. The default is none." };
        var seed = new Option<int>("--seed") { Description = "What all randomness follows from.", DefaultValueFactory = _ => 0 };
        var command = new Command("demo", "Record episodes in Hopper and Reacher2d, train LaMo on them, save, reload in a second process, score and roll out, and write a report.")
        {
            output, tasks, recorded, ratio, episodes, steps, timeLimit, corpus, seed,
        };
        command.SetAction(parsed =>
        {
            TimeSpan? limit = parsed.GetValue(timeLimit) is int seconds ? TimeSpan.FromSeconds(seconds) : null;
            string[] names = parsed.GetValue(tasks) is { Length: > 0 } chosen ? chosen : ["hopper", "reacher2d"];
            DemoTask[] all = [DemoTask.Hopper(parsed.GetRequiredValue(recorded), parsed.GetRequiredValue(ratio)), DemoTask.Reacher2d(parsed.GetRequiredValue(episodes))];
            string folder = parsed.GetRequiredValue(output).FullName;
            Directory.CreateDirectory(folder);
            return Run(
                folder,
                [.. all.Where(task => names.Contains(task.Name))],
                task => new DemoRun(task, folder, parsed.GetValue(corpus), parsed.GetValue(steps) ?? task.Steps, limit ?? task.TimeLimit, parsed.GetRequiredValue(seed)));
        });
        return command;
    }

    private static int Run(string folder, IReadOnlyList<DemoTask> tasks, Func<DemoTask, DemoRun> prepare)
    {
        string reportPath = Path.Combine(folder, "report.html");
        DemoOutcome[] outcomes = [.. tasks.Select(task => prepare(task).Run())];
        DemoReport.Create(outcomes).Save(reportPath);
        DemoTable.Show(outcomes, reportPath);
        return outcomes.All(outcome => outcome.Succeeded) ? 0 : 1;
    }
}
