using System.Collections;
using System.Collections.Generic;

namespace Microsoft.Data.Analysis;

public class DataFrameRowCollection : IEnumerable<DataFrameRow>
{
    private readonly DataFrame _frame;

    internal DataFrameRowCollection(DataFrame frame) => _frame = frame;

    public DataFrameRow this[long index] => new(_frame, index);

    public long Count => _frame.Columns.RowCount;

    public IEnumerator<DataFrameRow> GetEnumerator()
    {
        for (long i = 0; i < Count; i++)
            yield return new DataFrameRow(_frame, i);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
