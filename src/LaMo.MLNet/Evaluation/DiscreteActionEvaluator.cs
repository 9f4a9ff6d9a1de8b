using LaMo.MLNet.Schema;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.MLNet.Evaluation;

/// <summary>Compares logged with predicted keys of actions and their probabilities, in one pass.</summary>
internal static class DiscreteActionEvaluator
{
    private const double SmallestProbability = 1e-15;

    public static DiscreteActionMetrics Evaluate(IDataView data, DataViewSchema.Column action, string predictedActionColumnName, string scoreColumnName, int topKPredictionCount)
    {
        int actionCount = (int)((KeyDataViewType)action.Type).Count;
        DataViewSchema.Column predictedAction = ColumnRequirement.Key(predictedActionColumnName).Find(data.Schema, action.Type);
        DataViewSchema.Column score = ColumnRequirement.SingleVector(scoreColumnName).Find(data.Schema, new VectorDataViewType(NumberDataViewType.Single, actionCount));
        long[] actions = new long[actionCount], ranks = new long[actionCount];
        float[] probabilities = new float[actionCount];
        VBuffer<float> buffer = default;
        long count = 0, hits = 0;
        double logLoss = 0;

        using DataViewRowCursor rows = data.GetRowCursor([action, predictedAction, score]);
        Func<int> getAction = ActionIndex.Getter(rows, action), getPredictedAction = ActionIndex.Getter(rows, predictedAction);
        ValueGetter<VBuffer<float>> getScore = rows.GetGetter<VBuffer<float>>(score);
        while (rows.MoveNext())
        {
            count++;
            int logged = getAction();
            getScore(ref buffer);
            buffer.CopyTo(probabilities);
            RowFault.ThrowIfNotProbabilities(rows, score, probabilities);
            actions[logged]++;
            ranks[Rank(probabilities, logged)]++;
            hits += getPredictedAction() == logged ? 1 : 0;
            logLoss -= Math.Log(Math.Max(probabilities[logged], SmallestProbability));
        }
        if (count == 0)
            throw new InvalidOperationException("There is no row to evaluate.");
        return new DiscreteActionMetrics(count, (double)hits / count, logLoss / count, Entropy(actions, count), TopK(ranks, count, Math.Min(topKPredictionCount, actionCount)));
    }

    /// <summary>How many actions come before one when the most probable comes first.</summary>
    private static int Rank(ReadOnlySpan<float> probabilities, int action)
    {
        int rank = 0;
        for (int other = 0; other < probabilities.Length; other++)
            if (probabilities[other] > probabilities[action] || (probabilities[other] == probabilities[action] && other < action))
                rank++;
        return rank;
    }

    /// <summary>The log-loss of giving the actions' own frequencies.</summary>
    private static double Entropy(long[] actions, long count) => -actions.Where(n => n > 0).Sum(n => (double)n / count * Math.Log((double)n / count));

    private static double[] TopK(long[] ranks, long count, int k)
    {
        double[] accuracies = new double[k];
        long hits = 0;
        for (int i = 0; i < k; i++)
            accuracies[i] = (double)(hits += ranks[i]) / count;
        return accuracies;
    }
}
