using System.Globalization;
using System.Text.RegularExpressions;
using LaMo.Core.Trajectories;
using LaMo.Environments.Learning;
using LaMo.Environments.Rollouts;

namespace LaMo.Environments.Behaviour;

/// <summary>
/// A folder of a task's behaviour policies: <c>expert.safetensors</c>, <c>medium.safetensors</c>, <c>replay-N.safetensors</c> for policies on the way to medium,
/// and <c>card.json</c>. A training's own folder has in <c>replay.bin</c> what was really played on that way, too.
/// </summary>
public sealed class BehaviourFolder
{
    private const int ReplayPolicies = 8;
    private const int Candidates = 3;

    // Beyond the seeds of training and of the evaluations in training.
    private const int JudgementSeed = 1_900_000_000;

    private readonly string _path;

    private BehaviourFolder(string path, BehaviourCard card)
    {
        _path = path;
        Card = card;
    }

    /// <summary>What the folder holds.</summary>
    public BehaviourCard Card { get; }

    /// <summary>Whether the folder is that of the training itself, with all that was played in it.</summary>
    internal bool HasReplay => ReplayFile.Exists(_path);

    /// <summary>The folder of a task's policies that comes with the library. It serves all versions of the task's physics.</summary>
    /// <param name="task">The task's name.</param>
    /// <returns>The folder, which need not exist.</returns>
    public static string Included(string task) => Path.Combine(
        Path.GetDirectoryName(typeof(BehaviourFolder).Assembly.Location) is { Length: > 0 } folder ? folder : AppContext.BaseDirectory, "assets", "behaviour", WithoutVersion(task).ToLowerInvariant());

    /// <summary>Opens a folder.</summary>
    /// <param name="path">The folder.</param>
    /// <returns>The folder.</returns>
    /// <exception cref="IOException">It has no card.</exception>
    /// <exception cref="InvalidDataException">Its card is damaged; the message names it.</exception>
    public static BehaviourFolder Open(string path) => new(path, BehaviourCard.Load(path));

    /// <summary>
    /// Chooses policies from a training's checkpoints: as expert the best of those that evaluated best, as medium the one closest to a third of that, of those that evaluated so
    /// before two in a row passed half of it, and for the replay data some evenly from the way there.
    /// </summary>
    /// <param name="training">The folder of the training.</param>
    /// <param name="updates">The gradient steps up to which checkpoints are looked at.</param>
    /// <param name="path">Where the policies and their card go; it may be the same folder.</param>
    /// <param name="task">The task's name.</param>
    /// <param name="command">The command to note on the card.</param>
    /// <param name="episodes">The episodes to judge each policy by. The default is 50.</param>
    /// <returns>The folder made.</returns>
    /// <exception cref="InvalidOperationException">The training has not come to its first evaluation.</exception>
    public static BehaviourFolder Choose(string training, int updates, string path, string task, string command, int episodes = 50)
    {
        IReadOnlyList<BehaviourTrainingProgress> all = BehaviourTraining.ReadProgress(training);
        // A training may take a few steps more than it was to.
        BehaviourTrainingProgress[] evaluations = [.. all.Where((_, i) => i == 0 || all[i - 1].Updates < updates)];
        if (evaluations.Length == 0)
            throw new InvalidOperationException($"The training in '{training}' has not come to its first evaluation.");
        Directory.CreateDirectory(path);

        using IEnvironment environment = TaskRegistry.Create(task);
        bool drawn = environment.ActionCount > 0;
        PolicyCard expert = evaluations.OrderByDescending(entry => entry.Return).ThenByDescending(entry => entry.Updates).Take(Candidates).Select(Judge).MaxBy(Score)!;
        double third = Score(expert) / 3;
        // One evaluation above may be luck; two in a row are not.
        int early = Enumerable.Range(1, evaluations.Length - 1).TakeWhile(i => Math.Min(evaluations[i - 1].Score, evaluations[i].Score) < 1.5 * third).Count() + 1;
        PolicyCard medium = evaluations[..early].OrderBy(entry => Math.Abs(entry.Score - third)).Take(Candidates).Select(Judge).MinBy(card => Math.Abs(Score(card) - third))!;
        BehaviourTrainingProgress[] way = [.. evaluations.Where(entry => entry.Updates <= medium.Updates)];
        int count = Math.Min(ReplayPolicies, way.Length);
        int[] replay = [.. Enumerable.Range(0, count).Select(i => way[(int)((i + 0.5) / count * way.Length)].Updates)];

        var folder = new BehaviourFolder(path, new BehaviourCard(task, command, medium, expert, replay));
        File.Copy(BehaviourTraining.ActorPath(training, expert.Updates), folder.ExpertPath, overwrite: true);
        File.Copy(BehaviourTraining.ActorPath(training, medium.Updates), folder.MediumPath, overwrite: true);
        for (int i = 0; i < replay.Length; i++)
            File.Copy(BehaviourTraining.ActorPath(training, replay[i]), folder.SnapshotPath(i), overwrite: true);
        folder.Card.Save(path);
        return folder;

        double Score(PolicyCard card) => (drawn ? card.SampledScore : card.Score) / 100;

        PolicyCard Judge(BehaviourTrainingProgress entry) => BehaviourFolder.Judge(task, BehaviourTraining.ActorPath(training, entry.Updates), entry, episodes);
    }

