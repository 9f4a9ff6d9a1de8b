using System.Collections.Generic;

namespace Microsoft.Data.Analysis;

public partial class Int64DataFrameColumn : PrimitiveDataFrameColumn<long>
{
    public Int64DataFrameColumn(string name, IEnumerable<long?> values)
        : base(name, values)
    {
    }

    public Int64DataFrameColumn(string name, IEnumerable<long> values)
        : base(name, values)
    {
    }

    public Int64DataFrameColumn(string name, long length = 0)
        : base(name, length)
    {
    }

    internal Int64DataFrameColumn(string name, ColumnStore<long> store)
        : base(name, store)
    {
    }

    protected override PrimitiveDataFrameColumn<long> CreateNewColumn(string name, long length = 0) => new Int64DataFrameColumn(name, length);

    internal override PrimitiveDataFrameColumn<long> WithStore(ColumnStore<long> store) => new Int64DataFrameColumn(Name, store);
}
