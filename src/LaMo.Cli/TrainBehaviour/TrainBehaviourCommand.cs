using System.CommandLine;
using LaMo.Cli.Invocation;
using LaMo.Environments;
using LaMo.Environments.Behaviour;
using LaMo.Environments.Learning;
using Spectre.Console;

namespace LaMo.Cli.TrainBehaviour;

/// <summary><c>lamo train-behaviour</c>: learns to play a task, for policies to record data with.</summary>
internal static class TrainBehaviourCommand
{
    public static Command Create()
    {
        Option<string> task = TaskOption.Create("The task, one without images");
        task.Required = true;
        var output = new Option<DirectoryInfo>("--output") { Description = "The folder of the training; one that was interrupted goes on there.", Required = true };
        var policies = new Option<DirectoryInfo?>("--policies") { Description = "The folder for the policies chosen from it. The default is the training's." };
        var updates = new Option<int>("--updates") { Description = "The gradient steps.", DefaultValueFactory = _ => new BehaviourTrainingOptions().Updates };
        var ratio = new Option<int>("--steps-per-update") { Description = "The environment steps for each gradient step.", DefaultValueFactory = _ => new BehaviourTrainingOptions().StepsPerUpdate };
        var rate = new Option<float>("--learning-rate") { Description = "The learning rate.", DefaultValueFactory = _ => new BehaviourTrainingOptions().LearningRate };
        var seed = new Option<int>("--seed") { Description = "What all randomness follows from.", DefaultValueFactory = _ => 0 };
        return new Verb(
            "train-behaviour",
            "Learn to play a task, by soft actor-critic or, for discrete actions, deep Q-learning, and choose policies to record data with. Repeated, an interrupted training goes on.",
            "--task pendulum --output pendulum-training") { task, output, policies, updates, ratio, rate, seed }.Does((parsed, terminal, cancellation) =>
        {
            var options = new BehaviourTrainingOptions
            {
                Seed = parsed.GetValue(seed),
                Updates = parsed.GetValue(updates),
                StepsPerUpdate = parsed.GetValue(ratio),
                LearningRate = parsed.GetValue(rate),
            };
            string folder = parsed.GetRequiredValue(output).FullName;
            terminal.WhenInterrupted = () => File.Exists(Path.Combine(folder, "training.state"))
                ? $"The state of the last evaluation is in {folder}; the same command goes on from there."
                : "It had not come to its first evaluation.";
            BehaviourCard card = Run(parsed.GetRequiredValue(task), options, folder, parsed.GetValue(policies)?.FullName ?? folder, terminal, cancellation);
            terminal.Show(card, console =>
            {
                console.WriteLine(Line("medium", card.Medium));
                console.WriteLine(Line("expert", card.Expert));
            });
            return ExitCode.Success;
        });
    }

    private static BehaviourCard Run(string task, BehaviourTrainingOptions options, string folder, string policies, Terminal terminal, CancellationToken cancellation)
    {
        if (!Directory.Exists(folder) || BehaviourTraining.ReadProgress(folder).LastOrDefault() is not { } last || last.Updates < options.Updates)
        {
            using var training = new BehaviourTraining(() => TaskRegistry.Create(task), folder, options);
            training.Run(
                progress => terminal.Tell(FormattableString.Invariant(
                    $"{progress.Updates,8} updates  {progress.Steps,9} steps  return {progress.Return,8:F1} ± {progress.Deviation,7:F1}  score {100 * progress.Score,6:F1}  {progress.Seconds,7:F0} s")),
                cancellation);
        }
        string command = FormattableString.Invariant(
            $"lamo train-behaviour --task {task} --updates {options.Updates} --steps-per-update {options.StepsPerUpdate} --learning-rate {options.LearningRate} --seed {options.Seed}");
        return BehaviourFolder.Choose(folder, options.Updates, policies, task, command).Card;
    }

    private static string Line(string name, PolicyCard policy) => FormattableString.Invariant(
        $"{name}: {policy.Updates} updates, return {policy.Return:F1} ± {policy.Deviation:F1}, score {policy.Score:F1}; sampled {policy.SampledReturn:F1}, score {policy.SampledScore:F1}");
}
