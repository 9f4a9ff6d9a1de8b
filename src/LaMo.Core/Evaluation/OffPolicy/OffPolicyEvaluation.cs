namespace LaMo.Core.Evaluation.OffPolicy;

/// <summary>Estimates from logged episodes, without a simulator, what a policy's return would be, by all estimators of this folder.</summary>
public sealed class OffPolicyEvaluation
{
    private readonly OffPolicyData _data;
    private readonly OffPolicyEvaluationOptions _options;
    private readonly EpisodeBootstrap _bootstrap;

    private OffPolicyEvaluation(OffPolicyData data, OffPolicyEvaluationOptions options, int seed)
    {
        (_data, _options) = (data, options);
        _bootstrap = new EpisodeBootstrap(data.Episodes.Count, options.ConfidenceLevel, seed);
    }

    private LoggedEpisodes Episodes => _data.Episodes;

    /// <summary>Estimates.</summary>
    /// <param name="data">The episodes and the policy's actions.</param>
    /// <param name="options">How to estimate.</param>
    /// <param name="seed">What all randomness follows from; TorchSharp's global generator is seeded with it where networks are fitted.</param>
    /// <param name="cancellation">Stops the fit of networks.</param>
    /// <exception cref="ArgumentException">No step is followed by another or by the end of the task, or a linear value would have too many features.</exception>
    /// <exception cref="OperationCanceledException">The fit was stopped.</exception>
    public static OffPolicyEstimates Estimate(OffPolicyData data, OffPolicyEvaluationOptions options, int seed, CancellationToken cancellation = default)
    {
        LoggedEpisodes episodes = data.Episodes;
        if (Enumerable.Range(0, episodes.Count).All(episode => episodes.IsCut(episode) && episodes.Length(episode) == 1))
            throw new ArgumentException("Every episode was cut after one step: nothing tells what follows an action.", nameof(data));
        return new OffPolicyEvaluation(data, options, seed).Estimate(seed, cancellation);
    }

    private OffPolicyEstimates Estimate(int seed, CancellationToken cancellation)
    {
        BehaviourSource? source = null;
        OffPolicyWarning[] behaviourWarnings = [];
        double[]? logRatios = _data.PolicyLogProbabilities();
        if (logRatios is not null)
        {
            (double[] behaviour, source, behaviourWarnings) = Behaviour(seed, cancellation);
            for (int step = 0; step < logRatios.Length; step++)
                logRatios[step] -= behaviour[step];
        }

        (OffPolicyEstimate fittedQ, ActionValues values) = FitQ(logRatios, seed, cancellation);
        ImportanceWeights? weights = logRatios is null ? null : new ImportanceWeights(Episodes, logRatios);
        double perDecision = weights?.PerDecisionEffectiveSampleSize() ?? double.NaN;
        OffPolicyWarning[] importance = [.. behaviourWarnings, .. Judgement.OfWeights(weights)];
        OffPolicyWarning[] cut = Judgement.OfCuts(Episodes);
        return new OffPolicyEstimates
        {
            LoggedReturn = Bootstrapped(new EpisodeAverage([.. Enumerable.Range(0, Episodes.Count).Select(Episodes.Return)]), Episodes.Count, cut),
            FittedQEvaluation = fittedQ,
            WeightedImportanceSampling = Weighted(() => new WeightedImportanceSampling(Episodes, weights!), weights?.EffectiveSampleSize(), cut),
            PerDecisionImportanceSampling = Weighted(() => new PerDecisionImportanceSampling(Episodes, weights!), perDecision, cut),
            WeightedPerDecisionImportanceSampling = Weighted(() => new WeightedPerDecisionImportanceSampling(Episodes, weights!), perDecision, cut),
            DoublyRobust = Weighted(() => new DoublyRobust(Episodes, logRatios!, values), perDecision, [.. Judgement.OfFit(fittedQ)]),
            WeightedDoublyRobust = Weighted(() => new WeightedDoublyRobust(Episodes, weights!, values), perDecision, [.. Judgement.OfFit(fittedQ)]),
            BehaviourSource = source,
        };

        OffPolicyEstimate Weighted(Func<IOffPolicyEstimator> estimator, double? effectiveSampleSize, OffPolicyWarning[] warnings) => weights is null
            ? new OffPolicyEstimate(double.NaN, double.NaN, double.NaN, double.NaN, importance)
            : Bootstrapped(estimator(), effectiveSampleSize!.Value, [.. importance, .. warnings]);
    }

