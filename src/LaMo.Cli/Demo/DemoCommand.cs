using System.CommandLine;
using LaMo.Cli.Invocation;

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
        return new Verb(
            "demo",
            "Record episodes in Hopper and Reacher2d, train LaMo on them, save, reload in a second process, score and roll out, and write a report.",
            "--output artifacts/demo",
            "--task hopper --data-ratio 0.05")
        {
            output, tasks, recorded, ratio, episodes, steps, timeLimit, corpus, seed,
        }.Does((parsed, terminal, cancellation) =>
        {
            TimeSpan? limit = parsed.GetValue(timeLimit) is int seconds ? TimeSpan.FromSeconds(seconds) : null;
            string[] names = parsed.GetValue(tasks) is { Length: > 0 } chosen ? chosen : ["hopper", "reacher2d"];
            DemoTask[] all = [DemoTask.Hopper(parsed.GetRequiredValue(recorded), parsed.GetRequiredValue(ratio)), DemoTask.Reacher2d(parsed.GetRequiredValue(episodes))];
            string folder = parsed.GetRequiredValue(output).FullName, reportPath = Path.Combine(folder, "report.html");
            Directory.CreateDirectory(folder);
            terminal.WhenInterrupted = () => $"What was done is in {folder}; the demo begins anew.";
            DemoOutcome[] outcomes = [.. from task in all
                where names.Contains(task.Name)
                select new DemoRun(task, folder, parsed.GetValue(corpus), parsed.GetValue(steps) ?? task.Steps, limit ?? task.TimeLimit, parsed.GetRequiredValue(seed), terminal, cancellation).Run()];
            DemoReport.Create(outcomes).Save(reportPath);
            var result = new DemoResult(reportPath, [.. outcomes.Select(DemoTaskResult.Of)]);
            terminal.Show(result, console => DemoTable.Show(outcomes, reportPath, console));
            return outcomes.All(outcome => outcome.Succeeded) ? ExitCode.Success : ExitCode.Failure;
        });
    }
}
