using System.Text.Json;
using LaMo.Core.Serialization;

namespace LaMo.Environments.Behaviour;

/// <summary>What a folder of behaviour policies is: how they were learnt and how they score.</summary>
/// <param name="Task">The task's name.</param>
/// <param name="Command">The command that made the folder.</param>
/// <param name="Medium">The medium policy.</param>
/// <param name="Expert">The expert.</param>
/// <param name="Replay">The gradient steps after which the policies of the replay data were kept, in their order.</param>
public sealed record BehaviourCard(string Task, string Command, PolicyCard Medium, PolicyCard Expert, IReadOnlyList<int> Replay)
{
    private const string FileName = "card.json";

    private static readonly JsonSerializerOptions _format = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Reads the card of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>The card.</returns>
    /// <exception cref="IOException">There is no card.</exception>
    /// <exception cref="InvalidDataException">The card is damaged; the message names it.</exception>
    public static BehaviourCard Load(string folder)
    {
        string path = Path.Combine(folder, FileName);
        try
        {
            return JsonSerializer.Deserialize<BehaviourCard>(File.ReadAllText(path), _format) is { Medium: not null, Expert: not null, Replay: not null } card
                ? card
                : throw new InvalidDataException($"{path} is incomplete.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path} is not the card of behaviour policies: {e.Message}", e);
        }
    }

    /// <summary>Writes the card.</summary>
    /// <param name="folder">The folder.</param>
    public void Save(string folder) => AtomicFile.Write(Path.Combine(folder, FileName), stream => JsonSerializer.Serialize(stream, this, _format));
}

/// <summary>How a policy scores.</summary>
/// <param name="Updates">The gradient steps it was trained for.</param>
/// <param name="Steps">The environment steps until then.</param>
/// <param name="Episodes">The episodes it was judged by.</param>
/// <param name="Return">Their mean return with the likeliest actions.</param>
/// <param name="Deviation">The standard deviation of these returns.</param>
/// <param name="Score">The mean return, normalised to 0 for a random policy and 100 for the reference expert.</param>
/// <param name="SampledReturn">The mean return with actions drawn as in training, which is how data are recorded.</param>
/// <param name="SampledScore">That return, normalised.</param>
public sealed record PolicyCard(int Updates, long Steps, int Episodes, double Return, double Deviation, double Score, double SampledReturn, double SampledScore);
