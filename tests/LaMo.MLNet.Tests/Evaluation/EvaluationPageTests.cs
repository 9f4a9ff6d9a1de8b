using LaMo.Core.Evaluation.OffPolicy;
using LaMo.Core.Trajectories;
using LaMo.Tests;
using Microsoft.ML;

namespace LaMo.MLNet.Tests;

/// <summary>The example of docs/evaluation.md, compiled and run.</summary>
public class EvaluationPageTests
{
    [Fact]
    public void ExampleIsTheOneThatRunsHere()
    {
        string page = Normal(File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "docs", "evaluation.md")));
        string source = Normal(File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "tests", "LaMo.MLNet.Tests", "Evaluation", "EvaluationPageTests.cs")));
        string example = page.Split("```csharp\n")[1].Split("\n```")[0];
        Assert.Contains(example, source);
    }

    [Fact]
    public void ExampleRuns() => Example(new MLContext(seed: 1), TestSteps.Linear(8, 8, 8), TestSteps.SmallOptions());

    private static void Example(MLContext ml, List<Step> recorded, LaMoTrainer.Options options)
    {
        IDataView steps = ml.OfflineRL().LoadFromSteps(recorded, stateSize: 3, actionSize: 2);
        var pipeline = ml.Transforms.NormalizeMeanVariance("State", fixZero: false)
            .Append(ml.Transforms.ReturnsToGo("ReturnToGo", scale: 10f))
            .Append(ml.OfflineRL().Trainers.LaMo(options));
        IDataView scored = pipeline.Fit(steps).Transform(steps);

        var metrics = (ContinuousActionMetrics)ml.OfflineRL().Evaluate(scored);  // DiscreteActionMetrics where the action is a key
        double error = metrics.MeanAbsoluteError;

        foreach (CrossValidationResult fold in ml.OfflineRL().CrossValidate(steps, pipeline, numberOfFolds: 3))
            Console.WriteLine($"fold {fold.Fold}: {fold.Metrics.RowCount} rows held out");

        var judge = new OffPolicyOptions { PolicyStandardDeviation = 0.3f, Discount = 0.95, LinearValues = true };  // without LinearValues: networks
        OffPolicyEstimates estimates = ml.OfflineRL().EvaluateOffPolicy(scored, judge);
        OffPolicyEstimate value = estimates.DoublyRobust;
        Console.WriteLine($"{value.Value} in [{value.LowerBound}, {value.UpperBound}], worth {value.EffectiveSampleSize} episodes; the data: {estimates.LoggedReturn.Value}");
        foreach (OffPolicyWarning warning in value.Warnings)
            Console.WriteLine(warning.Message);

        Assert.True(double.IsFinite(error));
        Assert.NotEmpty(value.Warnings);
    }

    private static string Normal(string text) => string.Join('\n', text.Split('\n').Select(line => line.Trim()));
}
