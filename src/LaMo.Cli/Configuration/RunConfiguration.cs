using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using LaMo.Core.Evaluation;
using LaMo.Core.Schemas;
using LaMo.MLNet;

namespace LaMo.Cli.Configuration;

/// <summary>A training run as data-schemas/run.schema.json describes it.</summary>
internal sealed record RunConfiguration
{
    /// <summary>The datasets that are put together.</summary>
    [JsonConverter(typeof(OneOrMore))]
    public required IReadOnlyList<string> Data { get; init; }

    public int? MaxEpisodeLength { get; init; }

    /// <summary>The model to write.</summary>
    public string Output { get; init; } = "";

    public Algorithm Algorithm { get; init; }

    public double DataRatio { get; init; } = 1;

    public double BestFraction { get; init; } = 1;

    public bool DelayedRewards { get; init; }

    public float RewardScale { get; init; } = 1;

    public int FrameStack { get; init; } = 1;

    public float ReturnScale { get; init; } = 1;

    public int Seed { get; init; }

    /// <summary>The trainer's options as they are written.</summary>
    public JsonObject Trainer { get; init; } = [];

    /// <summary>The trainer's options.</summary>
    [JsonIgnore]
    public TrainerOptions Options { get; private init; } = null!;

    /// <summary>The names of the values beside the trainer's options.</summary>
    public static IEnumerable<string> Names =>
        typeof(RunConfiguration).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name)).Except(["trainer", "options"]);

    /// <summary>Reads a configuration.</summary>
    /// <inheritdoc cref="ConfigurationFile.Read" path="/param"/>
    /// <exception cref="InvalidDataException">The configuration is no YAML, not of the schema, or has an option that the trainer has not; the message names every place.</exception>
    public static RunConfiguration Load(string? path, params IEnumerable<string> settings)
    {
        JsonNode? document = ConfigurationFile.Load(path, Check, settings).Document;
        RunConfiguration run = document.Deserialize<RunConfiguration>(JsonSerializerOptions.Web)!;
        return run with { Options = run.CreateOptions() };
    }

    /// <summary>Makes the trainer's options.</summary>
    /// <param name="task">The task that those which are not set are for; <see langword="null"/> for none in particular.</param>
    public TrainerOptions CreateOptions(EvaluationProtocol? task = null)
    {
        TrainerOptions options = Algorithm.NewOptions(task);
        options.Set(Trainer);
        options.Seed ??= Seed;
        return options;
    }

    /// <summary>Finds what is wrong with a configuration.</summary>
    public static IEnumerable<SchemaError> Check(JsonNode? document)
    {
        IReadOnlyList<SchemaError> errors = JsonSchema.Run.Validate(document);
        if (document is not JsonObject members || members["trainer"] is not JsonObject trainer || !Enum.TryParse(members["algorithm"]?.ToString() ?? nameof(Algorithm.LaMo), out Algorithm algorithm))
            return errors;
        // The schema lists LaMo's options alone.
        IEnumerable<SchemaError> optionErrors = algorithm.NewOptions().Set(trainer).Select(error => error with { Path = "/trainer" + error.Path });
        return errors.Concat(optionErrors.ExceptBy(errors.Select(error => error.Path), error => error.Path));
    }
}
