using System;
using System.Linq;
using System.Numerics;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Fits all columns of a normalizer in one pass over the data.</summary>
internal static class NormalizerTraining
{
    public static NormalizingTransformer Train(IHost host, IDataView data, NormalizerColumn[] columns)
    {
        DataViewSchema.Column[] inputs = Array.ConvertAll(columns, column =>
            data.Schema.GetColumnOrNull(column.Input) ?? throw Contracts.ExceptSchemaMismatch(nameof(data), "input", column.Input));

        using IProgressChannel progress = host.StartProgressChannel("Normalize");
        long rows = 0;
        progress.SetHeader(new ProgressHeader("examples"), entry => entry.SetProgress(0, rows));
        using DataViewRowCursor cursor = data.GetRowCursor(inputs);
        IColumnTraining[] trainings = columns.Zip(inputs, (column, input) => MakeTraining(column, cursor, input)).ToArray();
        while (trainings.Any(training => training.WantsMore) && cursor.MoveNext())
        {
            foreach (IColumnTraining training in trainings)
                training.Observe();
            rows++;
        }
        progress.Checkpoint(rows);

        return new NormalizingTransformer(host, columns.Select((column, i) =>
            new NormalizingTransformer.FittedColumn(column.Output, column.Input, inputs[i].Type, trainings[i].Finish())).ToArray());
    }

    private static IColumnTraining MakeTraining(NormalizerColumn column, DataViewRow row, DataViewSchema.Column input)
    {
        if (input.Type is not VectorDataViewType { IsKnownSize: false })
        {
            Type itemType = (input.Type as VectorDataViewType)?.ItemType.RawType ?? input.Type.RawType;
            if (itemType == typeof(float))
                return new ColumnTraining<float>(column, row, input);
            if (itemType == typeof(double))
                return new ColumnTraining<double>(column, row, input);
        }
        throw Contracts.ExceptParam("srcType",
            $"Wrong column type for input column. Expected: Single, Double, Vector of Single or Vector of Double. Got: {input.Type}.");
    }

    private interface IColumnTraining
    {
        bool WantsMore { get; }

        void Observe();

        INormalizerFunction Finish();
    }

    private sealed class ColumnTraining<T> : IColumnTraining
        where T : struct, IFloatingPointIeee754<T>
    {
        private readonly SlotStatistics<T> _statistics;
        private readonly ValueGetter<VBuffer<T>> _getter;
        private VBuffer<T> _value;
        private long _remaining;

        public ColumnTraining(NormalizerColumn column, DataViewRow row, DataViewSchema.Column input)
        {
            _remaining = column.MaximumExampleCount;
            _statistics = column.MakeStatistics<T>((input.Type as VectorDataViewType)?.Size ?? 1);
            _getter = input.Type is VectorDataViewType ? row.GetGetter<VBuffer<T>>(input) : AsVector(row.GetGetter<T>(input));
        }

        public bool WantsMore => _remaining > 0;

        public void Observe()
        {
            if (_remaining == 0)
                return;
            _remaining--;
            _getter(ref _value);
            _statistics.Add(in _value);
        }

        public INormalizerFunction Finish() => _statistics.Finish();

        private static ValueGetter<VBuffer<T>> AsVector(ValueGetter<T> getter) => (ref VBuffer<T> destination) =>
        {
            VBufferEditor<T> editor = VBufferEditor.Create(ref destination, 1);
            getter(ref editor.Values[0]);
            destination = editor.Commit();
        };
    }
}
