using System.Runtime.InteropServices;
using System.Text.Json;
using LaMo.Core.Serialization;
using LaMo.Core.Trajectories;

namespace LaMo.Environments.Learning;

/// <summary>
/// All transitions of a training, in its folder: <c>replay.bin</c>, rows of <see cref="ReplayBuffer"/> by turns of the environments that were played side by side, and
/// <c>replay.json</c>, which says how many there were.
/// </summary>
internal static class ReplayFile
{
    public static string RowsPath(string folder) => Path.Combine(folder, "replay.bin");

    private static string LayoutPath(string folder) => Path.Combine(folder, "replay.json");

    public static bool Exists(string folder) => File.Exists(LayoutPath(folder)) && File.Exists(RowsPath(folder));

    public static void WriteLayout(string folder, int environments) =>
        AtomicFile.Write(LayoutPath(folder), stream => JsonSerializer.Serialize(stream, new Layout(environments)));

    /// <summary>Reads the episodes that were played in the beginning of a training, as they followed each other in each environment.</summary>
    /// <param name="folder">The training's folder.</param>
    /// <param name="environment">The task, which is only asked for its sizes.</param>
    /// <param name="rows">The transitions to read, as many as there were at an evaluation.</param>
    /// <exception cref="InvalidDataException">The files do not hold so many.</exception>
    public static IReadOnlyList<IReadOnlyList<Step>> Episodes(string folder, IEnvironment environment, long rows)
    {
        int environments = JsonSerializer.Deserialize<Layout>(File.ReadAllText(LayoutPath(folder)))?.Environments ?? 0;
        int observationSize = environment.ObservationSize, actionSize = environment.ActionSize, width = ReplayBuffer.WidthFor(observationSize, actionSize);
        if (environments < 1 || new FileInfo(RowsPath(folder)).Length < rows * width * sizeof(float))
            throw new InvalidDataException($"{RowsPath(folder)} does not hold the {rows} transitions of its training.");
        var values = new float[rows * width];
        using (FileStream stream = File.OpenRead(RowsPath(folder)))
            stream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));

        ActionRange? range = environment.ActionCount > 0 ? null : new ActionRange(environment);
        var episodes = new List<IReadOnlyList<Step>>();
        for (int first = 0; first < environments; first++)
        {
            var episode = new List<Step>();
            for (long row = first; row < rows; row += environments)
            {
                ReadOnlySpan<float> transition = values.AsSpan((int)(row * width), width);
                float[] action = transition.Slice(observationSize, actionSize).ToArray();
                range?.Apply(action);
                episode.Add(new Step
                {
                    Timestep = episode.Count,
                    State = transition[..observationSize].ToArray(),
                    Action = action,
                    Reward = transition[^3],
                    Terminal = transition[^2] != 0,
                    Timeout = transition[^1] != 0,
                });
                if (episode[^1] is { Terminal: true } or { Timeout: true })
                {
                    episodes.Add(episode);
                    episode = [];
                }
            }
        }
        return episodes;
    }

    private sealed record Layout(int Environments);
}
