using System.CommandLine;
using System.Diagnostics;
using System.Reflection;
using LaMo.Cli.Evaluate;
using LaMo.Core.Evaluation;
using LaMo.Core.Trajectories;
using LaMo.Environments;
using LaMo.Environments.Reacher;
using LaMo.Environments.Rollouts;
using LaMo.MLNet;
using Microsoft.ML;
using Spectre.Console;

namespace LaMo.Cli.Demo;

/// <summary><c>lamo demo</c>: the main job end to end on trajectories that it records in MuJoCo.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var output = new Option<DirectoryInfo>("--output") { Description = "The folder for the data, the model and the report.", DefaultValueFactory = _ => new DirectoryInfo("artifacts/demo") };
        var episodes = new Option<int>("--episodes") { Description = "The episodes to record.", DefaultValueFactory = _ => 150 };
        var steps = new Option<int>("--steps") { Description = "The training steps.", DefaultValueFactory = _ => 2000 };
        var seed = new Option<int>("--seed") { Description = "What all randomness follows from.", DefaultValueFactory = _ => 0 };
        var command = new Command("demo", "Record Reacher2d episodes, train LaMo on them, save, reload in a second process, score and roll out.") { output, episodes, steps, seed };
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(output).FullName,
            parsed.GetRequiredValue(episodes),
            parsed.GetRequiredValue(steps),
            parsed.GetRequiredValue(seed)));
        return command;
    }

    private static int Run(string folder, int episodes, int steps, int seed)
    {
        Directory.CreateDirectory(folder);
        string dataPath = Path.Combine(folder, "reacher2d.idv");
        string modelPath = Path.Combine(folder, "policy.zip");
        string reportPath = Path.Combine(folder, "report.json");

        var ml = new MLContext(seed);
        Step[] recorded = Record(episodes, seed);
        double[] returns = [.. recorded.GroupBy(step => step.EpisodeId).Select(episode => (double)episode.Sum(step => step.Reward))];
        IDataView data = ml.OfflineRL().LoadFromSteps(recorded, recorded[0].State.Length, recorded[0].Action.Length);
        Write(dataPath, stream => ml.Data.SaveAsBinary(data, stream));

        Train(ml, data, steps, modelPath);
        EvaluateInSecondProcess(modelPath, dataPath, reportPath);
        EvaluationReport report = EvaluationReport.Load(reportPath);
        AnsiConsole.Write(new DemoTable(returns, report, dataPath, modelPath, reportPath).ToTable());
        return DemoTable.Succeeded(report) ? 0 : 1;
    }

    private static Step[] Record(int episodes, int seed)
    {
        AnsiConsole.MarkupLineInterpolated($"Recording {episodes} episodes of Reacher2d in MuJoCo by a scripted policy of mixed quality…");
        return [.. BehaviourRecorder.ForReacher2d().Record(episodes, seed)];
    }

    private static void Train(MLContext ml, IDataView data, int steps, string modelPath)
    {
        EvaluationProtocol protocol = EvaluationProtocol.Reacher2d;
        AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(progress =>
            {
                ProgressTask task = progress.AddTask("Training LaMo", maxValue: steps);
                IEstimator<ITransformer> pipeline = ml.Transforms.NormalizeMeanVariance("State", fixZero: false)
                    .Append(ml.Transforms.ReturnsToGo(scale: protocol.ReturnScale))
                    .Append(ml.OfflineRL().Trainers.LaMo(new LaMoTrainer.Options
                    {
                        ContextLength = protocol.ContextLength,
                        MaxEpisodeLength = protocol.MaxEpisodeLength,
                        NumberOfSteps = steps,
                        WarmupSteps = 200,
                        // A few minutes, not the paper's day: a higher rate. 150 noisy episodes are soon learnt by heart: more dropout.
                        LearningRate = 3e-4,
                        TransformerLearningRate = 3e-4,
                        Dropout = 0.2,
                        TimeLimit = TimeSpan.FromMinutes(4),
                        Progress = new ProgressTaskReporter(task),
                    }));
                ITransformer model = pipeline.Fit(data);
                Write(modelPath, stream => ml.Model.Save(model, data.Schema, stream));
                (model as IDisposable)?.Dispose();
            });
    }

    private static void EvaluateInSecondProcess(string modelPath, string dataPath, string reportPath)
    {
        AnsiConsole.MarkupLine("Loading the model in a second process, scoring the data and rolling out…");
        string program = Environment.ProcessPath ?? throw new InvalidOperationException("The path of this program is unknown.");
        var start = new ProcessStartInfo(program);
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
            start.ArgumentList.Add(Assembly.GetExecutingAssembly().Location);
        foreach (string argument in (ReadOnlySpan<string>)["evaluate", "--model", modelPath, "--data", dataPath, "--report", reportPath])
            start.ArgumentList.Add(argument);
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{program} could not be started.");
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"The second process, lamo evaluate, ended with exit code {process.ExitCode}.");
    }

    /// <summary>Writes a file whole or not at all.</summary>
    private static void Write(string path, Action<Stream> write)
    {
        string temporary = path + ".tmp";
        using (FileStream stream = File.Create(temporary))
            write(stream);
        File.Move(temporary, path, overwrite: true);
    }
}
