using System.Collections.Generic;

namespace Microsoft.Data.Analysis;

public class UInt64DataFrameColumn : PrimitiveDataFrameColumn<ulong>
{
    public UInt64DataFrameColumn(string name, IEnumerable<ulong?> values)
        : base(name, values)
    {
    }

    public UInt64DataFrameColumn(string name, IEnumerable<ulong> values)
        : base(name, values)
    {
    }

    public UInt64DataFrameColumn(string name, long length = 0)
        : base(name, length)
    {
    }

    internal UInt64DataFrameColumn(string name, ColumnStore<ulong> store)
        : base(name, store)
    {
    }

    protected override PrimitiveDataFrameColumn<ulong> CreateNewColumn(string name, long length = 0) => new UInt64DataFrameColumn(name, length);

    internal override PrimitiveDataFrameColumn<ulong> WithStore(ColumnStore<ulong> store) => new UInt64DataFrameColumn(Name, store);
}