    /// <summary>Reads the medium policy.</summary>
    /// <returns>The policy; the caller disposes it.</returns>
    public BehaviourPolicy Medium() => Load(MediumPath);

    /// <summary>Reads the expert.</summary>
    /// <returns>The policy; the caller disposes it.</returns>
    public BehaviourPolicy Expert() => Load(ExpertPath);

    /// <summary>Reads a policy from the way to medium.</summary>
    /// <param name="number">Its number in the card's <see cref="BehaviourCard.Replay"/>, from 0.</param>
    /// <returns>The policy; the caller disposes it.</returns>
    public BehaviourPolicy Snapshot(int number) => Load(SnapshotPath(number));

    /// <summary>Whether the policies are a task's, in whatever version of its physics.</summary>
    internal bool IsOf(string task) => WithoutVersion(Card.Task).Equals(WithoutVersion(task), StringComparison.OrdinalIgnoreCase);

    private BehaviourPolicy Load(string path)
    {
        using IEnvironment environment = TaskRegistry.Create(Card.Task);
        return BehaviourPolicy.Load(path, environment);
    }

    private string MediumPath => Path.Combine(_path, "medium.safetensors");

    private string ExpertPath => Path.Combine(_path, "expert.safetensors");

    private string SnapshotPath(int number) => Path.Combine(_path, string.Create(CultureInfo.InvariantCulture, $"replay-{number}.safetensors"));

    /// <summary>Reads what was played in training until the medium policy was reached.</summary>
    internal IReadOnlyList<IReadOnlyList<Step>> Replay()
    {
        using IEnvironment environment = TaskRegistry.Create(Card.Task);
        return ReplayFile.Episodes(_path, environment, Card.Medium.Steps);
    }

    /// <summary>A task's name without the version that some end with, such as hopper-v4.</summary>
    private static string WithoutVersion(string task) => Regex.Replace(task, @"-v\d+$", "", RegexOptions.IgnoreCase);

    private static PolicyCard Judge(string task, string actor, BehaviourTrainingProgress entry, int episodes)
    {
        using IEnvironment environment = TaskRegistry.Create(task);
        using var rollout = new BatchRollout(() => TaskRegistry.Create(task), Math.Min(episodes, 64));
        RolloutResult likeliest = Play(deterministic: true), sampled = Play(deterministic: false);
        return new PolicyCard(
            entry.Updates, entry.Steps, episodes, Round(likeliest.Mean), Round(likeliest.StandardDeviation), Score(likeliest.Mean), Round(sampled.Mean), Score(sampled.Mean));

        RolloutResult Play(bool deterministic)
        {
            using BehaviourPolicy policy = BehaviourPolicy.Load(actor, environment, deterministic);
            return rollout.Run(policy, targetReturn: 0, episodes, JudgementSeed);
        }

        double Score(double mean) => Round(100 * environment.Protocol.NormalizedScore(mean));

        static double Round(double value) => Math.Round(value, 1);
    }
}
