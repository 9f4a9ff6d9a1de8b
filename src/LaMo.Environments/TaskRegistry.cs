using LaMo.Environments.Locomotion;
using LaMo.Environments.Reacher;

namespace LaMo.Environments;

/// <summary>The tasks by name.</summary>
public static class TaskRegistry
{
    private static readonly SortedDictionary<string, Func<IEnvironment>> _tasks = new(StringComparer.OrdinalIgnoreCase)
    {
        ["hopper"] = () => new Hopper(),
        ["halfcheetah"] = () => new HalfCheetah(),
        ["walker2d"] = () => new Walker2d(),
        ["reacher2d"] = () => new Reacher2d(),
    };

    /// <summary>The names of all tasks, in alphabetical order.</summary>
    public static IReadOnlyCollection<string> Names => _tasks.Keys;

    /// <summary>Creates a task.</summary>
    /// <param name="name">Its name; upper and lower case are the same.</param>
    /// <returns>The task; the caller disposes it.</returns>
    /// <exception cref="ArgumentException">There is no such task; the message lists those there are.</exception>
    public static IEnvironment Create(string name) =>
        _tasks.TryGetValue(name, out Func<IEnvironment>? create) ? create() : throw new ArgumentException($"There is no task '{name}'. Tasks: {string.Join(", ", Names)}.", nameof(name));
}
