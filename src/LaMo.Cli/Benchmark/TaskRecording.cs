using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using LaMo.Core.Serialization;
using LaMo.Core.Trajectories;
using LaMo.Environments;
using LaMo.Environments.Behaviour;
using LaMo.Environments.Rollouts;
using LaMo.MLNet;
using Microsoft.ML;

namespace LaMo.Cli.Benchmark;

/// <summary>How the data of a task is recorded.</summary>
/// <param name="Environment">The environment.</param>
/// <param name="Quality">Who plays: one of D4RL's, or <see cref="Scripted"/>.</param>
/// <param name="Steps">The steps.</param>
internal sealed record TaskRecording(string Environment, string Quality, int Steps)
{
    /// <summary>The scripted policy of mixed quality that reacher2d has.</summary>
    public const string Scripted = "scripted";

    private static readonly JsonSerializerOptions _qualities = new() { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) } };

    /// <summary>Who plays if it is not said.</summary>
    public static string DefaultQuality(string environment) => environment.Equals("reacher2d", StringComparison.OrdinalIgnoreCase) ? Scripted : "medium";

    /// <summary>Records the data unless it is there.</summary>
    /// <param name="path">The dataset, beside which a file of the extension .json tells how it was recorded.</param>
    /// <param name="threads">The threads to simulate on; the data do not depend on it.</param>
    /// <returns>Whether it was recorded now.</returns>
    public bool Ensure(string path, int threads)
    {
        string card = Path.ChangeExtension(path, ".json");
        JsonNode own = JsonSerializer.SerializeToNode(this, CellFolder.Format)!;
        if (File.Exists(path) && File.Exists(card) && JsonNode.DeepEquals(JsonNode.Parse(File.ReadAllText(card)), own))
            return false;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using IEnvironment environment = TaskRegistry.Create(Environment);
        OfflineRLCatalog offline = new MLContext(seed: 0).OfflineRL();
        IEnumerable<Step> steps = Record(environment, threads);
        if (environment.Image is null)
            steps = [.. steps];
        File.Delete(card);
        offline.SaveToFile(offline.LoadFromSteps(steps, environment.ObservationSize, environment.ActionSize, environment.ActionCount, environment.Image), path);
        AtomicFile.Write(card, stream => JsonSerializer.Serialize(stream, own, CellFolder.Format));
        return true;
    }

    private IEnumerable<Step> Record(IEnvironment environment, int threads)
    {
        if (Quality == Scripted)
            return BehaviourRecorder.ForReacher2d().Record((int)Math.Ceiling(Steps / (double)environment.MaxEpisodeSteps));
        DataQuality quality = JsonSerializer.Deserialize<DataQuality>($"\"{Quality}\"", _qualities);
        BehaviourFolder? policies = quality == DataQuality.Random ? null : BehaviourFolder.Open(BehaviourFolder.Included(Environment));
        return new DataCollection(Environment, quality, policies, threads).Record(Steps);
    }
}
