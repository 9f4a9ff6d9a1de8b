using System.CommandLine;
using System.Diagnostics;
using LaMo.Cli.Datasets;
using LaMo.Cli.Invocation;
using LaMo.MLNet;
using Microsoft.ML;

namespace LaMo.Cli.Score;

/// <summary><c>lamo score</c>: writes what a saved pipeline predicts for a dataset, and how well that agrees with it.</summary>
internal static class ScoreCommand
{
    public static Command Create()
    {
        var model = new Option<FileInfo>("--model") { Description = "The saved pipeline, a .zip.", Required = true };
        var data = new Option<string>("--data") { Description = $"The dataset to score: {DatasetArgument.Formats}.", Required = true };
        var output = new Option<FileInfo>("--out") { Description = "The scored dataset to write, whole or not at all: .idv, .csv or .jsonl.", Required = true };
        output.CompletionSources.Add(DatasetArgument.Completing(ScoredText.Extensions));
        output.Validators.Add(result =>
        {
            if (!ScoredText.Extensions.Contains(Path.GetExtension(result.GetValue(output)?.Name)?.ToLowerInvariant()))
                result.AddError($"{output.Name} must end with one of {string.Join(", ", ScoredText.Extensions)}: other formats have no place for predictions.");
        });
        Option<int?> maxEpisodeLength = DatasetArgument.MaxEpisodeLength();
        var judges = new Option<bool>("--off-policy") { Description = "Estimate the return that the policy would earn, too." };
        var discount = new Option<double>("--discount") { Description = "The discount of that estimate, per step.", DefaultValueFactory = _ => new OffPolicyOptions().Discount };
        var deviation = new Option<float?>("--policy-deviation") { Description = "Estimate for a policy that adds noise of this standard deviation to continuous actions; only fitted Q evaluation can judge one without." };
        var linear = new Option<bool>("--linear-values") { Description = "Fit values that are linear in the state, instead of networks." };
        return new Verb(
            "score",
            "Write what a saved pipeline predicts for a dataset, and tell how well that agrees with the recorded actions.",
            "--model policy.zip --data hopper-medium.idv --out scored.idv",
            "--model policy.zip --data steps.csv --out scored.csv --off-policy --policy-deviation 0.3")
        {
            model, data, output, maxEpisodeLength, judges, discount, deviation, linear,
        }.Does((parsed, terminal, cancellation) =>
        {
            var ml = new MLContext(seed: 0);
            using var scored = new ScoredFile(ml, parsed.GetRequiredValue(output).FullName);
            ITransformer pipeline = SavedPipeline.Load(ml, parsed.GetRequiredValue(model).FullName, out _);
            IDataView rows = ml.OfflineRL().LoadFromFile(parsed.GetRequiredValue(data), parsed.GetValue(maxEpisodeLength));
            long began = Stopwatch.GetTimestamp();
            terminal.Watch("Scoring", progress => scored.Write(rows, pipeline.Transform(rows), progress, cancellation));
            double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
            (pipeline as IDisposable)?.Dispose();

            ActionMetrics metrics = ml.OfflineRL().Evaluate(scored.Rows);
            OffPolicyFindings? offPolicy = !parsed.GetValue(judges) ? null : terminal.Watch("Estimating the policy's return", _ => OffPolicyFindings.Of(ml.OfflineRL().EvaluateOffPolicy(scored.Rows, new OffPolicyOptions
            {
                Discount = parsed.GetValue(discount),
                PolicyStandardDeviation = parsed.GetValue(deviation),
                LinearValues = parsed.GetValue(linear),
                CancellationToken = cancellation,
            })));
            scored.Keep();
            var result = new ScoreResult(parsed.GetRequiredValue(model).FullName, parsed.GetRequiredValue(data), scored.Path, metrics.RowCount, seconds, metrics, offPolicy);
            terminal.Show(result, console => ScoreView.Show(result, console));
            return ExitCode.Success;
        });
    }
}
