using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using LaMo.Cli.Invocation;
using LaMo.MLNet;

namespace LaMo.Cli.Train;

/// <summary>What <c>lamo train</c> made. It is kept beside the model.</summary>
/// <param name="Path">The model.</param>
/// <param name="Algorithm">The trainer.</param>
/// <param name="Data">The datasets that it was trained on.</param>
/// <param name="Seed">What its randomness followed from.</param>
/// <param name="Steps">The optimiser steps.</param>
/// <param name="Loss">The last training loss.</param>
/// <param name="ValidationLoss">The lowest loss on the episodes held out, if any were.</param>
/// <param name="Seconds">The time that the last run of the command took.</param>
/// <param name="Settings">The trainer's options, as a configuration has them under <c>trainer</c>.</param>
/// <param name="Remarks">What the trainer said.</param>
/// <param name="Curve">The learning curves.</param>
internal sealed record TrainedModel(
    string Path,
    string Algorithm,
    IReadOnlyList<string> Data,
    int Seed,
    int Steps,
    double? Loss,
    double? ValidationLoss,
    double Seconds,
    JsonObject Settings,
    IReadOnlyList<string> Remarks,
    IReadOnlyList<CurveEntry> Curve)
{
    // As many as a chart can show.
    private const int MostPoints = 1000;

    /// <summary>Where the record of a model is kept.</summary>
    public static string RecordPath(string model) => System.IO.Path.ChangeExtension(model, ".training.json");

    /// <summary>Every option that has a value.</summary>
    public static JsonObject SettingsOf(TrainerOptions options)
    {
        var settings = new JsonObject();
        foreach (PropertyInfo property in options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
            if (property.Name is not (nameof(TrainerOptions.Progress) or nameof(TrainerOptions.Snapshots) or nameof(TrainerOptions.CancellationToken)) && property.GetValue(options) is object value)
                settings[JsonNamingPolicy.CamelCase.ConvertName(property.Name)] = value is Enum ? value.ToString() : JsonSerializer.SerializeToNode(value, ResultDocument.Format);
        return settings;
    }

    /// <summary>Some points of a curve, those with a validation among them.</summary>
    public static IReadOnlyList<CurveEntry> Thinned(IReadOnlyList<CurveEntry> curve)
    {
        int stride = (curve.Count + MostPoints - 1) / MostPoints;
        return [.. curve.Where((entry, i) => i % stride == 0 || i == curve.Count - 1 || entry.ValidationLoss != null)];
    }

    public void Save() => ResultDocument.Save(RecordPath(Path), "train", this);
}
