using LaMo.Core.Training;
using Spectre.Console;

namespace LaMo.Cli.Demo;

/// <summary>Shows training's progress in a bar of the terminal.</summary>
internal sealed class ProgressTaskReporter(ProgressTask task) : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value)
    {
        task.Value = value.Step;
        task.Description = $"Training LaMo, loss {value.Loss:F4}";
    }
}
