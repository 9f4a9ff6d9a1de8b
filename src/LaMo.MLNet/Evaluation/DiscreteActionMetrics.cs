namespace LaMo.MLNet;

/// <summary>How closely a policy predicts logged discrete actions.</summary>
public sealed class DiscreteActionMetrics : ActionMetrics
{
    internal DiscreteActionMetrics(long rowCount, double accuracy, double logLoss, double priorLogLoss, IReadOnlyList<double> topKAccuracies)
        : base(rowCount)
    {
        Accuracy = accuracy;
        LogLoss = logLoss;
        LogLossReduction = priorLogLoss > 0 ? 1 - logLoss / priorLogLoss : double.NaN;
        TopKAccuracyForAllK = topKAccuracies;
    }

    /// <summary>The fraction of rows whose predicted action is the logged one.</summary>
    public double Accuracy { get; }

    /// <summary>The mean of -ln p(a), in nats, p the probability given to the logged action. Probabilities below 1e-15 count as 1e-15, as in ML.NET.</summary>
    public double LogLoss { get; }

    /// <summary>
    /// What part of the log-loss of always giving the actions' frequencies in these rows is saved: 1 is perfect, 0 no better than the frequencies; NaN where only one action occurs.
    /// </summary>
    public double LogLossReduction { get; }

    /// <summary>K in <see cref="TopKAccuracy"/>, at most the number of actions.</summary>
    public int TopKPredictionCount => TopKAccuracyForAllK.Count;

    /// <summary>The fraction of rows whose logged action is among the <see cref="TopKPredictionCount"/> most probable.</summary>
    public double TopKAccuracy => TopKAccuracyForAllK[^1];

    /// <summary>The fraction of rows whose logged action is among the k most probable, for k from 1 to <see cref="TopKPredictionCount"/>. Of equally probable actions the first come first.</summary>
    public IReadOnlyList<double> TopKAccuracyForAllK { get; }
}
