using System.CommandLine;
using LaMo.Environments;

namespace LaMo.Cli;

/// <summary>The option that names a task.</summary>
internal static class TaskOption
{
    public static Option<string> Create(string description)
    {
        var task = new Option<string>("--task") { Description = $"{description}: {string.Join(", ", TaskRegistry.Names)}." };
        task.CompletionSources.Add(_ => TaskRegistry.Names.Select(name => new System.CommandLine.Completions.CompletionItem(name)));
        return task;
    }
}
