using System.Collections.Concurrent;
using LaMo.Environments.Breakout;
using LaMo.Environments.ClassicControl;
using LaMo.Environments.Kitchen;
using LaMo.Environments.Locomotion;
using LaMo.Environments.Reacher;

namespace LaMo.Environments;

/// <summary>The tasks by name.</summary>
public static class TaskRegistry
{
    private static readonly ConcurrentDictionary<string, Func<IEnvironment>> _tasks = new(StringComparer.OrdinalIgnoreCase)
    {
        ["breakout"] = () => new BreakoutTask(),
        ["cartpole"] = () => new CartPole(),
        ["halfcheetah"] = () => new HalfCheetah(),
        ["halfcheetah-v4"] = () => new HalfCheetah(PhysicsVersion.V4),
        ["hopper"] = () => new Hopper(),
        ["hopper-v4"] = () => new Hopper(PhysicsVersion.V4),
        ["kitchen-complete"] = () => new FrankaKitchen(FrankaKitchen.Complete),
        ["kitchen-mixed"] = () => new FrankaKitchen(FrankaKitchen.Mixed),
        ["kitchen-partial"] = () => new FrankaKitchen(FrankaKitchen.Complete),
        ["pendulum"] = () => new Pendulum(),
        ["reacher2d"] = () => new Reacher2d(),
        ["walker2d"] = () => new Walker2d(),
        ["walker2d-v4"] = () => new Walker2d(PhysicsVersion.V4),
    };

    /// <summary>The names of all tasks, in alphabetical order.</summary>
    public static IReadOnlyList<string> Names => [.. _tasks.Keys.Order(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Adds a task, so that recording, training and evaluation find it by its name.</summary>
    /// <param name="name">The name; upper and lower case are the same.</param>
    /// <param name="create">Makes the task. It is called from several threads, and what it makes is disposed by whoever asked for it.</param>
    /// <exception cref="ArgumentException">There is another task of the name.</exception>
    public static void Register(string name, Func<IEnvironment> create)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(create);
        if (!_tasks.TryAdd(name, create))
            throw new ArgumentException($"There is a task '{name}' already.", nameof(name));
    }

    /// <summary>Creates a task.</summary>
    /// <param name="name">Its name; upper and lower case are the same.</param>
    /// <returns>The task; the caller disposes it.</returns>
    /// <exception cref="ArgumentException">There is no such task; the message lists those there are.</exception>
    public static IEnvironment Create(string name) =>
        _tasks.TryGetValue(name, out Func<IEnvironment>? create) ? create() : throw new ArgumentException($"There is no task '{name}'. Tasks: {string.Join(", ", Names)}.", nameof(name));
}
