using LaMo.Core.Evaluation.OffPolicy;
using LaMo.MLNet.Evaluation;
using LaMo.MLNet.Schema;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace LaMo.MLNet;

public sealed partial class OfflineRLCatalog
{
    /// <summary>Compares the actions that a policy predicts with the logged ones.</summary>
    /// <param name="data">Scored data: what a model's <c>Transform</c> gives.</param>
    /// <param name="actionColumnName">The logged action: a known-size vector of Single, or a key. The default value is <c>Action</c>.</param>
    /// <param name="predictedActionColumnName">The predicted action, of the same type. The default value is <c>PredictedAction</c>.</param>
    /// <param name="scoreColumnName">For keys, the probabilities of the actions, a vector of Single. The default value is <c>Score</c>.</param>
    /// <param name="topKPredictionCount">For keys, the largest k of the top-k accuracies. The default value is 3.</param>
    /// <returns><see cref="ContinuousActionMetrics"/> if actions are vectors, <see cref="DiscreteActionMetrics"/> if they are keys.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or has another type, found before any row is read; or k is not positive.</exception>
    /// <exception cref="InvalidOperationException">There is no row, or a row has no action, a value that is not finite, or a score that is no probability: the message names row and column.</exception>
    public ActionMetrics Evaluate(IDataView data, string actionColumnName = "Action", string predictedActionColumnName = "PredictedAction", string scoreColumnName = "Score", int topKPredictionCount = 3)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentException.ThrowIfNullOrEmpty(actionColumnName);
        ArgumentException.ThrowIfNullOrEmpty(predictedActionColumnName);
        ArgumentException.ThrowIfNullOrEmpty(scoreColumnName);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(topKPredictionCount);
        DataViewSchema.Column action = ColumnRequirement.Action(actionColumnName).Find(data.Schema);
        return action.Type is KeyDataViewType
            ? DiscreteActionEvaluator.Evaluate(data, action, predictedActionColumnName, scoreColumnName, topKPredictionCount)
            : ContinuousActionEvaluator.Evaluate(data, action, predictedActionColumnName);
    }

    /// <summary>Fits and evaluates an estimator on folds of whole episodes: each fold's episodes are held out once from training and scored by the model that has not seen them.</summary>
    /// <param name="data">Trajectories, one row per step, an episode's rows contiguous and in order.</param>
    /// <param name="estimator">A pipeline that ends in a trainer of actions.</param>
    /// <param name="numberOfFolds">The number of folds, at least 2. The default value is 5.</param>
    /// <param name="actionColumnName">The logged action. The default value is <c>Action</c>.</param>
    /// <param name="predictedActionColumnName">The column with the predicted action. The default value is <c>PredictedAction</c>.</param>
    /// <param name="scoreColumnName">For keys, the column with the actions' probabilities. The default value is <c>Score</c>.</param>
    /// <param name="episodeIdColumnName">The column that tells episodes apart, a key, an integer or text. The default value is <c>EpisodeId</c>.</param>
    /// <param name="seed">What the folds follow from. The default value is <see langword="null"/>: a number that follows from the context's seed.</param>
    /// <returns>The folds' models, metrics and scored episodes.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or has another type, or there are fewer than two folds.</exception>
    /// <exception cref="InvalidOperationException">There are fewer episodes than folds, or a row is faulty.</exception>
    public IReadOnlyList<CrossValidationResult> CrossValidate(
        IDataView data,
        IEstimator<ITransformer> estimator,
        int numberOfFolds = 5,
        string actionColumnName = "Action",
        string predictedActionColumnName = "PredictedAction",
        string scoreColumnName = "Score",
        string episodeIdColumnName = "EpisodeId",
        int? seed = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(estimator);
        ArgumentException.ThrowIfNullOrEmpty(episodeIdColumnName);
        ArgumentOutOfRangeException.ThrowIfLessThan(numberOfFolds, 2);
        ColumnRequirement.Action(actionColumnName).Find(data.Schema);
        var folds = new EpisodeFolds(data, episodeIdColumnName, numberOfFolds, seed ?? DrawSeed(nameof(CrossValidate)));
        return [.. Enumerable.Range(0, numberOfFolds).Select(fold =>
        {
            ITransformer model = estimator.Fit(folds.TrainSet(fold));
            IDataView scored = model.Transform(folds.TestSet(fold));
            return new CrossValidationResult(model, Evaluate(scored, actionColumnName, predictedActionColumnName, scoreColumnName), scored, fold);
        })];
    }

    /// <summary>
    /// Estimates, without a simulator, the return that a policy would earn from episodes that another policy logged: by fitted Q evaluation, importance sampling and doubly robust
    /// estimators, each with a bootstrap confidence interval, the effective sample size, and warnings where it cannot be trusted. The warnings are logged, too.
    /// </summary>
    /// <param name="data">
    /// Scored data, an episode's rows contiguous and in order: for discrete actions the policy's probabilities in <c>Score</c>, for continuous ones its action in <c>PredictedAction</c>.
    /// </param>
    /// <param name="options">Columns, discount and estimators; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range, or a column is missing or has another type; found before any row is read.</exception>
    /// <exception cref="InvalidOperationException">There is no row, or a row is faulty: the message names row and column.</exception>
    /// <exception cref="ArgumentException">Every episode was cut after one step, or a linear value would have too many features.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled through the options.</exception>
    public OffPolicyEstimates EvaluateOffPolicy(IDataView data, OffPolicyOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        options ??= new OffPolicyOptions();
        options.Validate();
        IHost host = ((IHostEnvironment)_mlContext).Register(nameof(EvaluateOffPolicy));
        OffPolicyData episodes = new OffPolicyReader(data, options).Read();
        OffPolicyEstimates estimates = OffPolicyEvaluation.Estimate(episodes, options.ToEvaluationOptions(), options.Seed ?? host.Rand.Next(), options.CancellationToken);
        using IChannel channel = host.Start("Evaluation");
        foreach (string message in estimates.All.SelectMany(estimate => estimate.Warnings).Select(warning => warning.Message).Distinct())
            channel.Warning(MessageSensitivity.None, message);
        return estimates;
    }

    private int DrawSeed(string name) => ((IHostEnvironment)_mlContext).Register(name).Rand.Next();
}