    private OffPolicyEstimate Bootstrapped(IOffPolicyEstimator estimator, double effectiveSampleSize, OffPolicyWarning[] warnings)
    {
        (double value, double lower, double upper) = _bootstrap.Interval(estimator, _options.BootstrapSamples);
        return new OffPolicyEstimate(value, lower, upper, effectiveSampleSize, [.. Judgement.OfSampleSize(effectiveSampleSize, Episodes.Count), .. warnings]);
    }

    /// <summary>ln b(a_t | s_t), where it comes from, and what is to be said about it.</summary>
    private (double[] LogProbabilities, BehaviourSource Source, OffPolicyWarning[] Warnings) Behaviour(int seed, CancellationToken cancellation)
    {
        double[]? logged = _data.BehaviourLogProbabilities;
        int missing = logged?.Count(double.IsNaN) ?? Episodes.StepCount;
        if (missing == 0)
            return (logged!, BehaviourSource.Logged, []);

        double[]? counts = _data.IsDiscrete ? BehaviourCounts.Estimate(_data) : null;
        double[] estimated = counts ?? BehaviourCloning.Estimate(_data, seed, cancellation);
        string how = counts is null ? "those of a network that imitates them" : "their frequencies in equal states";
        var warning = new OffPolicyWarning(OffPolicyWarningKind.EstimatedBehaviour, $"The probabilities of {missing} of {Episodes.StepCount} logged actions are not known; {how} are used.");
        return logged is null
            ? (estimated, counts is null ? BehaviourSource.Cloning : BehaviourSource.Counts, [warning])
            : ([.. logged.Zip(estimated, (known, estimate) => double.IsNaN(known) ? estimate : known)], BehaviourSource.Logged, [warning]);
    }

    private (OffPolicyEstimate Estimate, ActionValues Values) FitQ(double[]? logRatios, int seed, CancellationToken cancellation)
    {
        // How much of what the data show the policy would do, too: single steps count, for fitted Q evaluation multiplies nothing up.
        double effectiveSampleSize = logRatios is null
            ? double.NaN
            : ImportanceWeights.EffectiveSampleSize(ImportanceWeights.Scaled(logRatios)) / Episodes.StepCount * Episodes.Count;
        List<OffPolicyWarning> warnings = [.. Judgement.OfCoverage(logRatios), .. Judgement.OfSampleSize(effectiveSampleSize, Episodes.Count)];
        (double Value, double Lower, double Upper) interval;
        ActionValues values;
        if (_options.Network is NeuralFittedQOptions network)
        {
            NeuralFittedQ fit = NeuralFittedQ.Fit(_data, network, _bootstrap, seed, cancellation);
            interval = _bootstrap.Interval(fit.Value, fit.Replicates);
            values = fit.Values;
            if (!fit.HasConverged)
                warnings.Add(new OffPolicyWarning(OffPolicyWarningKind.NotConverged, "Fitted Q evaluation still moved by more than 5 % in its last quarter; give it more steps."));
        }
        else
        {
            var fit = new LinearFittedQ(_data);
            interval = _bootstrap.Interval(fit, _options.BootstrapSamples);
            values = fit.Values();
            double radius = fit.SpectralRadius();
            if (!(radius < 1))
                warnings.Add(new OffPolicyWarning(OffPolicyWarningKind.Divergence, $"Fitted Q evaluation diverges: each regression takes values {radius:G3} times as far from their fixed point."));
        }
        warnings.AddRange(Judgement.OfValues(values, Episodes));
        return (new OffPolicyEstimate(interval.Value, interval.Lower, interval.Upper, effectiveSampleSize, warnings), values);
    }
}
