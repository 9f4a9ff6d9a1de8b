using System.Globalization;
using System.Text.Json;
using LaMo.GpuCheck;
using TorchSharp;
using static TorchSharp.torch;

// Checks training, scoring and fidelity on a device, prints a table and writes the findings as JSON: LaMo.GpuCheck DEVICE JSON
if (args is not [var name, var path])
{
    Console.Error.WriteLine("Usage: LaMo.GpuCheck DEVICE JSON");
    return 2;
}
Device device = name == "cpu" ? CPU : torch.device(name.Contains(':') ? name : name + ":0");
// The figures of these checks are float32's, whatever an earlier release of libtorch makes the default.
using IDisposable? exact = LaMo.Core.Networks.TensorFloat32.Use(LaMo.Core.Networks.Precision.Float32, device);
var findings = new List<Finding>();
Console.WriteLine("| check | measured | limit | |");
Console.WriteLine("|---|---|---|---|");
Collect("fidelity", FidelityChecks.Run(device));
Collect("training", new TrainingChecks(device).Run());
Collect("scoring", new ScoringChecks(device).Run());
File.WriteAllText(path, JsonSerializer.Serialize(new { device = name, findings }, new JsonSerializerOptions { WriteIndented = true, NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals }));
int failed = findings.Count(finding => !finding.Passed);
Console.WriteLine($"{findings.Count - failed} passed, {failed} failed");
return failed == 0 ? 0 : 1;

void Collect(string group, IEnumerable<Finding> checks)
{
    try
    {
        foreach (Finding finding in checks)
            Add(finding with { Check = $"{group}: {finding.Check}" });
    }
    catch (Exception e)
    {
        // The other groups can still tell something.
        Add(new Finding($"{group}: broke off", double.NaN, null) { Error = e.ToString() });
        Console.Error.WriteLine(e);
    }
}

void Add(Finding finding)
{
    findings.Add(finding);
    string limit = finding.Limit?.ToString("G3", CultureInfo.InvariantCulture) ?? "";
    Console.WriteLine($"| {finding.Check} | {finding.Measured.ToString("G3", CultureInfo.InvariantCulture)} | {limit} | {(finding.Passed ? "" : "FAILED")} |");
}
