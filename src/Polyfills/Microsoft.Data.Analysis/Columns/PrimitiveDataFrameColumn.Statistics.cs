using System;
using System.Collections.Generic;

namespace Microsoft.Data.Analysis;

public partial class PrimitiveDataFrameColumn<T>
{
    public override object Max() => Reduce(Reduction.Max);

    public override object Max(IEnumerable<long> rowIndices) => Reduce(Reduction.Max, rowIndices);

    public override DataFrameColumn CumulativeMax(bool inPlace = false) => Accumulate(Reduction.Max, inPlace);

    public override DataFrameColumn CumulativeMax(IEnumerable<long> rowIndices, bool inPlace = false) => Accumulate(Reduction.Max, rowIndices, inPlace);

    public override object Min() => Reduce(Reduction.Min);

    public override object Min(IEnumerable<long> rowIndices) => Reduce(Reduction.Min, rowIndices);

    public override DataFrameColumn CumulativeMin(bool inPlace = false) => Accumulate(Reduction.Min, inPlace);

    public override DataFrameColumn CumulativeMin(IEnumerable<long> rowIndices, bool inPlace = false) => Accumulate(Reduction.Min, rowIndices, inPlace);

    public override object Product() => Reduce(Reduction.Product);

    public override object Product(IEnumerable<long> rowIndices) => Reduce(Reduction.Product, rowIndices);

    public override DataFrameColumn CumulativeProduct(bool inPlace = false) => Accumulate(Reduction.Product, inPlace);

    public override DataFrameColumn CumulativeProduct(IEnumerable<long> rowIndices, bool inPlace = false) => Accumulate(Reduction.Product, rowIndices, inPlace);

    public override object Sum() => Reduce(Reduction.Sum);

    public override object Sum(IEnumerable<long> rowIndices) => Reduce(Reduction.Sum, rowIndices);

    public override DataFrameColumn CumulativeSum(bool inPlace = false) => Accumulate(Reduction.Sum, inPlace);

    public override DataFrameColumn CumulativeSum(IEnumerable<long> rowIndices, bool inPlace = false) => Accumulate(Reduction.Sum, rowIndices, inPlace);

    public override bool All() => Truth().IndexOf(false) < 0;

    public override bool Any() => Truth().IndexOf(true) >= 0;

    public override DataFrameColumn Abs(bool inPlace = false) => Transform(ElementMath<T>.Instance.Abs, inPlace);

    public override DataFrameColumn Round(bool inPlace = false) => Transform(ElementMath<T>.Instance.Round, inPlace);

    public override double Mean()
        => Length == 0 ? 0 : ToDouble((T)Sum()) / (Length - NullCount);

    public override double Median()
    {
        long count = Length - NullCount;
        if (count == 0)
            return 0;
        PrimitiveDataFrameColumn<long> order = GetSortIndices();
        double upper = ValueAt(count / 2);
        return count % 2 == 1 ? upper : (upper + ValueAt(count / 2 - 1)) / 2;

        double ValueAt(long rank) => ToDouble(this[order[rank].Value].Value);
    }

    public override bool HasDescription() => IsNumericColumn() || typeof(T) == typeof(DateTime);

    public override DataFrameColumn Description() => new PrimitiveDataFrameColumn<float>(Name, new float?[]
    {
        Length - NullCount,
        AsSingle(Max),
        AsSingle(Min),
        AsSingle(Sum) / Length,
    });

    // A statistic that does not exist, or is no number, is described as null.
    private static float? AsSingle(Func<object> statistic)
    {
        try
        {
            return (float)Convert.ChangeType(statistic(), typeof(float));
        }
        catch (Exception)
        {
            return null;
        }
    }

    private static double ToDouble(T value) => (double)Convert.ChangeType(value, typeof(double));

    private object Reduce(Reduction reduction)
    {
        T result = ElementMath<T>.Instance.Seed(reduction);
        Func<T, T, T> step = ElementMath<T>.Instance.Step(reduction, overflowThrows: false);
        bool any = reduction == Reduction.Product;
        for (int i = 0; i < Store.Values.Length; i++)
            if (Store.Valid[i])
            {
                result = step(Store.Values[i], result);
                any = true;
            }
        return any ? result : null;
    }

    // By rows a null counts as what its slot holds, a product starts from 0 and dates have no extremes, as in the real class.
    private object Reduce(Reduction reduction, IEnumerable<long> rows)
    {
        Func<T, T, T> step = ElementMath<T>.Instance.Step(reduction, overflowThrows: true);
        Store.CheckNotEmpty();
        T result = reduction == Reduction.Product ? default : ElementMath<T>.Instance.Seed(reduction);
        foreach (long row in rows)
            result = step(Store.Values[(int)row], result);
        return typeof(T) == typeof(DateTime) ? null : result;
    }

    private PrimitiveDataFrameColumn<T> Accumulate(Reduction reduction, bool inPlace)
    {
        Func<T, T, T> step = ElementMath<T>.Instance.Step(reduction, overflowThrows: false);
        PrimitiveDataFrameColumn<T> column = inPlace ? this : Clone();
        Span<T> values = column.Store.Values;
        T sofar = reduction is Reduction.Max or Reduction.Min ? column.Store.FirstSlot : ElementMath<T>.Instance.Seed(reduction);
        for (int i = 0; i < values.Length; i++)
            if (column.Store.Valid[i] || typeof(T) == typeof(DateTime))
                values[i] = sofar = step(values[i], sofar);
        return column;
    }

    private PrimitiveDataFrameColumn<T> Accumulate(Reduction reduction, IEnumerable<long> rows, bool inPlace)
    {
        Func<T, T, T> step = ElementMath<T>.Instance.Step(reduction, overflowThrows: true);
        Store.CheckNotEmpty();
        PrimitiveDataFrameColumn<T> column = inPlace ? this : Clone();
        Span<T> values = column.Store.Values;
        T? sofar = null;
        foreach (long row in rows)
            if (sofar is { } last)
                values[(int)row] = (sofar = step(values[(int)row], last)).Value;
            else
                sofar = values[(int)row];
        return column;
    }

    private PrimitiveDataFrameColumn<T> Transform(Func<T, T> change, bool inPlace)
    {
        PrimitiveDataFrameColumn<T> column = inPlace ? this : Clone();
        foreach (ref T value in column.Store.Values)
            value = change(value);
        return column;
    }

    private Span<bool> Truth() => this is PrimitiveDataFrameColumn<bool> mask ? mask.Store.Values : throw new NotSupportedException();
}
