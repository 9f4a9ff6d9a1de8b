using System;
using System.Linq;
using System.Numerics;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Finds the replacements of all columns in one pass, or in none if they are default values.</summary>
internal static class ReplacementTraining
{
    public static IReplacement[] Train(
        IHost host, IDataView data, (string Output, string Input)[] columns, MissingValueReplacingEstimator.ReplacementMode mode, bool bySlot)
    {
        DataViewSchema.Column[] inputs = Array.ConvertAll(columns, pair =>
            data.Schema.GetColumnOrNull(pair.Input) ?? throw Contracts.ExceptSchemaMismatch("input", "input", pair.Input));
        foreach (DataViewSchema.Column input in inputs)
            MissingValueReplacingTransformer.CheckType(input.Type.GetItemType());
        if (mode == MissingValueReplacingEstimator.ReplacementMode.DefaultValue)
            return Array.ConvertAll(inputs, DefaultOf);

        using IChannel channel = host.Start("Computing Statistics");
        if (bySlot && inputs.Any(input => input.Type is VectorDataViewType { IsKnownSize: false }))
            channel.Warning(MessageSensitivity.None, "By-slot imputation can not be done on variable-length column");
        using DataViewRowCursor cursor = data.GetRowCursor(inputs);
        IColumnTraining[] trainings = Array.ConvertAll(inputs, input => MakeTraining(cursor, input, mode, bySlot && input.Type.IsKnownSizeVector()));
        while (cursor.MoveNext())
        {
            foreach (IColumnTraining training in trainings)
                training.Observe();
        }
        return Array.ConvertAll(trainings, training => training.Finish());
    }

    private static IReplacement DefaultOf(DataViewSchema.Column input)
    {
        DataViewType itemType = input.Type.GetItemType();
        return itemType.RawType == typeof(float) ? new Replacement<float>(itemType, [0]) : new Replacement<double>(itemType, [0]);
    }

    private static IColumnTraining MakeTraining(
        DataViewRow row, DataViewSchema.Column input, MissingValueReplacingEstimator.ReplacementMode mode, bool bySlot)
        => input.Type.GetItemType().RawType == typeof(float)
            ? new ColumnTraining<float>(row, input, mode, bySlot)
            : new ColumnTraining<double>(row, input, mode, bySlot);

    private interface IColumnTraining
    {
        void Observe();

        IReplacement Finish();
    }

    private sealed class ColumnTraining<T> : IColumnTraining
        where T : struct, IFloatingPointIeee754<T>
    {
        private readonly DataViewType _type;
        private readonly bool _bySlot;
        private readonly ReplacementStatistic<T>[] _statistics;
        private readonly ValueGetter<T> _scalar;
        private readonly ValueGetter<VBuffer<T>> _vector;
        private VBuffer<T> _buffer;

        // Values seen by each statistic, those left out of sparse vectors included.
        private long _total;

        public ColumnTraining(DataViewRow row, DataViewSchema.Column input, MissingValueReplacingEstimator.ReplacementMode mode, bool bySlot)
        {
            _type = bySlot ? input.Type : input.Type.GetItemType();
            _bySlot = bySlot;
            _statistics = Enumerable.Range(0, bySlot ? input.Type.GetVectorSize() : 1).Select(_ => ReplacementStatistic<T>.Create(mode)).ToArray();
            if (input.Type is VectorDataViewType)
                _vector = row.GetGetter<VBuffer<T>>(input);
            else
                _scalar = row.GetGetter<T>(input);
        }

        public void Observe()
        {
            if (_scalar != null)
            {
                T value = default;
                _scalar(ref value);
                _statistics[0].Add(value);
                _total++;
                return;
            }
            _vector(ref _buffer);
            foreach ((int slot, T value) in _buffer.Items())
                _statistics[_bySlot ? slot : 0].Add(value);
            _total += _bySlot ? 1 : _buffer.Length;
        }

        public IReplacement Finish() => new Replacement<T>(_type, Array.ConvertAll(_statistics, statistic => statistic.Finish(_total)));
    }
}
