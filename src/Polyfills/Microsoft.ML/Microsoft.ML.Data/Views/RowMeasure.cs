using System;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A number for each row, by which rows are chosen; NaN for rows that are never chosen.</summary>
internal sealed class RowMeasure
{
    private readonly DataViewSchema.Column[] _dependencies;
    private readonly Func<DataViewRow, Func<double>> _makeReader;
    private readonly bool _dependsOnOrder;

    private RowMeasure(DataViewSchema.Column[] dependencies, Func<DataViewRow, Func<double>> makeReader, bool dependsOnOrder = false)
    {
        _dependencies = dependencies;
        _makeReader = makeReader;
        _dependsOnOrder = dependsOnOrder;
    }

    /// <summary>Whether a column can be a measure by itself.</summary>
    public static bool Supports(DataViewType type)
        => type == NumberDataViewType.Single || type == NumberDataViewType.Double || type is KeyDataViewType;

    /// <summary>The number in a column; for a key, its place among the keys, between 0 and 1.</summary>
    public static RowMeasure OfColumn(DataViewSchema.Column column)
    {
        Contracts.CheckParam(Supports(column.Type), "Column", $"Column '{column.Name}' does not have compatible type");
        return new RowMeasure([column], row => TypeDispatch.Invoke(MakeReader<float>, column.Type.RawType, row, column));
    }

    /// <summary>Numbers uniform in [0, 1), one after the other.</summary>
    public static RowMeasure OfRandom(uint seed)
        => new([], _ =>
        {
            var rand = new TauswortheHybrid(seed);
            return () => rand.NextFloat();
        }, dependsOnOrder: true);

    /// <summary>A place in [0, 1) that is the same for equal values of a column.</summary>
    public static RowMeasure OfHash(DataViewSchema.Column column, int? seed)
        => new([column], row => SamplingHash.MakeReader(row, column, seed));

    /// <summary>A column of floating point numbers, scaled from its range in the data to [0, 1].</summary>
    public static RowMeasure OfScaled(IDataView data, DataViewSchema.Column column)
    {
        double min = double.PositiveInfinity;
        double max = double.NegativeInfinity;
        RowMeasure numbers = OfColumn(column);
        using (DataViewRowCursor cursor = data.GetRowCursor([column]))
        {
            Func<double> read = numbers._makeReader(cursor);
            while (cursor.MoveNext())
            {
                double value = read();
                if (value < min)
                    min = value;
                if (value > max)
                    max = value;
            }
        }
        if (!(max > min))
            return new RowMeasure([column], _ => () => 0);
        if (column.Type == NumberDataViewType.Double)
            return new RowMeasure([column], row => numbers.Then(row, value => (value - min) * (1 / (max - min))));
        // A column of 32-bit floats is scaled in their arithmetic.
        float scale = 1 / ((float)max - (float)min);
        return new RowMeasure([column], row => numbers.Then(row, value => ((float)value - (float)min) * scale));
    }

    /// <summary>The rows whose number is in a range or, for the complement, outside it.</summary>
    public IDataView Filter(IDataView source, double min, double max, bool includesMax = false, bool complement = false)
        => new RowFilter(source, _dependencies, row =>
        {
            Func<double> read = _makeReader(row);
            return () =>
            {
                double value = read();
                bool isInside = min <= value && (includesMax ? value <= max : value < max);
                return !double.IsNaN(value) && isInside != complement;
            };
        }, canShuffle: !_dependsOnOrder);

    private Func<double> Then(DataViewRow row, Func<double, double> convert)
    {
        Func<double> read = _makeReader(row);
        return () => convert(read());
    }

    private static Func<double> MakeReader<T>(DataViewRow row, DataViewSchema.Column column)
    {
        ValueGetter<T> getter = row.GetGetter<T>(column);
        T value = default;
        if (column.Type is not KeyDataViewType key)
        {
            return () =>
            {
                getter(ref value);
                return Convert.ToDouble(value);
            };
        }
        return () =>
        {
            getter(ref value);
            ulong raw = Convert.ToUInt64(value);
            return raw == 0 || raw > key.Count ? double.NaN : ((uint)raw - 0.5) / key.Count;
        };
    }
}
