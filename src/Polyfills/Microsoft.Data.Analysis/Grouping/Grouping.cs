using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace Microsoft.Data.Analysis;

internal sealed class Grouping<TKey>(TKey key, IEnumerable<DataFrameRow> rows) : IGrouping<TKey, DataFrameRow>
{
    public TKey Key { get; } = key;

    public IEnumerator<DataFrameRow> GetEnumerator() => rows.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
