using LaMo.MLNet.Schema;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace LaMo.MLNet.Evaluation;

/// <summary>Compares logged with predicted vectors of actions, in one pass.</summary>
internal static class ContinuousActionEvaluator
{
    public static ContinuousActionMetrics Evaluate(IDataView data, DataViewSchema.Column action, string predictedActionColumnName)
    {
        DataViewSchema.Column predictedAction = ColumnRequirement.SingleVector(predictedActionColumnName).Find(data.Schema, action.Type);
        int size = ((VectorDataViewType)action.Type).Size;
        double[] squaredErrors = new double[size], absoluteErrors = new double[size], means = new double[size], squaredDeviations = new double[size];
        float[] logged = new float[size], predicted = new float[size];
        VBuffer<float> buffer = default;
        long count = 0;

        using DataViewRowCursor rows = data.GetRowCursor([action, predictedAction]);
        ValueGetter<VBuffer<float>> getAction = rows.GetGetter<VBuffer<float>>(action), getPredictedAction = rows.GetGetter<VBuffer<float>>(predictedAction);
        while (rows.MoveNext())
        {
            count++;
            Read(getAction, action, logged);
            Read(getPredictedAction, predictedAction, predicted);
            for (int i = 0; i < size; i++)
            {
                double error = (double)logged[i] - predicted[i];
                squaredErrors[i] += error * error;
                absoluteErrors[i] += Math.Abs(error);
                // Welford's update: no cancellation for actions far from 0.
                double deviation = logged[i] - means[i];
                means[i] += deviation / count;
                squaredDeviations[i] += deviation * (logged[i] - means[i]);
            }
        }
        return count == 0
            ? throw new InvalidOperationException("There is no row to evaluate.")
            : new ContinuousActionMetrics(count, PerRow(squaredErrors), PerRow(absoluteErrors), PerRow(squaredDeviations));

        void Read(ValueGetter<VBuffer<float>> get, DataViewSchema.Column column, float[] values)
        {
            get(ref buffer);
            buffer.CopyTo(values);
            RowFault.ThrowIfNotFinite(rows, column, values);
        }

        double[] PerRow(double[] sums) => [.. sums.Select(sum => sum / count)];
    }
}
