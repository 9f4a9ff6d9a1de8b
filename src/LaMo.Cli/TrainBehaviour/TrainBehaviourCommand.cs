using System.CommandLine;
using LaMo.Cli.Invocation;
using LaMo.Environments;
using LaMo.Environments.Behaviour;
using LaMo.Environments.ClassicControl;
using LaMo.Environments.Learning;
using Spectre.Console;

namespace LaMo.Cli.TrainBehaviour;

/// <summary><c>lamo train-behaviour</c>: learns to play a task, for policies to record data with.</summary>
internal static class TrainBehaviourCommand
{
    private static readonly BehaviourTrainingOptions _continuous = BehaviourTrainingOptions.For(new Pendulum());
    private static readonly BehaviourTrainingOptions _discrete = BehaviourTrainingOptions.For(new CartPole());

    public static Command Create()
    {
        Option<string> task = TaskOption.Create("The task");
        task.Required = true;
        var output = new Option<DirectoryInfo>("--output") { Description = "The folder of the training; one that was interrupted goes on there.", Required = true };
        var policies = new Option<DirectoryInfo?>("--policies") { Description = "The folder for the policies chosen from it. The default is the training's." };
        var updates = new Option<int?>("--updates") { Description = $"The gradient steps. The default is {_continuous.Updates}, or {_discrete.Updates} for discrete actions." };
        var evaluation = new Option<int?>("--updates-per-evaluation")
        {
            Description = $"The gradient steps between evaluations, each of which leaves a checkpoint. The default is {_continuous.UpdatesPerEvaluation}, or {_discrete.UpdatesPerEvaluation} for discrete actions.",
        };
        var ratio = new Option<int?>("--steps-per-update") { Description = $"The environment steps for each gradient step, of continuous actions. The default is {_continuous.StepsPerUpdate}." };
        var size = new Option<int?>("--hidden-size") { Description = $"The width of the hidden layers. The default is {_continuous.HiddenSize}, or {_discrete.HiddenSize} for discrete actions." };
        var rate = new Option<float?>("--learning-rate") { Description = FormattableString.Invariant($"The learning rate. The default is {_continuous.LearningRate}, or {_discrete.LearningRate} for discrete actions.") };
        var seed = new Option<int>("--seed") { Description = "What all randomness follows from.", DefaultValueFactory = _ => 0 };
        return new Verb(
            "train-behaviour",
            "Learn to play a task, by soft actor-critic or, for discrete actions, proximal policy optimization, and choose policies to record data with. Repeated, an interrupted training goes on.",
            "--task pendulum --output pendulum-training") { task, output, policies, updates, evaluation, ratio, size, rate, seed }.Does((parsed, terminal, cancellation) =>
        {
            string name = parsed.GetRequiredValue(task);
            using IEnvironment environment = TaskRegistry.Create(name);
            var defaults = BehaviourTrainingOptions.For(environment);
            BehaviourTrainingOptions options = defaults with
            {
                Seed = parsed.GetValue(seed),
                Updates = parsed.GetValue(updates) ?? defaults.Updates,
                UpdatesPerEvaluation = parsed.GetValue(evaluation) ?? defaults.UpdatesPerEvaluation,
                StepsPerUpdate = parsed.GetValue(ratio) ?? defaults.StepsPerUpdate,
                HiddenSize = parsed.GetValue(size) ?? defaults.HiddenSize,
                LearningRate = parsed.GetValue(rate) ?? defaults.LearningRate,
            };
            string folder = parsed.GetRequiredValue(output).FullName;
            terminal.WhenInterrupted = () => File.Exists(Path.Combine(folder, "training.state"))
                ? $"The state of the last evaluation is in {folder}; the same command goes on from there."
                : "It had not come to its first evaluation.";
            if (BehaviourTraining.ReadProgress(folder).LastOrDefault() is not { } last || last.Updates < options.Updates)
                Train(name, options, folder, terminal, cancellation);
            BehaviourCard card = BehaviourFolder.Choose(folder, options.Updates, parsed.GetValue(policies)?.FullName ?? folder, name, CommandLine(name, options, defaults)).Card;
            terminal.Show(card, console =>
            {
                console.WriteLine(Line("medium", card.Medium));
                console.WriteLine(Line("expert", card.Expert));
            });
            return ExitCode.Success;
        });
    }

    private static void Train(string task, BehaviourTrainingOptions options, string folder, Terminal terminal, CancellationToken cancellation)
    {
        using var training = new BehaviourTraining(() => TaskRegistry.Create(task), folder, options);
        training.Run(
            progress => terminal.Tell(FormattableString.Invariant(
                $"{progress.Updates,8} updates  {progress.Steps,9} steps  return {progress.Return,8:F1} ± {progress.Deviation,7:F1}  score {100 * progress.Score,6:F1}  {progress.Seconds,7:F0} s")),
            cancellation);
    }

    /// <summary>The command that trains so.</summary>
    private static string CommandLine(string task, BehaviourTrainingOptions options, BehaviourTrainingOptions defaults)
    {
        (string Name, IFormattable Value, IFormattable Default)[] settings =
        [
            ("updates", options.Updates, defaults.Updates),
            ("updates-per-evaluation", options.UpdatesPerEvaluation, defaults.UpdatesPerEvaluation),
            ("steps-per-update", options.StepsPerUpdate, defaults.StepsPerUpdate),
            ("hidden-size", options.HiddenSize, defaults.HiddenSize),
            ("learning-rate", options.LearningRate, defaults.LearningRate),
            ("seed", options.Seed, defaults.Seed),
        ];
        return string.Concat(settings.Where(setting => !setting.Value.Equals(setting.Default)).Select(setting => FormattableString.Invariant($" --{setting.Name} {setting.Value}"))
            .Prepend($"lamo train-behaviour --task {task}"));
    }

    private static string Line(string name, PolicyCard policy) => FormattableString.Invariant(
        $"{name}: {policy.Updates} updates, return {policy.Return:F1} ± {policy.Deviation:F1}, score {policy.Score:F1}; sampled {policy.SampledReturn:F1}, score {policy.SampledScore:F1}");
}
